"""Reports as they are told: to a terminal, over HTTP, in a workbook."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from service.domain.kinds import PersonKind
from service.reports.expiring import Urgency
from service.reports.response import ResponseFigures


@dataclass(frozen=True, slots=True)
class FiguresView:
    """Care of children whose regular person was away [min of real time].

    ``coverage_percent`` is ``None`` where nothing was wanted and 100 only if nothing
    was left uncovered.
    """

    wanted_minutes: int
    covered_minutes: int
    uncovered_minutes: int
    unwanted_minutes: int
    coverage_percent: float | None
    children: int
    absent_persons: int
    child_days: int


@dataclass(frozen=True, slots=True)
class CoverageLine:
    """A row of a table; ``response`` for areas and models."""

    key: str
    title: str
    figures: FiguresView
    response: ResponseFigures | None


@dataclass(frozen=True, slots=True)
class CoverageReport:
    """A month in numbers, without anybody's name.

    ``through`` is the last day counted; ``provisional`` that the month still runs;
    ``made_at`` is local time.
    Rows about fewer than ``least_people`` children or absent persons are put together.
    """

    month: str
    title: str
    tenant: str
    first_day: date
    last_day: date
    through: date
    provisional: bool
    made_at: datetime
    least_people: int
    total: FiguresView
    response: ResponseFigures
    by_area: tuple[CoverageLine, ...]
    by_model: tuple[CoverageLine, ...]
    by_way: tuple[CoverageLine, ...]


@dataclass(frozen=True, slots=True)
class WorkView:
    """One day: exact real minutes, and quarters of an hour as begun on that day."""

    day: date
    children: int
    minutes: int
    quarters: int
    child_minutes: int
    child_quarters: int
    unconfirmed_child_minutes: int
    cents: int | None


@dataclass(frozen=True, slots=True)
class StatementView:
    """A substitute's month; ``name`` only where it was asked for.

    ``quarters`` is time with any child, ``child_quarters`` counts every child; both
    are sums of the days. ``cents`` follows from the stored rates, ``None`` where a
    salary pays. ``held_place_days`` are places times calendar days.
    """

    person_id: UUID
    code: str
    name: str | None
    kind: PersonKind
    employed: bool
    days: int
    children: int
    minutes: int
    quarters: int
    child_minutes: int
    child_quarters: int
    unconfirmed_child_minutes: int
    cents: int | None
    held_places: int
    held_place_days: int
    contacts: int
    contact_minutes: int
    contact_quarters: int
    work: tuple[WorkView, ...]


@dataclass(frozen=True, slots=True)
class StatementReport:
    """The statements of a month that the actor may read, by code."""

    month: str
    title: str
    tenant: str
    first_day: date
    last_day: date
    through: date
    provisional: bool
    made_at: datetime
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class ExpiringView:
    """A proof that needs renewal; ``expires_on`` is its last good day."""

    person_id: UUID
    code: str
    name: str
    kind: str
    title: str
    expires_on: date
    days_left: int
    urgency: Urgency


@dataclass(frozen=True, slots=True)
class ExpiringReport:
    """All warnings of a day, the most urgent first."""

    tenant: str
    day: date
    warnings: tuple[ExpiringView, ...]
