"""What a change has to bring about, and at nobody's expense."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from solver.matching.explanation.basis import Basis
from solver.matching.explanation.changes.change import Gain
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet, Wish
from solver.matching.plan import MatchingPlan
from solver.matching.problem import CoachId, Engagement, Kindergarten
from solver.matching.rules.hours_met import HoursMet
from solver.matching.rules.served import BeginnersServed, Served
from solver.rule import NoParameters
from solver.weighted import single_wishes


@dataclass(frozen=True, slots=True)
class Goal:
    """A kindergarten has at least so many half-hours, and no wish above gets worse.

    ``most`` bounds each of the wishes: what the plan has, less what it would gain.
    """

    kindergarten: Kindergarten
    gain: Gain
    half_hours: int
    rules: RuleSet
    most: tuple[int, ...]


def goal_of(basis: Basis, kindergarten: Kindergarten, gain: Gain) -> Goal:
    """To serve it, or to give it all hours it wishes, beside what the plan has."""
    half_hours = kindergarten.min_half_hours
    if gain is Gain.HOURS:
        half_hours = kindergarten.wished_half_hours
    wishes = _wishes(basis.rules, gain)
    others = (e for e in basis.plan.assignments if e.kindergarten != kindergarten.id)
    reached = MatchingPlan(
        (*others, Engagement(kindergarten.id, CoachId(""), half_hours))
    )
    most = tuple(wish.measure(basis.index, reached) for wish in wishes)
    return Goal(
        kindergarten, gain, half_hours, replace(basis.rules, wishes=wishes), most
    )


def met(goal: Goal, index: MatchingIndex, assignments: Sequence[Engagement]) -> bool:
    """Whether a matching reaches the goal."""
    mine = [e for e in assignments if e.kindergarten == goal.kindergarten.id]
    plan = MatchingPlan(tuple(assignments))
    return sum(e.half_hours for e in mine) >= goal.half_hours and all(
        wish.measure(index, plan) <= most
        for wish, most in zip(goal.rules.wishes, goal.most, strict=True)
    )


def _wishes(rules: RuleSet, gain: Gain) -> tuple[Wish[Any], ...]:
    """Those that speak of being served, and of hours where it is about hours."""
    kinds = (BeginnersServed, Served)
    wishes = single_wishes(rules.wishes)
    found: list[Wish[Any]] = [w for w in wishes if isinstance(w, kinds)]
    if not any(isinstance(wish, Served) for wish in found):
        found.append(Served(NoParameters()))
    if gain is Gain.HOURS:
        found.append(HoursMet(NoParameters()))
    return tuple(found)
