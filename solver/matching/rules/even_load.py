"""Wish 107: the load is even, measured by what each coach has."""

from collections import defaultdict
from dataclasses import dataclass

from solver.linear import Expression, Var
from solver.matching.index import MatchingIndex
from solver.matching.kinds import Wish
from solver.matching.plan import MatchingPlan
from solver.matching.problem import CoachId
from solver.matching.resources import priced, terms_of
from solver.matching.variables import MatchingVariables
from solver.rule import Binding, PersonGroup, Practice, RuleId, RuleInfo


@dataclass(frozen=True, slots=True)
class Parameters:
    """Width of a band of load [% of a coach's year]; each band costs one more."""

    band_percent: int = 25

    def __post_init__(self) -> None:
        """Refuse bands without width."""
        if not 1 <= self.band_percent <= 100:  # noqa: PLR2004 - percent
            raise ValueError("band_percent liegt zwischen 1 und 100.")


class EvenLoad(Wish[Parameters]):
    """A convex price per coach: a minute in the k-th band of her year costs k - 1.

    The load is agreed and planned minutes of the programme year plus her history.
    """

    info = RuleInfo(
        id=RuleId("even-load"),
        number=107,
        title="Gleichmäßige Auslastung",
        source=Practice("Aufträge werden gerecht verteilt"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} gewichtete Minuten über der gleichmäßigen Auslastung.",
    )
    parameters_type = Parameters
    unit = "band-minutes"

    def cost(self, index: MatchingIndex, variables: MatchingVariables) -> Expression:
        """One variable per coach and band that this plan can reach."""
        terms: list[tuple[Var, int]] = []
        for coach, choices in variables.of_coach.items():
            used = [(c, priced(index.yearly_minutes, c)) for c in choices]
            base = _base(index, coach)
            most = base + sum(
                least + each * (c.most_half_hours - c.least.half_hours)
                for c, (least, each) in used
            )
            minutes = terms_of(used)
            for start in self._bands(index, coach, most):
                if start <= base:
                    terms.extend(minutes)
                    continue
                name = f"{coach}: über {start} Minuten"
                above = variables.model.new_int(0, most - start, name)
                row = (*minutes, (above, -1))
                variables.model.add_at_most(row, start - base, name)
                terms.append((above, 1))
        return Expression(tuple(terms))

    def measure(self, index: MatchingIndex, plan: MatchingPlan) -> int:
        """Price of everybody's load minus the price without this plan."""
        added: dict[CoachId, int] = defaultdict(int)
        for engagement in plan.assignments:
            added[engagement.coach] += index.yearly_minutes(engagement)
        value = 0
        for coach, minutes in added.items():
            base = _base(index, coach)
            value += self._price(index, coach, base + minutes)
            value -= self._price(index, coach, base)
        return value

    def _bands(self, index: MatchingIndex, coach: CoachId, most: int) -> range:
        """Where bands that cost begin, as far as a load of ``most`` reaches."""
        year = 12 * index.problem.coaches[coach].monthly_minutes
        width = max(1, year * self.parameters.band_percent // 100)
        return range(width, most, width)

    def _price(self, index: MatchingIndex, coach: CoachId, load: int) -> int:
        return sum(load - start for start in self._bands(index, coach, load))


def _base(index: MatchingIndex, coach: CoachId) -> int:
    """Load before this plan [min]: history and agreed engagements."""
    fixed = (e for e in index.problem.fixed if e.coach == coach)
    history = index.problem.coaches[coach].history_minutes
    return history + sum(index.yearly_minutes(e) for e in fixed)
