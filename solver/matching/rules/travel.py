"""Wish 106: short ways."""

from solver.linear import Expression
from solver.matching.index import MatchingIndex
from solver.matching.kinds import Wish
from solver.matching.plan import MatchingPlan
from solver.matching.variables import MatchingVariables
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class ShortWays(Wish[NoParameters]):
    """Minutes a month on the road, there and back."""

    info = RuleInfo(
        id=RuleId("travel"),
        number=106,
        title="Kurze Wege",
        source=Practice("Zeit im Haus statt auf der Straße"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Minuten Fahrt im Monat.",
    )
    unit = "minutes"

    def cost(self, index: MatchingIndex, variables: MatchingVariables) -> Expression:
        """Ways of the pairs chosen."""
        return Expression(
            tuple(
                (choice.chosen, minutes)
                for choice in variables.choices
                if (minutes := index.visit_minutes(choice.least))
            )
        )

    def measure(self, index: MatchingIndex, plan: MatchingPlan) -> int:
        """Ways of the plan's pairs."""
        return sum(index.visit_minutes(e) for e in plan.assignments)
