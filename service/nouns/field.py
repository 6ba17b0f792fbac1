"""A field of a plain noun: its type, taken from the column it is stored in."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, Boolean, Date, Float, Integer, String, Text, Uuid
from sqlalchemy import Enum as EnumType
from sqlalchemy.sql.elements import KeyedColumnElement

from service.db.base import TenantTable, UtcDateTime
from service.domain.kinds import Role

Value = str | int | float | bool | date | datetime | UUID | Enum | None


@dataclass(frozen=True, slots=True)
class TextKind:
    """Text without control characters, at most ``longest`` characters."""

    longest: int
    shortest: int = 0


@dataclass(frozen=True, slots=True)
class WholeKind:
    """A whole number, bounds inclusive."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class NumberKind:
    """A finite number, bounds inclusive."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class YesNoKind:
    """True or false."""


@dataclass(frozen=True, slots=True)
class DayKind:
    """A calendar day."""


@dataclass(frozen=True, slots=True)
class InstantKind:
    """An instant; told, never set by hand."""


@dataclass(frozen=True, slots=True)
class ChoiceKind:
    """One word of a closed vocabulary."""

    words: type[Enum]


@dataclass(frozen=True, slots=True)
class ReferenceKind:
    """The id of a row; ``table`` is its name."""

    table: str


@dataclass(frozen=True, slots=True)
class ScalarKind:
    """A number, a text or yes and no: which one, the rule decides."""

    longest: int = 200


Kind = (
    TextKind
    | WholeKind
    | NumberKind
    | YesNoKind
    | DayKind
    | InstantKind
    | ChoiceKind
    | ReferenceKind
    | ScalarKind
)


@dataclass(frozen=True, slots=True)
class Field:
    """One field; ``seen_by`` narrows who is told its value, ``None`` is everybody."""

    name: str
    kind: Kind
    nullable: bool
    required: bool
    writable: bool
    seen_by: frozenset[Role] | None


RANGES: dict[str, tuple[int, int]] = {
    "start_minute": (0, 1439),
    "end_minute": (1, 1440),
    "weekday": (0, 6),
    "weekdays_off": (0, 127),
    "places": (1, 12),
    "capacity_weight": (1, 5),
    "weekly_minutes": (0, 7 * 1440),
    "max_extra_way_minutes": (0, 600),
    "min_age_months": (0, 240),
    "max_age_months": (0, 240),
    "held_places": (0, 12),
    "held_place_cents": (0, 1_000_000),
    "cents_per_hour": (0, 100_000),
    "max_children": (0, 200),
    "max_contracts": (0, 50),
    "max_extra_children": (0, 12),
    "minutes": (0, 1440),
    "units": (0, 2000),
    "monthly_minutes": (0, 12_000),
    "coach_month.minutes": (0, 12_000),
    "fee_cents_per_hour": (0, 100_000),
    "max_way_minutes": (0, 600),
    "radius_km": (0, 1000),
    "experience_years": (0, 60),
    "max_kindergartens": (0, 100),
    "level": (1, 3),
    "weight": (1, 10),
    "min_half_hours": (1, 80),
    "wished_half_hours": (1, 80),
    "visits_per_month": (1, 31),
    "consultation_host.visits_per_month": (0, 31),
    "opening_start_minute": (0, 1439),
    "opening_end_minute": (1, 1440),
    "preferred_weekdays": (0, 127),
    "weekdays": (1, 127),
    "year": (2000, 2100),
    "budget_cents": (0, 1_000_000_000),
    "participants": (0, 1000),
    "room_capacity": (0, 10_000),
}
"""Bounds by the column's name, or by table and column where it means another thing."""

NUMBERS: dict[str, tuple[float, float]] = {
    "latitude": (-90.0, 90.0),
    "longitude": (-180.0, 180.0),
}
REQUIRED_TEXT = (
    "code",
    "name",
    "given_name",
    "family_name",
    "kind",
    "tag",
    "reason",
    "key",
    "title",
    "topic",
    "commune",
)


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What the column does not say: fields told but not set, and who is told."""

    told_only: frozenset[str] = frozenset()
    seen_by: frozenset[Role] | None = None
    optional: bool = False


def field_of(table: type[TenantTable], name: str, exceptions: Exceptions) -> Field:
    """The field stored in a column.

    Raises
    ------
    LookupError
        If the column is of a type no field is made for.
    """
    column = table.__table__.columns[name]
    kind = _kind(column)
    nullable = bool(column.nullable)
    has_default = column.default is not None
    if isinstance(kind, TextKind) and not has_default and name in REQUIRED_TEXT:
        kind = TextKind(longest=kind.longest, shortest=1)
    return Field(
        name=name,
        kind=kind,
        nullable=nullable,
        required=not (nullable or has_default or exceptions.optional),
        writable=name not in exceptions.told_only,
        seen_by=exceptions.seen_by,
    )


def _kind(column: KeyedColumnElement[Any]) -> Kind:
    target = _referenced(column)
    if target is not None:
        return ReferenceKind(target)
    stored = column.type
    if isinstance(stored, EnumType) and stored.enum_class is not None:
        return ChoiceKind(stored.enum_class)
    if isinstance(stored, Text):
        return TextKind(longest=4000)
    if isinstance(stored, String):
        return TextKind(longest=stored.length or 4000)
    return _plain_kind(column)


def _plain_kind(column: KeyedColumnElement[Any]) -> Kind:
    stored = column.type
    if isinstance(stored, Integer):
        here = f"{column.table.name}.{column.name}"
        known = RANGES.get(here) or RANGES.get(column.name)
        least, most = known or (0, 1_000_000)
        return WholeKind(least, most)
    if isinstance(stored, Float):
        low, high = NUMBERS[column.name]
        return NumberKind(low, high)
    simple: dict[type, Kind] = {
        Boolean: YesNoKind(),
        Date: DayKind(),
        UtcDateTime: InstantKind(),
        JSON: ScalarKind(),
    }
    for stored_as, kind in simple.items():
        if isinstance(stored, stored_as):
            return kind
    raise LookupError(f"no field is made for {column}")


def _referenced(column: KeyedColumnElement[Any]) -> str | None:
    if not isinstance(column.type, Uuid):
        return None
    for key in column.foreign_keys:
        return key.target_fullname.split(".")[0]
    return None
