"""Times a coach or a kindergarten is busy by a foreign calendar; nothing but times."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import BusyKind


class BusySource(TenantTable):
    """A calendar somebody gave; ``digest`` tells whether a new file is the same."""

    __tablename__ = "busy_source"
    __table_args__ = (
        within_tenant("coach_id", "coach"),
        within_tenant("kindergarten_id", "kindergarten"),
        CheckConstraint("(coach_id is null) <> (kindergarten_id is null)", "one_owner"),
    )

    coach_id: Mapped[UUID | None]
    kindergarten_id: Mapped[UUID | None]
    name: Mapped[str] = mapped_column(String(100))
    kind: Mapped[BusyKind] = mapped_column(
        choice(BusyKind, "kind"), default=BusyKind.UPLOAD
    )
    last_read_at: Mapped[datetime]
    digest: Mapped[str] = mapped_column(String(64))


class BusyTime(TenantTable):
    """From when to when somebody is busy; what with is never kept."""

    __tablename__ = "busy_time"
    __table_args__ = (
        within_tenant("source_id", "busy_source", ondelete="CASCADE"),
        Index(
            "ix_busy_time_tenant_id_source_id_starts_at",
            "tenant_id",
            "source_id",
            "starts_at",
        ),
        CheckConstraint("ends_at > starts_at", "instants"),
    )

    source_id: Mapped[UUID]
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime]
