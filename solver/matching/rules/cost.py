"""Wish 108: what it costs."""

from solver.linear import Expression, Var
from solver.matching.index import MatchingIndex
from solver.matching.kinds import Wish
from solver.matching.plan import MatchingPlan
from solver.matching.resources import priced
from solver.matching.variables import MatchingVariables
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class LowCost(Wish[NoParameters]):
    """Fees and round trips of the programme year."""

    info = RuleInfo(
        id=RuleId("cost"),
        number=108,
        title="Geringe Kosten",
        source=Practice("Sparsamer Umgang mit den Mitteln der Landkreise"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Euro im Programmjahr.",
    )
    unit = "cents"

    def cost(self, index: MatchingIndex, variables: MatchingVariables) -> Expression:
        """Cents of the engagements chosen."""
        terms: list[tuple[Var, int]] = []
        for choice in variables.choices:
            terms.extend(choice.terms(*priced(index.yearly_cents, choice)))
        return Expression(tuple(terms))

    def measure(self, index: MatchingIndex, plan: MatchingPlan) -> int:
        """Cents of the plan's engagements."""
        return sum(index.yearly_cents(e) for e in plan.assignments)
