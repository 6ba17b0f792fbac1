"""Wish 109: prices of single pairs that the problem names itself."""

from solver.linear import Expression
from solver.matching.index import MatchingIndex
from solver.matching.kinds import Wish
from solver.matching.plan import MatchingPlan
from solver.matching.problem import Engagement
from solver.matching.variables import MatchingVariables
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class LowScore(Wish[NoParameters]):
    """Prices of the pairs chosen, and of kindergartens without a coach.

    A pair without a price costs nothing.
    For problems from elsewhere, such as generalised assignment.
    """

    info = RuleInfo(
        id=RuleId("score"),
        number=109,
        title="Vorgegebene Preise je Paar",
        source=Practice("Vorgabe des Problems"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="Summe der vorgegebenen Preise: {value}.",
    )
    unit = "points"

    def applies(self, index: MatchingIndex) -> bool:
        """Only where prices are given."""
        return bool(index.problem.scores)

    def cost(self, index: MatchingIndex, variables: MatchingVariables) -> Expression:
        """Prices of the pairs chosen, instead of that of being unserved."""
        unserved = index.problem.unserved_score
        return Expression(
            tuple(
                (choice.chosen, price)
                for choice in variables.choices
                if (price := _score(index, choice.least) - unserved)
            ),
            unserved * len(index.open),
        )

    def measure(self, index: MatchingIndex, plan: MatchingPlan) -> int:
        """Prices of the plan's pairs and of what it leaves unserved."""
        served = {e.kindergarten for e in plan.assignments}
        alone = sum(k.id not in served for k in index.open)
        prices = sum(_score(index, e) for e in plan.assignments)
        return prices + alone * index.problem.unserved_score


def _score(index: MatchingIndex, engagement: Engagement) -> int:
    pair = engagement.coach, engagement.kindergarten
    return index.problem.scores.get(pair, 0)
