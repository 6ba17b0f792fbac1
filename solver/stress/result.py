"""What a stress test found. Minutes are child-minutes; days are those of the week."""

from dataclasses import dataclass

from solver.rule import RuleId
from solver.slots import Day, Slot
from solver.substitution.problem import ChildId, NeedId, PersonId


@dataclass(frozen=True, slots=True)
class OpenTime:
    """A stretch of a child's day that nobody takes, and what keeps it open.

    ``bottleneck`` is the rule that keeps most of those who are linked from taking it:
    a rule about her alone, or the one that would break if she took this child as well.
    Where nobody is linked, or no single rule is it, it is the reason a gap has then.
    """

    need: NeedId
    child: ChildId
    slot: Slot
    bottleneck: RuleId


@dataclass(frozen=True, slots=True)
class SingleAbsence:
    """One person away on one day, everybody else there.

    ``uncovered_minutes`` is the first tier of the best plan, ``bound_minutes`` its
    proven lower bound: equal unless the computation was cut short.
    """

    person: PersonId
    day: Day
    needed_minutes: int
    uncovered_minutes: int
    bound_minutes: int
    gaps: tuple[OpenTime, ...] = ()


@dataclass(frozen=True, slots=True)
class PairAbsence:
    """Two persons away on one day whose absences together are not just their sum.

    ``surplus_minutes`` is what comes on top of the two alone; below 0 where one
    absence makes room for the other.
    """

    first: PersonId
    second: PersonId
    day: Day
    needed_minutes: int
    uncovered_minutes: int
    surplus_minutes: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """How much of what absences would need is covered.

    ``absences`` were looked at, ``safe_absences`` of them are wholly covered;
    ``needed_minutes`` and ``safe_needed_minutes`` are what those need,
    ``uncovered_minutes`` what stays open of all of them.
    """

    absences: int = 0
    safe_absences: int = 0
    needed_minutes: int = 0
    safe_needed_minutes: int = 0
    uncovered_minutes: int = 0

    @property
    def safe_permille(self) -> int | None:
        """Share of absences that are wholly covered, by child-hours; rounded down."""
        if not self.needed_minutes:
            return None
        return 1000 * self.safe_needed_minutes // self.needed_minutes

    @property
    def covered_permille(self) -> int | None:
        """Share of all needed time that is covered; rounded down."""
        if not self.needed_minutes:
            return None
        covered = max(0, self.needed_minutes - self.uncovered_minutes)
        return 1000 * covered // self.needed_minutes


@dataclass(frozen=True, slots=True)
class PersonFigures:
    """One person over the days of the week.

    ``uncovered_minutes`` stay open when she alone is away. With ``worst_partner`` away
    as well ``worst_surplus_minutes`` come on top of both alone; ``bottleneck`` keeps
    most of her own open minutes open. ``substitute_surplus_minutes`` is what her
    absence adds to that of each other person alone, all of those together, over
    ``partners`` persons: how much hangs on her.
    """

    person: PersonId
    district: str
    needed_minutes: int
    uncovered_minutes: int
    worst_partner: PersonId | None
    worst_surplus_minutes: int
    bottleneck: RuleId | None
    substitute_surplus_minutes: int
    partners: int


@dataclass(frozen=True, slots=True)
class DistrictFigures:
    """The persons of one district, each away alone on each day."""

    district: str
    persons: int
    single: Coverage


@dataclass(frozen=True, slots=True)
class WaveFigures:
    """A flu wave drawn ``draws`` times: what a week of it leaves uncovered.

    The quantiles are of the drawn weeks' uncovered minutes, the lower one where a share
    falls between two. ``by_person`` and ``by_district`` hold the uncovered minutes of
    all draws together, by the absent person whose children stay open. They are less
    than ``uncovered_minutes`` by what hand-overs cost on the first tier.
    """

    draws: int
    absences: int
    needed_minutes: int
    uncovered_minutes: int
    median_minutes: int
    tenth_worst_minutes: int
    hundredth_worst_minutes: int
    worst_minutes: int
    by_person: tuple[tuple[PersonId, int], ...]
    by_district: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class StressResult:
    """Everything a stress test says.

    ``n1`` is over single absences, ``n2`` over all pairs of persons of whom one has
    children who would need somebody, substitutes included (``None`` where pairs were
    not asked); ``pairs`` are those whose surplus is not 0. ``fragile`` are the persons
    on whom most hangs, worst first. ``unproven`` counts values whose bound is lower,
    ``evaluated`` the models looked at. ``complete`` is false where somebody cancelled
    it; what is there then holds, but pairs or draws are missing.
    """

    days: tuple[Day, ...]
    singles: tuple[SingleAbsence, ...]
    pairs: tuple[PairAbsence, ...]
    persons: tuple[PersonFigures, ...]
    districts: tuple[DistrictFigures, ...]
    n1: Coverage
    n2: Coverage | None
    fragile: tuple[PersonId, ...]
    wave: WaveFigures | None
    unproven: int
    evaluated: int
    complete: bool = True
