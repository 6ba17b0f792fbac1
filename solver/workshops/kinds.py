"""The kinds of rules and wishes for workshops, and the set a profile makes of them."""

from dataclasses import dataclass
from enum import Enum
from typing import Any, ClassVar

from solver import kinds
from solver.rule import P
from solver.workshops.index import WorkshopIndex
from solver.workshops.plan import WorkshopPlan
from solver.workshops.problem import EventDate
from solver.workshops.variables import WorkshopVariables


class Looks(Enum):
    """What a pair rule looks at: days and hosts are chosen by themselves."""

    DAY = "day"
    HOST = "host"


class PairRule(kinds.PairRule[P, WorkshopIndex, EventDate]):
    """Says whether an event may begin on this day, or be held here, at all."""

    looks_at: ClassVar[Looks] = Looks.DAY


class JointRule(kinds.JointRule[P, WorkshopIndex, EventDate, WorkshopVariables]):
    """Says whether dates go together, on top of the fixed ones."""


class Wish(kinds.Wish[P, WorkshopIndex, WorkshopPlan, WorkshopVariables]):
    """Says how good dates are."""


@dataclass(frozen=True, slots=True)
class RuleSet(kinds.RuleSet[PairRule[Any], JointRule[Any], Wish[Any]]):
    """The rules of a profile, ready to use; wishes in the order of the tiers."""

    def looking_at(self, looks: Looks) -> tuple[PairRule[Any], ...]:
        """Pair rules about days, or about hosts."""
        return tuple(rule for rule in self.pair if rule.looks_at is looks)
