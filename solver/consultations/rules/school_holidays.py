"""Wish 104: few visits in school holidays."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import Wish
from solver.consultations.plan import ConsultationPlan
from solver.consultations.problem import Visit
from solver.consultations.variables import ConsultationVariables
from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class OutsideSchoolHolidays(Wish[NoParameters]):
    """Visits in school holidays of either Land."""

    info = RuleInfo(
        id=RuleId("visits-in-holidays"),
        number=104,
        title="Wenige Besuche in den Schulferien",
        source=Practice("In den Ferien fehlen Team und Familien"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Besuche liegen in den Schulferien.",
    )
    unit = "visits"

    def cost(
        self, index: ConsultationIndex, variables: ConsultationVariables
    ) -> Expression:
        """One for each visit in holidays."""
        return variables.priced(lambda visit: _in_holidays(index, visit))

    def measure(self, index: ConsultationIndex, plan: ConsultationPlan) -> int:
        """Visits of the plan in holidays."""
        return sum(_in_holidays(index, visit) for visit in plan.assignments)


def _in_holidays(index: ConsultationIndex, visit: Visit) -> bool:
    lands = (index.visitor(visit).land, index.host(visit).land)
    holidays = index.problem.school_holidays
    return any(visit.day in holidays.get(land, ()) for land in lands)
