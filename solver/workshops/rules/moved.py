"""Wish 102: what people have in their calendars stays."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import Wish
from solver.workshops.plan import WorkshopPlan
from solver.workshops.variables import WorkshopVariables


class FewMoved(Wish[NoParameters]):
    """Published events that begin on another day."""

    info = RuleInfo(
        id=RuleId("events-moved"),
        number=102,
        title="Veröffentlichte Veranstaltungen bleiben",
        source=Practice("Wer einen Termin eingetragen hat, verlässt sich darauf"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} veröffentlichte Veranstaltungen werden verlegt.",
    )
    unit = "events"

    def applies(self, index: WorkshopIndex) -> bool:
        """Where something open was published."""
        return bool(index.published_of)

    def cost(self, index: WorkshopIndex, variables: WorkshopVariables) -> Expression:
        """One for each that was published, less one for each that stays."""
        terms = tuple(
            (variables.days[id_][date.day], -1)
            for id_, date in index.published_of.items()
            if date.day in variables.days.get(id_, {})
        )
        return Expression(terms, len(index.published_of))

    def measure(self, index: WorkshopIndex, plan: WorkshopPlan) -> int:
        """Published days that the plan does not repeat."""
        days = {date.event: date.day for date in plan.assignments}
        published = index.published_of
        return sum(days.get(id_) != date.day for id_, date in published.items())
