"""Wish 103: hosts show what is wished for."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import Wish
from solver.consultations.plan import ConsultationPlan
from solver.consultations.variables import ConsultationVariables
from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class TopicsShown(Wish[NoParameters]):
    """Weight of the topics that the hosts cannot show."""

    info = RuleInfo(
        id=RuleId("topics-missed"),
        number=103,
        title="Die Konsultationseinrichtung zeigt die gewünschten Themen",
        source=Practice("Ein Besuch hat einen Anlass"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Punkte für Themen, die nicht gezeigt werden.",
    )
    unit = "points"

    def cost(
        self, index: ConsultationIndex, variables: ConsultationVariables
    ) -> Expression:
        """Topics missed by each visit."""
        return variables.priced(index.missing_weight)

    def measure(self, index: ConsultationIndex, plan: ConsultationPlan) -> int:
        """Topics missed by the plan's visits."""
        return sum(index.missing_weight(visit) for visit in plan.assignments)
