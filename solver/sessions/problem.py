"""The dates problem: engagements of a programme year become sessions.

Months are ``year * 12 + month - 1`` as in matching, days are ordinals, times are local
minutes, ways are minutes there. What is agreed for a month is split over its visits:
the sessions are derived, never typed in.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NewType

from solver.matching.problem import (
    MINUTES_PER_HALF_HOUR,
    CoachId,
    KindergartenId,
    Month,
    Pair,
    RefusalOrigin,
)
from solver.slots import Day, Slot

EngagementId = NewType("EngagementId", str)
#: A Land's two letters, as in ISO 3166-2 after "DE-".
Land = NewType("Land", str)

MONTHS_PER_YEAR = 12


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of every week; Monday = 0."""

    weekday: int
    slot: Slot


@dataclass(frozen=True, slots=True)
class Coach:
    """When a coach can be out: her ways lie within a window, too.

    ``busy`` are times of other calendars, nothing is known of them but when they are;
    ``out`` is what else she has, from leaving home to being back; ``absent`` are whole
    days.
    """

    id: CoachId
    land: Land
    windows: tuple[Window, ...]
    absent: frozenset[Day] = frozenset()
    busy: Mapping[Day, tuple[Slot, ...]] = field(default_factory=dict)
    out: Mapping[Day, tuple[Slot, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kindergarten:
    """When a kindergarten can be visited; without preferred weekdays all are alike."""

    id: KindergartenId
    land: Land
    opening: tuple[Window, ...]
    closed: frozenset[Day] = frozenset()
    busy: Mapping[Day, tuple[Slot, ...]] = field(default_factory=dict)
    preferred_weekdays: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Engagement:
    """Who accompanies whom, with so many half-hours a month; both months inclusive."""

    id: EngagementId
    coach: CoachId
    kindergarten: KindergartenId
    first_month: Month
    last_month: Month
    half_hours: int
    visits_per_month: int = 1


@dataclass(frozen=True, slots=True, order=True)
class SessionKey:
    """Which session is meant: the ``number``-th (from 1) of an engagement's month."""

    engagement: EngagementId
    month: Month
    number: int = 1


@dataclass(frozen=True, slots=True)
class Session:
    """A session to be held: whose, and how long [min]."""

    key: SessionKey
    engagement: Engagement
    minutes: int


@dataclass(frozen=True, slots=True)
class Visit:
    """A session at its date: the decision atom."""

    session: SessionKey
    day: Day
    slot: Slot


class DayKind(StrEnum):
    """What the programme has on a day."""

    WORKING_GROUP = "working_group"
    QUALIFICATION = "qualification"


class Blocked(StrEnum):
    """Whose dates a day of the programme blocks."""

    EVERYBODY = "everybody"
    COACHES = "coaches"


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """A day of the programme.

    The day blocks sessions either way: none is held without its coach. ``blocks`` is
    told because consultation visits need no coach.
    """

    day: Day
    kind: DayKind
    blocks: Blocked = Blocked.EVERYBODY


@dataclass(frozen=True, slots=True)
class RefusedDate:
    """Somebody cannot or does not want a session on a day."""

    session: SessionKey
    day: Day
    origin: RefusalOrigin


@dataclass(frozen=True, slots=True, order=True)
class SessionAround:
    """A session of the same two that stands in months before or after those planned.

    It may be of another engagement: of the year before, say.
    """

    coach: CoachId
    kindergarten: KindergartenId
    day: Day


@dataclass(frozen=True)
class SessionProblem:
    """Everything dates depend on, but for the rule profile.

    ``ways`` are from a coach's home, ``between`` from one kindergarten to another (one
    direction stands for both); where none is given she goes home in between. Nothing
    is planned before ``first_day``. ``fixed`` stands whatever is planned: held,
    confirmed or set by hand; ``published`` is what people have in their calendars and
    is kept where possible. To what stands ``around`` sessions keep their distance.
    Starts are multiples of ``grid_minutes``.
    """

    coaches: Mapping[CoachId, Coach]
    kindergartens: Mapping[KindergartenId, Kindergarten]
    engagements: Mapping[EngagementId, Engagement]
    ways: Mapping[Pair, int]
    between: Mapping[tuple[KindergartenId, KindergartenId], int]
    first_day: Day
    public_holidays: Mapping[Land, frozenset[Day]] = field(default_factory=dict)
    school_holidays: Mapping[Land, frozenset[Day]] = field(default_factory=dict)
    programme_days: tuple[ProgrammeDay, ...] = ()
    refused: tuple[RefusedDate, ...] = ()
    fixed: tuple[Visit, ...] = ()
    published: tuple[Visit, ...] = ()
    around: tuple[SessionAround, ...] = ()
    grid_minutes: int = 15


def sessions_of(engagement: Engagement) -> Iterator[Session]:
    """Sessions of an engagement: each month's half-hours split, longer ones first."""
    visits = engagement.visits_per_month
    for month in range(engagement.first_month, engagement.last_month + 1):
        for number in range(1, visits + 1):
            half_hours = half_hours_of_visit(engagement.half_hours, visits, number)
            yield Session(
                SessionKey(engagement.id, Month(month), number),
                engagement,
                half_hours * MINUTES_PER_HALF_HOUR,
            )


def half_hours_of_visit(half_hours: int, visits: int, number: int) -> int:
    """What of a month's half-hours is the ``number``-th visit's, from 1."""
    each, more = divmod(half_hours, visits)
    return each + (number <= more)


def month_of(day: Day) -> Month:
    """The month a day lies in."""
    found = date.fromordinal(day)
    return Month(found.year * MONTHS_PER_YEAR + found.month - 1)


def days_of(month: Month) -> range:
    """All days of a month."""
    return range(_first_day(month), _first_day(Month(month + 1)))


def _first_day(month: Month) -> Day:
    year, month_before = divmod(month, MONTHS_PER_YEAR)
    return Day(date(year, month_before + 1, 1).toordinal())
