"""Whoever takes children: childminders, floaters, staff; permits and proofs."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import PersonKind, QualificationKind, TravelMode


class Person(TenantTable):
    """A childminder, floater or member of staff; ``code`` is the key in imports.

    ``cents_per_hour`` are paid for an hour of one child in substitution; 0 where a
    salary pays it.
    """

    __tablename__ = "person"
    __table_args__ = (
        within_tenant("area_id", "area"),
        within_tenant("home_place_id", "place"),
        UniqueConstraint("tenant_id", "code"),
        CheckConstraint("weekly_minutes >= 0", "weekly_minutes"),
        CheckConstraint("cents_per_hour >= 0", "cents_per_hour"),
    )

    code: Mapped[str] = mapped_column(String(40))
    kind: Mapped[PersonKind] = mapped_column(choice(PersonKind, "kind"))
    given_name: Mapped[str] = mapped_column(String(100))
    family_name: Mapped[str] = mapped_column(String(100))
    sort_key: Mapped[str] = mapped_column(String(200), index=True)
    employed: Mapped[bool] = mapped_column(default=False)
    professional: Mapped[bool] = mapped_column(default=False)
    wider_contracts: Mapped[bool] = mapped_column(default=False)
    may_extend_day: Mapped[bool] = mapped_column(default=False)
    weekly_minutes: Mapped[int | None]
    cents_per_hour: Mapped[int] = mapped_column(default=0)
    institution: Mapped[str] = mapped_column(String(200), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(50), default="")
    travel_mode: Mapped[TravelMode] = mapped_column(
        choice(TravelMode, "travel_mode"), default=TravelMode.CAR
    )
    home_place_id: Mapped[UUID | None]
    area_id: Mapped[UUID | None]
    active_from: Mapped[date | None]
    active_until: Mapped[date | None]


class Permit(TenantTable):
    """Permit to take children (§ 43 SGB VIII) with its side conditions."""

    __tablename__ = "permit"
    __table_args__ = (
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "person_id", "valid_from"),
        CheckConstraint("places between 1 and 12", "places"),
        CheckConstraint("valid_until >= valid_from", "dates"),
    )

    person_id: Mapped[UUID]
    places: Mapped[int]
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    min_age_months: Mapped[int | None]
    max_age_months: Mapped[int | None]
    start_minute: Mapped[int | None]
    end_minute: Mapped[int | None]
    max_contracts: Mapped[int | None]
    remark: Mapped[str] = mapped_column(String(500), default="")


class Qualification(TenantTable):
    """A finished course, in units of 45 minutes (QHB ladder or inclusion)."""

    __tablename__ = "qualification"
    __table_args__ = (
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "person_id", "kind", "completed_on"),
        CheckConstraint("units >= 0", "units"),
    )

    person_id: Mapped[UUID]
    kind: Mapped[QualificationKind] = mapped_column(choice(QualificationKind, "kind"))
    units: Mapped[int]
    completed_on: Mapped[date]


class Credential(TenantTable):
    """A proof with a clock; only the fact and its dates, never the document."""

    __tablename__ = "credential"
    __table_args__ = (
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "person_id", "kind", "issued_on"),
    )

    person_id: Mapped[UUID]
    kind: Mapped[str] = mapped_column(String(40))
    issued_on: Mapped[date]
    expires_on: Mapped[date | None]


class PersonCapability(TenantTable):
    """Something a person can (inclusion, infant, medication, a language, no pets)."""

    __tablename__ = "person_capability"
    __table_args__ = (
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "person_id", "tag"),
    )

    person_id: Mapped[UUID]
    tag: Mapped[str] = mapped_column(String(40))


class PersonalLimit(TenantTable):
    """Limits a person set for herself; weekdays off as a bit mask, Monday = 1."""

    __tablename__ = "personal_limit"
    __table_args__ = (
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "person_id"),
        CheckConstraint("weekdays_off between 0 and 127", "weekdays_off"),
    )

    person_id: Mapped[UUID]
    max_extra_children: Mapped[int | None]
    weekdays_off: Mapped[int] = mapped_column(default=0)
    min_age_months: Mapped[int | None]
    max_age_months: Mapped[int | None]
