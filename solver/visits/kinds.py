"""The kinds of rules and wishes for visits, and the set a profile makes of them."""

from dataclasses import dataclass
from typing import Any

from solver import day_rule, kinds
from solver.rule import P
from solver.substitution.problem import PersonId
from solver.visits.index import VisitIndex
from solver.visits.plan import VisitPlan
from solver.visits.problem import Visit
from solver.visits.variables import VisitVariables


class PairRule(kinds.PairRule[P, VisitIndex, Visit]):
    """Says whether a visit may be at this time at all."""


class JointRule(kinds.JointRule[P, VisitIndex, Visit, VisitVariables]):
    """Says whether visits go together, on top of the fixed ones."""


class DayRule(
    day_rule.DayRule[P, VisitIndex, PersonId, Visit, VisitVariables], JointRule[P]
):
    """Says whether visits of a visitor's day go together, the fixed ones among them."""


class Wish(kinds.Wish[P, VisitIndex, VisitPlan, VisitVariables]):
    """Says how good visits are."""


@dataclass(frozen=True, slots=True)
class RuleSet(kinds.RuleSet[PairRule[Any], JointRule[Any], Wish[Any]]):
    """The rules of a profile, ready to use; wishes in the order of the tiers."""

    @property
    def day(self) -> tuple[DayRule[Any], ...]:
        """Rules about a visitor's day."""
        return tuple(rule for rule in self.joint if isinstance(rule, DayRule))
