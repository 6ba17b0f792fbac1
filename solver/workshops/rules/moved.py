"""Wish 102: what people have in their calendars stays."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import Wish
from solver.workshops.plan import WorkshopPlan
from solver.workshops.variables import WorkshopVariables


class FewMoved(Wish[NoParameters]):
    """Published days and hosts that change, each for itself."""

    info = RuleInfo(
        id=RuleId("events-moved"),
        number=102,
        title="Veröffentlichte Veranstaltungen bleiben",
        source=Practice("Wer einen Termin eingetragen hat, verlässt sich darauf"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} veröffentlichte Tage oder Gastgeberinnen ändern sich.",
    )
    unit = "changes"

    def applies(self, index: WorkshopIndex) -> bool:
        """Where something open was published."""
        return bool(index.published_of)

    def cost(self, index: WorkshopIndex, variables: WorkshopVariables) -> Expression:
        """One for each that was published, less one for each that stays."""
        published = index.published_of.items()
        days = (variables.days.get(id_, {}).get(date.day) for id_, date in published)
        hosts = (
            variables.hosts.get(id_, {}).get(date.host)
            for id_, date in published
            if date.host is not None
        )
        terms = tuple((var, -1) for var in (*days, *hosts) if var is not None)
        return Expression(terms, _count(index))

    def measure(self, index: WorkshopIndex, plan: WorkshopPlan) -> int:
        """Published days and hosts that the plan does not repeat."""
        planned = {date.event: date for date in plan.assignments}
        kept = 0
        for id_, date in index.published_of.items():
            now = planned.get(id_)
            if now is not None:
                kept += now.day == date.day
                kept += date.host is not None and now.host == date.host
        return _count(index) - kept


def _count(index: WorkshopIndex) -> int:
    """Published days and hosts."""
    dates = index.published_of.values()
    return len(dates) + sum(date.host is not None for date in dates)
