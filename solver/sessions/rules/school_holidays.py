"""Wish 103: few sessions in school holidays."""

from solver.linear import Expression
from solver.rule import Binding, NoParameters, PersonGroup, Practice, RuleId, RuleInfo
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import Wish
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import SessionKey
from solver.sessions.variables import SessionVariables
from solver.slots import Day


class OutsideSchoolHolidays(Wish[NoParameters]):
    """Sessions on days on which the kindergarten's Land has school holidays."""

    info = RuleInfo(
        id=RuleId("school-holidays"),
        number=103,
        title="Wenige Termine in den Schulferien",
        source=Practice("In den Ferien fehlen Team und Familien"),
        binding=Binding.WISH,
        applies_to=PersonGroup.EVERYBODY,
        sentence="{value} Termine liegen in den Schulferien.",
    )
    unit = "sessions"

    def cost(self, index: SessionIndex, variables: SessionVariables) -> Expression:
        """One for each visit in holidays."""
        return Expression(variables.priced(lambda *at: _in_holidays(index, *at)))

    def measure(self, index: SessionIndex, plan: SessionPlan) -> int:
        """Visits of the plan in holidays."""
        return sum(_in_holidays(index, v.session, v.day) for v in plan.assignments)


def _in_holidays(index: SessionIndex, session: SessionKey, day: Day) -> bool:
    land = index.kindergarten(session).land
    return day in index.problem.school_holidays.get(land, ())
