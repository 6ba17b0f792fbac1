"""Consultation visits: who receives kindergartens, and who comes when."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.db.tables.availability import MINUTES
from service.db.tables.coaches import OF_TOPIC
from service.domain.kinds import AppointmentState


class ConsultationHost(TenantTable):
    """A kindergarten that receives others; ``weekdays`` is a bit mask, Monday = 1."""

    __tablename__ = "consultation_host"
    __table_args__ = (
        within_tenant("kindergarten_id", "kindergarten"),
        UniqueConstraint("tenant_id", "kindergarten_id"),
        CheckConstraint("visits_per_month between 0 and 31", "visits_per_month"),
        CheckConstraint("weekdays between 1 and 127", "weekdays"),
    )

    kindergarten_id: Mapped[UUID]
    visits_per_month: Mapped[int]
    weekdays: Mapped[int] = mapped_column(default=31)


class ConsultationHostTopic(TenantTable):
    """A topic a host can show."""

    __tablename__ = "consultation_host_topic"
    __table_args__ = (
        within_tenant("host_id", "consultation_host"),
        ForeignKeyConstraint(*OF_TOPIC),
        UniqueConstraint("tenant_id", "host_id", "topic"),
    )

    host_id: Mapped[UUID]
    topic: Mapped[str] = mapped_column(String(40))


class ConsultationVisit(TenantTable):
    """A kindergarten visits a host; the row and its UID are kept for ever."""

    __tablename__ = "consultation_visit"
    __table_args__ = (
        within_tenant("kindergarten_id", "kindergarten"),
        within_tenant("host_id", "consultation_host"),
        UniqueConstraint("uid"),
        CheckConstraint(MINUTES, "minutes"),
    )

    uid: Mapped[UUID] = mapped_column(default=uuid4)
    kindergarten_id: Mapped[UUID]
    host_id: Mapped[UUID]
    day: Mapped[date]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    state: Mapped[AppointmentState] = mapped_column(choice(AppointmentState, "state"))
    sequence: Mapped[int] = mapped_column(default=0)
    revised_at: Mapped[datetime]
