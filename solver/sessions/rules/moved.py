"""Wish 102: what people have in their calendars stays."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import Wish
from solver.sessions.plan import SessionPlan
from solver.sessions.variables import SessionVariables


class FewMoved(Wish[NoParameters]):
    """Published sessions that are not at the same time of the same day any more."""

    info = RuleInfo(
        id=RuleId("sessions-moved"),
        number=102,
        title="Veröffentlichte Termine bleiben",
        source=Practice("Wer einen Termin eingetragen hat, verlässt sich darauf"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} veröffentlichte Termine werden verlegt.",
    )
    unit = "sessions"

    def applies(self, index: SessionIndex) -> bool:
        """Where something open was published."""
        return bool(index.published_of)

    def cost(self, index: SessionIndex, variables: SessionVariables) -> Expression:
        """One for each that was published, less one for each that stays."""
        published = set(index.published_of.values())
        terms = tuple(
            (choice.taken, -kept)
            for choice in variables.choices
            if (kept := sum(visit in published for visit in choice.trip.visits))
        )
        return Expression(terms, len(published))

    def measure(self, index: SessionIndex, plan: SessionPlan) -> int:
        """Published visits that the plan does not repeat."""
        planned = set(plan.assignments)
        return sum(visit not in planned for visit in index.published_of.values())
