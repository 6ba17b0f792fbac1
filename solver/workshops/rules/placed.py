"""Wish 101: every event has a date."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import Wish
from solver.workshops.plan import WorkshopPlan
from solver.workshops.variables import WorkshopVariables


class Placed(Wish[NoParameters]):
    """Open events without a date."""

    info = RuleInfo(
        id=RuleId("events-unplaced"),
        number=101,
        title="Jede Veranstaltung der Reihe findet statt",
        source=Practice("Eine Reihe lebt von allen ihren Teilen"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Veranstaltungen haben kein Datum.",
    )
    unit = "events"

    def cost(self, index: WorkshopIndex, variables: WorkshopVariables) -> Expression:
        """One for each open event, less one for each that has a day."""
        terms = tuple(
            (var, -1)
            for event in index.open
            for var, _ in variables.placed(event.id).terms
        )
        return Expression(terms, len(index.open))

    def measure(self, index: WorkshopIndex, plan: WorkshopPlan) -> int:
        """Open events that the plan does not name."""
        placed = {date.event for date in plan.assignments}
        return sum(event.id not in placed for event in index.open)
