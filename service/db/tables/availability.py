"""When a person can take children: weekday intervals and dated exceptions."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped

from service.db.base import TenantTable, within_tenant

MINUTES = "0 <= start_minute and start_minute < end_minute and end_minute <= 1440"


class AvailabilitySlot(TenantTable):
    """Interval on a weekday (Monday = 0) with validity."""

    __tablename__ = "availability_slot"
    __table_args__ = (
        within_tenant("person_id", "person"),
        UniqueConstraint(
            "tenant_id", "person_id", "weekday", "start_minute", "valid_from"
        ),
        CheckConstraint("weekday between 0 and 6", "weekday"),
        CheckConstraint(MINUTES, "minutes"),
    )

    person_id: Mapped[UUID]
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class AvailabilityException(TenantTable):
    """On this day otherwise: additionally there, or not there."""

    __tablename__ = "availability_exception"
    __table_args__ = (
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "person_id", "day", "start_minute"),
        CheckConstraint(MINUTES, "minutes"),
    )

    person_id: Mapped[UUID]
    day: Mapped[date]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    available: Mapped[bool]
