"""Wish 101: every session has a date."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import Wish
from solver.sessions.plan import SessionPlan
from solver.sessions.variables import SessionVariables


class Placed(Wish[NoParameters]):
    """Open sessions without a date."""

    info = RuleInfo(
        id=RuleId("sessions-unplaced"),
        number=101,
        title="Alle vereinbarten Termine finden statt",
        source=Practice("Was vereinbart ist, wird gehalten"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Termine haben kein Datum.",
    )
    unit = "sessions"

    def cost(self, index: SessionIndex, variables: SessionVariables) -> Expression:
        """One for each open session, less one for each that has a day."""
        return Expression(variables.priced(lambda _, __: -1), len(index.open))

    def measure(self, index: SessionIndex, plan: SessionPlan) -> int:
        """Open sessions that the plan does not name."""
        placed = {visit.session for visit in plan.assignments}
        return sum(session.key not in placed for session in index.open)
