"""Contact visits: somebody gets to know the children of a household before a need."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.db.tables.availability import MINUTES
from service.domain.kinds import AppointmentState


class ContactVisit(TenantTable):
    """A visitor and a host with her children at a place; row and UID stay for ever.

    The place is the household, or the visitor's base, to which the host comes. Once
    held it counts for real minutes; whom the children met is in their contacts.
    """

    __tablename__ = "contact_visit"
    __table_args__ = (
        within_tenant("visitor_id", "person"),
        within_tenant("host_id", "person"),
        within_tenant("place_id", "place"),
        UniqueConstraint("uid"),
        Index("ix_contact_visit_tenant_id_day", "tenant_id", "day"),
        CheckConstraint(MINUTES, "minutes"),
        CheckConstraint("held_minutes between 1 and 1440", "held_minutes"),
    )

    uid: Mapped[UUID] = mapped_column(default=uuid4)
    visitor_id: Mapped[UUID]
    host_id: Mapped[UUID]
    place_id: Mapped[UUID]
    day: Mapped[date]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    state: Mapped[AppointmentState] = mapped_column(choice(AppointmentState, "state"))
    held_minutes: Mapped[int | None]
    sequence: Mapped[int] = mapped_column(default=0)
    revised_at: Mapped[datetime]
