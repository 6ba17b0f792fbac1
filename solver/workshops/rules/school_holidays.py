"""Wish 103: few event days in school holidays."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.workshops.index import WorkshopIndex
from solver.workshops.kinds import Wish
from solver.workshops.plan import WorkshopPlan
from solver.workshops.problem import EventDate
from solver.workshops.variables import WorkshopVariables


class OutsideSchoolHolidays(Wish[NoParameters]):
    """Days of events in school holidays, for each Land concerned."""

    info = RuleInfo(
        id=RuleId("events-in-holidays"),
        number=103,
        title="Wenige Veranstaltungen in den Schulferien",
        source=Practice("In den Ferien fehlen Fachkräfte mit Kindern"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Veranstaltungstage liegen in Schulferien eines Landes.",
    )
    unit = "days"

    def cost(self, index: WorkshopIndex, variables: WorkshopVariables) -> Expression:
        """Days in holidays of each date."""
        terms = tuple(
            (var, cost)
            for id_, days in variables.days.items()
            for day, var in days.items()
            if (cost := _in_holidays(index, EventDate(id_, day)))
        )
        return Expression(terms)

    def measure(self, index: WorkshopIndex, plan: WorkshopPlan) -> int:
        """The same of the plan's dates."""
        return sum(_in_holidays(index, date) for date in plan.assignments)


def _in_holidays(index: WorkshopIndex, date: EventDate) -> int:
    holidays = index.problem.school_holidays
    return sum(
        day in holidays.get(land, ())
        for land in index.lands(date)
        for day in index.days(date)
    )
