"""Wish 104: short ways for all participants."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.slots import Day
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import Wish
from solver.workshops.plan import WorkshopPlan
from solver.workshops.problem import EventDate
from solver.workshops.variables import WorkshopVariables


class ShortWays(Wish[NoParameters]):
    """Minutes of all participants to the hosts, there and back."""

    info = RuleInfo(
        id=RuleId("workshop-travel"),
        number=104,
        title="Kurze Wege für alle Teilnehmenden",
        source=Practice("Zeit in der Werkstatt statt auf der Straße"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Personenminuten Fahrt.",
    )
    unit = "minutes"

    def cost(self, index: WorkshopIndex, variables: WorkshopVariables) -> Expression:
        """Ways to each host chosen."""
        terms = tuple(
            (var, cost)
            for id_, hosts in variables.hosts.items()
            for host, var in hosts.items()
            if (cost := index.travel(EventDate(id_, Day(0), host)))
        )
        return Expression(terms)

    def measure(self, index: WorkshopIndex, plan: WorkshopPlan) -> int:
        """Ways to the plan's hosts."""
        return sum(index.travel(date) for date in plan.assignments)
