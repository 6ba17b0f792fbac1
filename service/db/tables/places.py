"""Where children are looked after."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import CoordinatesSource, PlaceKind


class Place(TenantTable):
    """Own home, rented rooms, shared setting, base or Kita."""

    __tablename__ = "place"
    __table_args__ = (
        within_tenant("area_id", "area"),
        UniqueConstraint("tenant_id", "code"),
        CheckConstraint("max_children >= 0", "max_children"),
    )

    code: Mapped[str] = mapped_column(String(40))
    kind: Mapped[PlaceKind] = mapped_column(choice(PlaceKind, "kind"))
    name: Mapped[str] = mapped_column(String(200), default="")
    street: Mapped[str] = mapped_column(String(200), default="")
    postcode: Mapped[str] = mapped_column(String(5), default="")
    city: Mapped[str] = mapped_column(String(100), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    coordinates_source: Mapped[CoordinatesSource | None] = mapped_column(
        choice(CoordinatesSource, "coordinates_source")
    )
    max_children: Mapped[int | None]
    usable_without_owner: Mapped[bool] = mapped_column(default=False)
    area_id: Mapped[UUID | None]


class PlaceStaff(TenantTable):
    """Who regularly works at a place."""

    __tablename__ = "place_staff"
    __table_args__ = (
        within_tenant("place_id", "place"),
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "place_id", "person_id", "valid_from"),
    )

    place_id: Mapped[UUID]
    person_id: Mapped[UUID]
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class PlaceOpening(TenantTable):
    """Opening on a weekday (Monday = 0); a place without any is always open."""

    __tablename__ = "place_opening"
    __table_args__ = (
        within_tenant("place_id", "place"),
        CheckConstraint("weekday between 0 and 6", "weekday"),
        CheckConstraint(
            "0 <= start_minute and start_minute < end_minute and end_minute <= 1440",
            "minutes",
        ),
    )

    place_id: Mapped[UUID]
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]


class PlaceCapability(TenantTable):
    """Something a place offers (step-free, no pets)."""

    __tablename__ = "place_capability"
    __table_args__ = (
        within_tenant("place_id", "place"),
        UniqueConstraint("tenant_id", "place_id", "tag"),
    )

    place_id: Mapped[UUID]
    tag: Mapped[str] = mapped_column(String(40))
