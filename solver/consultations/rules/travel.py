"""Wish 106: short ways."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import Wish
from solver.consultations.plan import ConsultationPlan
from solver.consultations.variables import ConsultationVariables
from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class ShortWays(Wish[NoParameters]):
    """Minutes on the road, there and back."""

    info = RuleInfo(
        id=RuleId("visit-travel"),
        number=106,
        title="Kurze Wege zur Konsultation",
        source=Practice("Zeit im Haus statt auf der Straße"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Minuten Fahrt.",
    )
    unit = "minutes"

    def cost(
        self, index: ConsultationIndex, variables: ConsultationVariables
    ) -> Expression:
        """Ways of the visits chosen."""
        return variables.priced(lambda visit: 2 * (index.way(visit) or 0))

    def measure(self, index: ConsultationIndex, plan: ConsultationPlan) -> int:
        """Ways of the plan's visits."""
        return sum(2 * (index.way(visit) or 0) for visit in plan.assignments)
