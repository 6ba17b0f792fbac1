"""Wish 106: visits follow each other evenly."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise

from solver.linear import Expression, Var
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.slots import DAYS_PER_WEEK, Day
from solver.visits.index import VisitIndex
from solver.visits.kinds import Wish
from solver.visits.plan import VisitPlan
from solver.visits.problem import Bond, BondId
from solver.visits.variables import VisitVariables

#: Days of a stretch on which a visit may be; one that stands has no variable.
_Offsets = list[tuple[int, Var | None]]


class EvenSpacing(Wish[NoParameters]):
    """Days by which two visits in a row are nearer or farther than agreed.

    Counted between neighbouring stretches of weeks that both have a visit.
    """

    info = RuleInfo(
        id=RuleId("contact-spacing"),
        number=106,
        title="Besuche in gleichmäßigem Abstand",
        source=Practice("Kinder erkennen einen Rhythmus"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Tage Abweichung vom gleichmäßigen Abstand.",
    )
    unit = "days"

    def cost(self, index: VisitIndex, variables: VisitVariables) -> Expression:
        """A 0-1 variable for each day by which a gap may be off.

        Two offsets differ by the number of days t after which one has been and the
        other has not.
        """
        terms: list[tuple[Var, int]] = []
        for bond in index.problem.bonds.values():
            stretches = _possible(index, variables, bond)
            for one, other in pairwise(index.periods(bond)):
                first, second = stretches[one], stretches[other]
                if all(var is None for _, var in (*first, *second)):
                    continue
                for t in range(DAYS_PER_WEEK * bond.every_weeks - 1):
                    for left, right in ((first, second), (second, first)):
                        terms += _both(
                            variables,
                            [var for offset, var in left if offset <= t],
                            [var for offset, var in right if offset > t],
                            f"{bond.id}: Abstand {one}, {t}",
                        )
        return Expression(tuple(terms))

    def measure(self, index: VisitIndex, plan: VisitPlan) -> int:
        """The same days, gap by gap, where not both visits stand."""
        days: dict[BondId, dict[int, tuple[Day, bool]]] = defaultdict(dict)
        for visits, open_ in ((index.problem.fixed, False), (plan.assignments, True)):
            for visit in visits:
                period = index.period(index.bond(visit), visit.day)
                days[visit.bond][period] = visit.day, open_
        value = 0
        for id_, found in days.items():
            bond = index.problem.bonds[id_]
            for one, other in pairwise(index.periods(bond)):
                if one in found and other in found:
                    (day, open_), (next_day, next_open) = found[one], found[other]
                    if open_ or next_open:
                        value += abs(next_day - day - DAYS_PER_WEEK * bond.every_weeks)
        return value


def _possible(
    index: VisitIndex, variables: VisitVariables, bond: Bond
) -> dict[int, _Offsets]:
    """Days of each stretch, from its first day, with their variables."""
    found: dict[int, _Offsets] = defaultdict(list)
    for visit in index.problem.fixed:
        if visit.bond == bond.id:
            period = index.period(bond, visit.day)
            found[period].append((_offset(bond, period, visit.day), None))
    for day, var in variables.days.get(bond.id, {}).items():
        period = index.period(bond, day)
        if (bond.id, period) not in index.fixed_periods:
            found[period].append((_offset(bond, period, day), var))
    return found


def _offset(bond: Bond, period: int, day: Day) -> int:
    # Week w begins on day 7 w + 1: see ``solver.slots.week``.
    return day - 1 - period * bond.every_weeks * DAYS_PER_WEEK


def _both(
    variables: VisitVariables,
    some: Iterable[Var | None],
    others: Iterable[Var | None],
    name: str,
) -> Iterator[tuple[Var, int]]:
    """A variable that is 1 where one of either side is so; ``None`` is so anyway."""
    left, right = tuple(some), tuple(others)
    if not left or not right:
        return
    both = variables.model.new_bool(name)
    terms = [(var, 1) for var in (*left, *right) if var is not None]
    room = 1 - sum(var is None for var in (*left, *right))
    variables.model.add_at_most((*terms, (both, -1)), room, name)
    yield both, 1
