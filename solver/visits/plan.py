"""Visits as they were decided, and which households nobody visits."""

from dataclasses import dataclass

from solver.rule import Facts, RuleId
from solver.slots import Day
from solver.tier import TierResult
from solver.visits.problem import BondId, Visit


@dataclass(frozen=True, slots=True)
class Unvisited:
    """A bond without a visit in a stretch of its weeks: the rule that came farthest."""

    bond: BondId
    first_day: Day
    rule: RuleId
    facts: Facts


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """What was decided; fixed visits are not repeated here.

    The first tier counts whether anybody familiar is available, never whether she has
    room: ``capacity_ignored`` says so to whoever reads the plan.
    """

    assignments: tuple[Visit, ...]
    unvisited: tuple[Unvisited, ...] = ()
    tiers: tuple[TierResult, ...] = ()
    not_checked: tuple[RuleId, ...] = ()
    capacity_ignored: bool = True
