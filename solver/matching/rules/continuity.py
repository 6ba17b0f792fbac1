"""Wish 104: whoever worked well together goes on."""

from solver.linear import Expression
from solver.matching.index import MatchingIndex
from solver.matching.kinds import Wish
from solver.matching.plan import MatchingPlan
from solver.matching.problem import Engagement
from solver.matching.variables import MatchingVariables
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class PairsKept(Wish[NoParameters]):
    """Open kindergartens whose coach of last year does not go on.

    Counted only where she still is a coach of the problem.
    """

    info = RuleInfo(
        id=RuleId("pairs-parted"),
        number=104,
        title="Bewährte Paare bleiben",
        source=Practice("Begleitung über mehrere Jahre"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Paare des Vorjahres werden getrennt.",
    )
    unit = "pairs"

    def cost(self, index: MatchingIndex, variables: MatchingVariables) -> Expression:
        """One for each pair of last year, unless chosen again."""
        return Expression(
            tuple(
                (choice.chosen, -1)
                for choice in variables.choices
                if _as_last_year(index, choice.least)
            ),
            _pairs(index),
        )

    def measure(self, index: MatchingIndex, plan: MatchingPlan) -> int:
        """Pairs of last year that the plan does not keep."""
        return _pairs(index) - sum(_as_last_year(index, e) for e in plan.assignments)


def _pairs(index: MatchingIndex) -> int:
    return sum(k.last_coach in index.problem.coaches for k in index.open)


def _as_last_year(index: MatchingIndex, engagement: Engagement) -> bool:
    return index.kindergarten(engagement).last_coach == engagement.coach
