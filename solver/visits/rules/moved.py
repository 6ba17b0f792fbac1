"""Wish 102: visits people have in their calendars stay."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.visits.index import VisitIndex
from solver.visits.kinds import Wish
from solver.visits.plan import VisitPlan
from solver.visits.variables import VisitVariables


class FewMoved(Wish[NoParameters]):
    """Published visits that are at another time or not at all now."""

    info = RuleInfo(
        id=RuleId("contact-visits-moved"),
        number=102,
        title="Eingetragene Besuche bleiben",
        source=Practice("Wer einen Termin eingetragen hat, verlässt sich darauf"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} eingetragene Besuche werden verlegt oder entfallen.",
    )
    unit = "visits"

    def applies(self, index: VisitIndex) -> bool:
        """Where something open was published."""
        return bool(index.problem.published)

    def cost(self, index: VisitIndex, variables: VisitVariables) -> Expression:
        """One for each that was published, less one for each that stays."""
        published = set(index.problem.published)
        terms = variables.priced(
            lambda found: -sum(visit in published for visit in found.visits)
        )
        return Expression(terms, len(published))

    def measure(self, index: VisitIndex, plan: VisitPlan) -> int:
        """Published visits that the plan does not repeat."""
        return len(set(index.problem.published) - set(plan.assignments))
