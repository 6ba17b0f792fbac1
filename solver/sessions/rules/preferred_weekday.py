"""Wish 104: sessions on the weekdays a kindergarten prefers."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import Wish
from solver.sessions.plan import SessionPlan
from solver.sessions.variables import SessionVariables


class PreferredWeekday(Wish[NoParameters]):
    """Sessions on another weekday than those the kindergarten prefers, if any."""

    info = RuleInfo(
        id=RuleId("preferred-weekday"),
        number=104,
        title="Termine an den Wunschtagen der Einrichtung",
        source=Practice("Wunschtage der Einrichtungen"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Termine liegen nicht an einem Wunschtag.",
    )
    unit = "sessions"

    def cost(self, index: SessionIndex, variables: SessionVariables) -> Expression:
        """One for each visit on another day."""
        return Expression(variables.priced(index.on_other_weekday))

    def measure(self, index: SessionIndex, plan: SessionPlan) -> int:
        """Visits of the plan on another day."""
        return sum(index.on_other_weekday(v.session, v.day) for v in plan.assignments)
