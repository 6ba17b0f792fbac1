"""Wish 103: kindergartens get the hours they wish for."""

from solver.linear import Expression, Var
from solver.matching.index import MatchingIndex
from solver.matching.kinds import Wish
from solver.matching.plan import MatchingPlan
from solver.matching.variables import MatchingVariables
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class HoursMet(Wish[NoParameters]):
    """Half-hours a month wished for and not agreed, of all that are open."""

    info = RuleInfo(
        id=RuleId("hours-missing"),
        number=103,
        title="Gewünschte Stunden",
        source=Practice("2 bis 5 Stunden im Monat nach Bedarf des Hauses"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} gewünschte halbe Stunden im Monat fehlen.",
    )
    unit = "half-hours"

    def cost(self, index: MatchingIndex, variables: MatchingVariables) -> Expression:
        """All that is wished minus what is agreed."""
        terms: list[tuple[Var, int]] = []
        for choice in variables.choices:
            terms.extend(choice.terms(-choice.least.half_hours, -1))
        return Expression(tuple(terms), sum(k.wished_half_hours for k in index.open))

    def measure(self, index: MatchingIndex, plan: MatchingPlan) -> int:
        """All that is wished minus what the plan agrees."""
        wished = sum(k.wished_half_hours for k in index.open)
        return wished - sum(e.half_hours for e in plan.assignments)
