"""The kinds of rules and wishes for dates, and the set a profile makes of them."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from solver import kinds
from solver.matching.problem import CoachId
from solver.rule import Finding, P, Refusal, RuleId
from solver.sessions.index import SessionIndex
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import Visit
from solver.sessions.variables import SessionVariables
from solver.slots import Day


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


class DayRule(JointRule[P]):
    """Says whether visits of a coach's day go together, the fixed ones among them.

    Only days that pass become variables, so there is nothing left to post.
    """

    @abstractmethod
    def refuse_day(
        self, index: SessionIndex, coach: CoachId, day: Day, visits: Sequence[Visit]
    ) -> Refusal | None:
        """The reason why a coach cannot have such a day; fewer visits pass, too."""

    def post(self, index: SessionIndex, variables: SessionVariables) -> None:
        """Nothing: see the class."""

    def breaches(
        self, index: SessionIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Days with something planned on them that cannot be."""
        days: dict[tuple[CoachId, Day], list[Visit]] = defaultdict(list)
        for visit in assignments:
            days[index.coach(visit.session).id, visit.day].append(visit)
        for (coach, day), visits in sorted(days.items()):
            together = (*index.fixed_on.get((coach, day), ()), *visits)
            refusal = self.refuse_day(index, coach, day, together)
            if refusal is not None:
                yield Finding(self.id, refusal.facts, (coach,))

    def fixed_breaches(self, index: SessionIndex) -> Iterable[Finding]:
        """Days that cannot be as they were agreed."""
        for (coach, day), visits in sorted(index.fixed_on.items()):
            refusal = self.refuse_day(index, coach, day, visits)
            if refusal is not None:
                yield Finding(self.id, refusal.facts, (coach,), decided=False)


class Wish(kinds.Wish[P, SessionIndex, SessionPlan, SessionVariables]):
    """Says how good dates are."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a profile, ready to use; wishes in the order of the tiers."""

    pair: tuple[PairRule[Any], ...]
    joint: tuple[JointRule[Any], ...]
    wishes: tuple[Wish[Any], ...]
    not_checked: tuple[RuleId, ...] = ()

    @property
    def day(self) -> tuple[DayRule[Any], ...]:
        """Rules about a coach's day."""
        return tuple(rule for rule in self.joint if isinstance(rule, DayRule))
