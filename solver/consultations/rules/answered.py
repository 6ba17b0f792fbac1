"""Wish 101: every request is answered."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import Wish
from solver.consultations.plan import ConsultationPlan
from solver.consultations.variables import ConsultationVariables
from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class Answered(Wish[NoParameters]):
    """Open requests without a visit."""

    info = RuleInfo(
        id=RuleId("visits-unanswered"),
        number=101,
        title="Jeder gewünschte Besuch findet statt",
        source=Practice("Was gewünscht wird, wird ermöglicht"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} gewünschte Besuche finden nicht statt.",
    )
    unit = "visits"

    def cost(
        self, index: ConsultationIndex, variables: ConsultationVariables
    ) -> Expression:
        """One for each open request, less one for each visit."""
        return variables.priced(lambda _: -1, len(index.open))

    def measure(self, index: ConsultationIndex, plan: ConsultationPlan) -> int:
        """Open requests that the plan does not name."""
        found = {visit.request for visit in plan.assignments}
        return sum(request.id not in found for request in index.open)
