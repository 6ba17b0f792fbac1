"""Absences of persons (class only, never a reason) and what guardians wish then."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import AbsenceClass


class Absence(TenantTable):
    """Days a person is away; ``last_day`` missing is an open end.

    ``start_minute`` counts on the first day, ``end_minute`` on the last one.
    """

    __tablename__ = "absence"
    __table_args__ = (
        within_tenant("person_id", "person"),
        CheckConstraint("last_day >= first_day", "days"),
    )

    person_id: Mapped[UUID]
    first_day: Mapped[date]
    last_day: Mapped[date | None]
    expected_return: Mapped[date | None]
    start_minute: Mapped[int | None]
    end_minute: Mapped[int | None]
    absence_class: Mapped[AbsenceClass] = mapped_column(
        choice(AbsenceClass, "absence_class")
    )
    reported_at: Mapped[datetime]
    reported_by: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_at: Mapped[datetime | None]


class GuardianWish(TenantTable):
    """Whether substitution is wanted for a child in an absence."""

    __tablename__ = "guardian_wish"
    __table_args__ = (
        within_tenant("absence_id", "absence", ondelete="CASCADE"),
        within_tenant("child_id", "child"),
        UniqueConstraint("tenant_id", "absence_id", "child_id"),
    )

    absence_id: Mapped[UUID]
    child_id: Mapped[UUID]
    wanted: Mapped[bool]
    decided_at: Mapped[datetime]
