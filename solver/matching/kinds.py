"""The kinds of rules and wishes for matching, and the set a profile makes of them."""

from dataclasses import dataclass
from typing import Any

from solver import kinds
from solver.matching.index import MatchingIndex
from solver.matching.plan import MatchingPlan
from solver.matching.problem import Engagement
from solver.matching.variables import MatchingVariables
from solver.rule import P


class PairRule(kinds.PairRule[P, MatchingIndex, Engagement]):
    """Says whether this coach may accompany this kindergarten at all."""


class JointRule(kinds.JointRule[P, MatchingIndex, Engagement, MatchingVariables]):
    """Says whether engagements go together, on top of the fixed ones."""


class Wish(kinds.Wish[P, MatchingIndex, MatchingPlan, MatchingVariables]):
    """Says how good a matching is."""


@dataclass(frozen=True, slots=True)
class RuleSet(kinds.RuleSet[PairRule[Any], JointRule[Any], Wish[Any]]):
    """The rules of a profile, ready to use; wishes in the order of the tiers."""
