"""Children by code; their names and notes lie apart, so they can be withheld."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import CoordinatesSource, TravelMode


class Child(TenantTable):
    """A child without a name; ``household`` groups siblings, home is a point."""

    __tablename__ = "child"
    __table_args__ = (
        within_tenant("area_id", "area"),
        UniqueConstraint("tenant_id", "code"),
        CheckConstraint("capacity_weight between 1 and 5", "capacity_weight"),
    )

    code: Mapped[str] = mapped_column(String(40))
    birth_month: Mapped[date]
    capacity_weight: Mapped[int] = mapped_column(default=1)
    household: Mapped[str] = mapped_column(String(40), default="")
    postcode: Mapped[str] = mapped_column(String(5), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    coordinates_source: Mapped[CoordinatesSource | None] = mapped_column(
        choice(CoordinatesSource, "coordinates_source")
    )
    travel_mode: Mapped[TravelMode] = mapped_column(
        choice(TravelMode, "travel_mode"), default=TravelMode.CAR
    )
    max_extra_way_minutes: Mapped[int | None]
    area_id: Mapped[UUID | None]


class ChildIdentity(TenantTable):
    """Name and notes of a child; deleting the row leaves the planning data."""

    __tablename__ = "child_identity"
    __table_args__ = (
        within_tenant("child_id", "child", ondelete="CASCADE"),
        UniqueConstraint("tenant_id", "child_id"),
    )

    child_id: Mapped[UUID]
    given_name: Mapped[str] = mapped_column(String(100), default="")
    family_name: Mapped[str] = mapped_column(String(100), default="")
    notes: Mapped[str] = mapped_column(Text, default="")


class ChildCapability(TenantTable):
    """Something a child needs from person or place."""

    __tablename__ = "child_capability"
    __table_args__ = (
        within_tenant("child_id", "child"),
        UniqueConstraint("tenant_id", "child_id", "tag"),
    )

    child_id: Mapped[UUID]
    tag: Mapped[str] = mapped_column(String(40))


class Guardian(TenantTable):
    """A person with custody."""

    __tablename__ = "guardian"
    __table_args__ = (UniqueConstraint("tenant_id", "code"),)

    code: Mapped[str] = mapped_column(String(40))
    given_name: Mapped[str] = mapped_column(String(100), default="")
    family_name: Mapped[str] = mapped_column(String(100), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    phone: Mapped[str] = mapped_column(String(50), default="")


class Guardianship(TenantTable):
    """Which child a guardian has custody of."""

    __tablename__ = "guardianship"
    __table_args__ = (
        within_tenant("guardian_id", "guardian"),
        within_tenant("child_id", "child"),
        UniqueConstraint("tenant_id", "guardian_id", "child_id"),
    )

    guardian_id: Mapped[UUID]
    child_id: Mapped[UUID]


class ChildAbsence(TenantTable):
    """A child stays at home; minutes missing means whole days."""

    __tablename__ = "child_absence"
    __table_args__ = (
        within_tenant("child_id", "child"),
        CheckConstraint("last_day >= first_day", "days"),
    )

    child_id: Mapped[UUID]
    first_day: Mapped[date]
    last_day: Mapped[date]
    start_minute: Mapped[int | None]
    end_minute: Mapped[int | None]
