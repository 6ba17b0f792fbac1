"""The kinds of rules and wishes for visits, and the set a profile makes of them."""

from abc import abstractmethod
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from solver import kinds
from solver.rule import Finding, P, Refusal, RuleId
from solver.slots import Day
from solver.substitution.problem import PersonId
from solver.visits.index import VisitIndex
from solver.visits.plan import VisitPlan
from solver.visits.problem import Visit
from solver.visits.variables import VisitVariables


class PairRule(kinds.PairRule[P, VisitIndex, Visit]):
    """Says whether a visit may be at this time at all."""


class JointRule(kinds.JointRule[P, VisitIndex, Visit, VisitVariables]):
    """Says whether visits go together, on top of the fixed ones."""


class DayRule(JointRule[P]):
    """Says whether visits of a visitor's day go together, the fixed ones among them.

    Only days that pass become variables, so there is nothing left to post.
    """

    @abstractmethod
    def refuse_day(
        self, index: VisitIndex, person: PersonId, day: Day, visits: Sequence[Visit]
    ) -> Refusal | None:
        """The reason why a visitor cannot have such a day; fewer visits pass, too."""

    def post(self, index: VisitIndex, variables: VisitVariables) -> None:
        """Nothing: see the class."""

    def breaches(
        self, index: VisitIndex, assignments: Iterable[Visit]
    ) -> Iterable[Finding]:
        """Days with something planned on them that cannot be."""
        days: dict[tuple[PersonId, Day], list[Visit]] = defaultdict(list)
        for visit in assignments:
            days[index.bond(visit).visitor, visit.day].append(visit)
        for (person, day), visits in sorted(days.items()):
            together = (*index.fixed_on.get((person, day), ()), *visits)
            refusal = self.refuse_day(index, person, day, together)
            if refusal is not None:
                yield Finding(self.id, refusal.facts, (person,))

    def fixed_breaches(self, index: VisitIndex) -> Iterable[Finding]:
        """Days that cannot be as they were agreed."""
        for (person, day), visits in sorted(index.fixed_on.items()):
            refusal = self.refuse_day(index, person, day, visits)
            if refusal is not None:
                yield Finding(self.id, refusal.facts, (person,), decided=False)


class Wish(kinds.Wish[P, VisitIndex, VisitPlan, VisitVariables]):
    """Says how good visits are."""


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules of a profile, ready to use; wishes in the order of the tiers."""

    pair: tuple[PairRule[Any], ...]
    joint: tuple[JointRule[Any], ...]
    wishes: tuple[Wish[Any], ...]
    not_checked: tuple[RuleId, ...] = ()

    @property
    def day(self) -> tuple[DayRule[Any], ...]:
        """Rules about a visitor's day."""
        return tuple(rule for rule in self.joint if isinstance(rule, DayRule))
