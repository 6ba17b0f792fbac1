"""What looking a year ahead found. Minutes are child-minutes, weeks their Mondays."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from solver.slots import Day
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId, PlaceId
from solver.tier import TierResult


@dataclass(frozen=True, slots=True)
class DayFigure:
    """A day: what was needed, and what of it nobody takes."""

    day: Day
    needed_minutes: int
    uncovered_minutes: int


@dataclass(frozen=True, slots=True)
class WeekFigure:
    """A week in a district: needed, uncovered, and covered by each model.

    Care that stands already (fixed cover) is counted as covered, under no model.
    """

    monday: Day
    district: str
    needed_minutes: int
    uncovered_minutes: int
    by_model: Mapping[str, int] = field(default_factory=dict)


class ClashKind(StrEnum):
    """What comes together badly in a year."""

    TANDEM = "tandem"
    GROUP = "substitution_group"
    FLOATERS = "floater_cluster"
    BASE = "base"
    SHARED_SETTING = "shared_setting"
    KITA = "kita"
    MANY = "many"


@dataclass(frozen=True, slots=True)
class Clash:
    """Working days in a row on which those who should stand in are away themselves.

    ``away`` are the persons who are away on each of the days, out of ``members``.
    ``uncovered_minutes`` is what the plan leaves open of those who rely on them.
    """

    kind: ClashKind
    first_day: Day
    last_day: Day
    days: int
    away: tuple[PersonId, ...]
    members: int
    place: PlaceId | None = None
    uncovered_minutes: int = 0


@dataclass(frozen=True, slots=True)
class Shift:
    """A person's week of vacation moved, and what that saves, planned again.

    ``from_week`` is given up and ``to_week`` taken instead; a run of several weeks
    moves as a whole by one. ``gain_child_days`` counts children and days that are not
    wholly covered, before less after. ``gain_minutes`` is what the first tier falls by,
    ``least_gain_minutes`` what is proven of it: equal where the year's plan is proven.
    ``school_holidays`` says whether the week given up and the one taken lie in them.
    """

    person: PersonId
    from_week: Day
    to_week: Day
    gain_minutes: int
    least_gain_minutes: int
    school_holidays: tuple[bool, bool] = (False, False)
    gain_child_days: int = 0


@dataclass(frozen=True, slots=True)
class Shifts:
    """The best shifts by what is proven of them; empty where none is proven to help.

    ``asked`` shifts were possible, ``planned`` of them were planned again, the others
    cannot save more than ``most_of_others_minutes`` (0: it is proven that none of them
    helps).
    """

    best: tuple[Shift, ...] = ()
    asked: int = 0
    planned: int = 0
    most_of_others_minutes: int = 0


@dataclass(frozen=True, slots=True)
class YearPlan:
    """The plan of a year and what is proven of it.

    ``tiers`` are sums over the blocks. A bound holds for every plan of the whole year
    that consists of options the rules admit; ``kept`` says that the plan of all blocks
    together breaks no rule, also none that reaches over weeks. Otherwise ``broken``
    are the rules, and the values may be too good by that. ``slack`` names weeks whose
    first tier is not proven, and how far the bound of their block lies below.
    """

    assignments: tuple[Option, ...]
    tiers: tuple[TierResult, ...]
    blocks: int
    kept: bool = True
    broken: tuple[str, ...] = ()
    slack: Mapping[Day, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class YearResult:
    """Everything about a year: figures, clashes, shifts, and what is proven.

    ``rules_change`` are days from which on other rules hold: the year was planned in
    parts then. ``broken`` are rules over weeks that the plan could not keep.
    """

    first_day: Day
    last_day: Day
    tiers: tuple[TierResult, ...]
    days: tuple[DayFigure, ...]
    weeks: tuple[WeekFigure, ...]
    clashes: tuple[Clash, ...]
    shifts: Shifts
    peak_load: tuple[PersonId, Day, int] | None = None
    blocks: int = 0
    broken: tuple[str, ...] = ()
    rules_change: tuple[Day, ...] = ()
