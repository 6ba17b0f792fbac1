"""Wish 102: what people have in their calendars stays."""

from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import Wish
from solver.consultations.plan import ConsultationPlan
from solver.consultations.variables import ConsultationVariables
from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo


class FewMoved(Wish[NoParameters]):
    """Published visits that are at another host or day now."""

    info = RuleInfo(
        id=RuleId("visits-moved"),
        number=102,
        title="Veröffentlichte Besuche bleiben",
        source=Practice("Wer einen Termin eingetragen hat, verlässt sich darauf"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} veröffentlichte Besuche werden verlegt.",
    )
    unit = "visits"

    def applies(self, index: ConsultationIndex) -> bool:
        """Where something open was published."""
        return bool(index.published_of)

    def cost(
        self, index: ConsultationIndex, variables: ConsultationVariables
    ) -> Expression:
        """One for each that was published, less one for each that stays."""
        published = set(index.published_of.values())
        return variables.priced(lambda v: -(v in published), len(published))

    def measure(self, index: ConsultationIndex, plan: ConsultationPlan) -> int:
        """Published visits that the plan does not repeat."""
        planned = set(plan.assignments)
        return sum(visit not in planned for visit in index.published_of.values())
