"""A matching: who accompanies whom, who stays alone, and how good it is."""

from dataclasses import dataclass

from solver.matching.problem import CoachId, Engagement, KindergartenId
from solver.rule import Facts, RuleId
from solver.tier import TierResult


@dataclass(frozen=True, slots=True)
class RefusedCoach:
    """A coach who cannot take a kindergarten: the rule and its facts."""

    coach: CoachId
    rule: RuleId
    facts: Facts


@dataclass(frozen=True, slots=True)
class Unserved:
    """A kindergarten without a coach, and why each coach is out."""

    kindergarten: KindergartenId
    refusals: tuple[RefusedCoach, ...] = ()


@dataclass(frozen=True, slots=True)
class EngagementReason:
    """Why this coach: facts about the choice and what else was possible."""

    engagement: Engagement
    facts: Facts


@dataclass(frozen=True, slots=True)
class MatchingPlan:
    """What was decided; fixed engagements are not repeated here.

    ``unique`` says it is proven that no other matching is as good on every tier.
    """

    assignments: tuple[Engagement, ...]
    unserved: tuple[Unserved, ...] = ()
    tiers: tuple[TierResult, ...] = ()
    reasons: tuple[EngagementReason, ...] = ()
    not_checked: tuple[RuleId, ...] = ()
    unique: bool = False
