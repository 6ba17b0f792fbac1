"""The kinds of rules and wishes for dates, and the set a profile makes of them."""

from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from solver import day_rule, kinds
from solver.matching.problem import CoachId
from solver.rule import P
from solver.sessions.index import SessionIndex
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import Visit
from solver.sessions.variables import SessionVariables


class Looks(Enum):
    """What a pair rule looks at: it is asked once for all that look alike to it."""

    #: Session and day, whatever the time: asked once a day.
    DAY = "day"
    #: Nothing but ``index.scene(session, day)`` and the time.
    TIME = "time"


class PairRule(kinds.PairRule[P, SessionIndex, Visit]):
    """Says whether a session may be at this time at all."""

    looks_at: ClassVar[Looks] = Looks.DAY


class JointRule(kinds.JointRule[P, SessionIndex, Visit, SessionVariables]):
    """Says whether visits go together, on top of the fixed ones."""


class DayRule(
    day_rule.DayRule[P, SessionIndex, CoachId, Visit, SessionVariables], JointRule[P]
):
    """Says whether visits of a coach's day go together, the fixed ones among them."""


class Wish(kinds.Wish[P, SessionIndex, SessionPlan, SessionVariables]):
    """Says how good dates are."""


@dataclass(frozen=True, slots=True)
class RuleSet(kinds.RuleSet[PairRule[Any], JointRule[Any], Wish[Any]]):
    """The rules of a profile, ready to use; wishes in the order of the tiers."""

    @property
    def day(self) -> tuple[DayRule[Any], ...]:
        """Rules about a coach's day."""
        return tuple(rule for rule in self.joint if isinstance(rule, DayRule))
