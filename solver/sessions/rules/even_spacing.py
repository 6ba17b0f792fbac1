"""Wish 105: sessions of an engagement follow each other evenly."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solver.linear import Expression, Var
from solver.rule import Binding, PersonGroup, Practice, RuleId, RuleInfo
from solver.sessions.index import End, SessionIndex, day_at
from solver.sessions.kinds import Wish
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import MONTHS_PER_YEAR, Engagement, SessionKey
from solver.sessions.variables import SessionVariables
from solver.slots import week

WEEKS_PER_YEAR = 52


@dataclass(frozen=True, slots=True)
class Parameters:
    """How far a gap may be from the even one before it counts [weeks]."""

    tolerance_weeks: int = 0

    def __post_init__(self) -> None:
        """Refuse a tolerance below none."""
        if self.tolerance_weeks < 0:
            raise ValueError("tolerance_weeks ist mindestens 0.")


class EvenSpacing(Wish[Parameters]):
    """Weeks by which gaps are shorter or longer than even ones.

    The gap is counted in calendar weeks from one session of an engagement to the next,
    over the turn of the year, too; even is a year's weeks over its visits, rounded down
    or up: four or five weeks for a visit a month. Gaps next to a session without a date
    are not counted.
    """

    info = RuleInfo(
        id=RuleId("even-spacing"),
        number=105,
        title="Termine in gleichmäßigem Abstand",
        source=Practice("Begleitung braucht einen Rhythmus"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Wochen Abweichung vom gleichmäßigen Abstand.",
    )
    parameters_type = Parameters
    unit = "weeks"

    def cost(self, index: SessionIndex, variables: SessionVariables) -> Expression:
        """A 0-1 variable for each week by which a gap may be too short or too long.

        A gap is too short by the number of weeks w until which the later session has
        been, while the earlier one was after w less the least gap; too long likewise.
        """
        terms: list[tuple[Var, int]] = []
        for least, most, one, other in self._pairs(index):
            first = _weeks(index, variables, one)
            second = _weeks(index, variables, other)
            if not first or not second:
                continue
            early, late = min(w for w, _ in first), max(w for w, _ in first)
            for last in range(min(w for w, _ in second), late + least):
                after = [var for w, var in first if w > last - least]
                until = [var for w, var in second if w <= last]
                terms += _both(variables, after, until, f"{one}: zu kurz, {last}")
            for last in range(early + most, max(w for w, _ in second)):
                until = [var for w, var in first if w <= last - most]
                after = [var for w, var in second if w > last]
                terms += _both(variables, until, after, f"{one}: zu lang, {last}")
        return Expression(tuple(terms))

    def measure(self, index: SessionIndex, plan: SessionPlan) -> int:
        """The same weeks, gap by gap."""
        dates = {visit.session: visit for visit in plan.assignments} | index.fixed_of
        value = 0
        for least, most, one, other in self._pairs(index):
            first, second = day_at(dates, one), day_at(dates, other)
            if first is not None and second is not None:
                gap = week(second) - week(first)
                value += max(0, least - gap, gap - most)
        return value

    def _pairs(self, index: SessionIndex) -> Iterator[tuple[int, int, End, End]]:
        """Least and most weeks between two sessions that follow each other.

        Only pairs in which something is still open.
        """
        for engagement, one, other in index.links:
            ends = (one, other)
            if any(isinstance(e, SessionKey) and e not in index.fixed_of for e in ends):
                yield (*self.even_weeks(engagement), one, other)

    def even_weeks(self, engagement: Engagement) -> tuple[int, int]:
        """Fewest and most weeks between two sessions that count as even."""
        visits = MONTHS_PER_YEAR * engagement.visits_per_month
        least, most = WEEKS_PER_YEAR // visits, -(-WEEKS_PER_YEAR // visits)
        tolerance = self.parameters.tolerance_weeks
        return max(0, least - tolerance), most + tolerance


def _weeks(
    index: SessionIndex, variables: SessionVariables, end: End
) -> list[tuple[int, Var | None]]:
    """Weeks a session may be in, each with its variable; one that stands has none."""
    standing = day_at(index.fixed_of, end)
    if standing is not None:
        return [(week(standing), None)]
    days = variables.days.get(end, {}) if isinstance(end, SessionKey) else {}
    return [(week(day), var) for day, var in days.items()]


def _both(
    variables: SessionVariables,
    some: Iterable[Var | None],
    others: Iterable[Var | None],
    name: str,
) -> Iterator[tuple[Var, int]]:
    """A variable that is 1 where one of either side is so.

    ``None`` stands for what is so anyway.
    """
    left, right = tuple(some), tuple(others)
    if not left or not right:
        return
    both = variables.model.new_bool(name)
    terms = [(var, 1) for var in (*left, *right) if var is not None]
    room = 1 - sum(var is None for var in (*left, *right))
    variables.model.add_at_most((*terms, (both, -1)), room, name)
    yield both, 1
