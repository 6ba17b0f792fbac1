"""Wish 105: visits on the weekdays a kindergarten prefers."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import Wish
from solver.consultations.plan import ConsultationPlan
from solver.consultations.problem import Visit
from solver.consultations.variables import ConsultationVariables
from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.slots import weekday


class PreferredWeekday(Wish[NoParameters]):
    """Visits on another weekday than those preferred, if any."""

    info = RuleInfo(
        id=RuleId("visits-other-weekday"),
        number=105,
        title="Besuche an den Wunschtagen",
        source=Practice("Wunschtage der Einrichtungen"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Besuche liegen nicht an einem Wunschtag.",
    )
    unit = "visits"

    def cost(
        self, index: ConsultationIndex, variables: ConsultationVariables
    ) -> Expression:
        """One for each visit on another day."""
        return variables.priced(lambda visit: _other_day(index, visit))

    def measure(self, index: ConsultationIndex, plan: ConsultationPlan) -> int:
        """Visits of the plan on another day."""
        return sum(_other_day(index, visit) for visit in plan.assignments)


def _other_day(index: ConsultationIndex, visit: Visit) -> bool:
    wanted = index.visitor(visit).preferred_weekdays
    return bool(wanted) and weekday(visit.day) not in wanted
