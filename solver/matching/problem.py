"""The matching problem: coaches, kindergartens, counties; integers with units.

Months are ``year * 12 + month - 1``. Hours are agreed in half-hours a month and stay
the same from the first month to the last. Ways are minutes there, money is cents.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NewType

CoachId = NewType("CoachId", str)
KindergartenId = NewType("KindergartenId", str)
CountyId = NewType("CountyId", str)
Month = NewType("Month", int)
Pair = tuple[CoachId, KindergartenId]

MINUTES_PER_HALF_HOUR = 30
#: Levels of a coach in a topic: 0 none, 1 basic, 2 sound, 3 expert.
HIGHEST_LEVEL = 3


class Stage(StrEnum):
    """How far a kindergarten is on its way to a parent-child centre."""

    INTERESTED = "interested"
    START = "start"
    BUILDING = "building"
    ESTABLISHED = "established"
    CONSULTATION = "consultation"


class ConflictKind(StrEnum):
    """Why a coach would not be somebody from outside."""

    COUNSELLOR = "counsellor"
    EMPLOYED = "employed"


class RefusalOrigin(StrEnum):
    """Who said that a pair must not be."""

    KINDERGARTEN = "kindergarten"
    COACH = "coach"
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Coach:
    """A process coach.

    ``monthly_minutes`` bounds hours and ways of every month, ``minutes_by_month``
    replaces it where a month differs, and ``max_way_by_month`` the longest way.
    ``max_way_minutes`` and ``max_kindergartens`` ``None`` mean no limit; the latter
    counts those of a month, and with them ``other_kindergartens``: whom she accompanies
    in it beside those of the problem.
    ``fee_cents_per_hour`` is even, as are those of ``fee_by_month``, which replace it
    in their months: half-hours are paid.
    """

    id: CoachId
    monthly_minutes: int
    fee_cents_per_hour: int = 0
    max_way_minutes: int | None = None
    max_kindergartens: int | None = None
    topics: Mapping[str, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    experience_years: int = 0
    stages: frozenset[Stage] = frozenset()
    minutes_by_month: Mapping[Month, int] = field(default_factory=dict)
    history_minutes: int = 0
    other_kindergartens: Mapping[Month, int] = field(default_factory=dict)
    max_way_by_month: Mapping[Month, int] = field(default_factory=dict)
    fee_by_month: Mapping[Month, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kindergarten:
    """A kindergarten that wants to be accompanied; both months inclusive.

    ``topics`` gives the weight of each topic needed, ``languages`` what the coach has
    to speak. Between ``min_half_hours`` and ``wished_half_hours`` a month are agreed.
    """

    id: KindergartenId
    county: CountyId
    stage: Stage
    first_month: Month
    last_month: Month
    min_half_hours: int
    wished_half_hours: int
    visits_per_month: int = 1
    topics: Mapping[str, int] = field(default_factory=dict)
    languages: frozenset[str] = frozenset()
    last_coach: CoachId | None = None

    @property
    def months(self) -> range:
        """Months of the engagement."""
        return range(self.first_month, self.last_month + 1)


@dataclass(frozen=True, slots=True)
class County:
    """Who pays: ``budget_cents`` for the programme year, ``None`` without limit."""

    id: CountyId
    budget_cents: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """One way [min], and what a round trip costs beside the time [cents]."""

    minutes: int
    round_trip_cents: int = 0


@dataclass(frozen=True, slots=True)
class Conflict:
    """The coach is the kindergarten's counsellor, or employed by its institution."""

    coach: CoachId
    kindergarten: KindergartenId
    kind: ConflictKind


@dataclass(frozen=True, slots=True)
class RefusedPair:
    """A pair that somebody does not want."""

    coach: CoachId
    kindergarten: KindergartenId
    origin: RefusalOrigin


@dataclass(frozen=True, slots=True)
class Engagement:
    """A coach accompanies a kindergarten with so many half-hours a month."""

    kindergarten: KindergartenId
    coach: CoachId
    half_hours: int


@dataclass(frozen=True)
class MatchingProblem:
    """Everything a matching depends on, but for the rule profile.

    A pair without a way is out of reach. ``ways`` hold until a month of ``ways_from``,
    from which on those given there do, all of them. ``fixed`` is agreed already and
    uses hours and budget. ``use_minutes`` and ``scores`` replace, for single pairs, the
    minutes a month and give a price: with them a problem from the literature can be
    written. ``unserved_score`` is the price of a kindergarten without a coach.
    """

    coaches: Mapping[CoachId, Coach]
    kindergartens: Mapping[KindergartenId, Kindergarten]
    counties: Mapping[CountyId, County]
    ways: Mapping[Pair, Way]
    conflicts: tuple[Conflict, ...] = ()
    refused: tuple[RefusedPair, ...] = ()
    fixed: tuple[Engagement, ...] = ()
    use_minutes: Mapping[Pair, int] = field(default_factory=dict)
    scores: Mapping[Pair, int] = field(default_factory=dict)
    unserved_score: int = 0
    ways_from: Mapping[Month, Mapping[Pair, Way]] = field(default_factory=dict)
