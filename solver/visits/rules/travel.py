"""Wish 105: short ways."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.visits.day import added_travel
from solver.visits.index import VisitIndex
from solver.visits.kinds import Wish
from solver.visits.plan import VisitPlan
from solver.visits.variables import VisitVariables


class ShortWays(Wish[NoParameters]):
    """Minutes on the way that visits add, from home and back where somebody has one."""

    info = RuleInfo(
        id=RuleId("contact-travel"),
        number=105,
        title="Kurze Wege zu den Besuchen",
        source=Practice("Zeit mit den Kindern statt auf der Straße"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Minuten Weg.",
    )
    unit = "minutes"

    def cost(self, index: VisitIndex, variables: VisitVariables) -> Expression:  # noqa: ARG002 - rounds know their ways
        """Ways of the rounds taken."""
        return Expression(variables.priced(lambda found: found.travel_minutes))

    def measure(self, index: VisitIndex, plan: VisitPlan) -> int:
        """Ways of the plan's days."""
        return added_travel(index, plan.assignments)
