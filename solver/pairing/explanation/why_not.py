"""Why two are in no team, answered by a rule or by what it would cost; what would help.

Every answer is a plan of its own: the problem with the two together, or with one thing
changed, is solved again and compared tier by tier.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from solver.errors import ProblemError
from solver.pairing.explanation.teams import NotWith, not_with
from solver.pairing.plan import PairingPlan
from solver.pairing.planning import solve
from solver.pairing.problem import PairingProblem, PersonId, Team
from solver.pairing.rules import load_rules
from solver.pairing.standing import cover_of
from solver.pairing.validate import require_valid
from solver.profile import RuleProfile
from solver.result import SolveLimits, StopCheck
from solver.tier import TierResult


@dataclass(frozen=True, slots=True)
class Together:
    """What it would take to have two in one team.

    ``refused`` is a rule's no to any team of both; otherwise ``team`` is the best one
    found and ``worse`` every tier with its value in the plan and with both together.
    """

    one: PersonId
    other: PersonId
    refused: NotWith | None = None
    already: bool = False
    team: Team | None = None
    worse: tuple[tuple[TierResult, TierResult], ...] = ()

    @property
    def proven(self) -> bool:
        """Whether neither plan can be better on any tier."""
        return all(here.proven and there.proven for here, there in self.worse)


def why_not(
    problem: PairingProblem,
    profile: RuleProfile,
    plan: PairingPlan,
    two: tuple[PersonId, PersonId],
    limits: SolveLimits,
) -> Together:
    """The rule that refuses two in one team, or what that would cost the whole.

    Raises
    ------
    ProblemError
        If one of them is not part of the problem, or both are the same.
    """
    one, other = two
    for team in plan.assignments:
        if one in team.people and other in team.people:
            return Together(one, other, already=True, team=team)
    forced = replace(problem, together=two)
    require_valid(forced)
    try:
        found = solve(forced, profile, limits).plan
    except ProblemError:
        rules = load_rules(profile)
        refused = not_with(cover_of(problem, rules), rules, one, other, None)
        if refused.rule is None:
            raise
        return Together(one, other, refused=refused)
    if found is None:
        return Together(one, other)
    team = next(t for t in found.assignments if one in t.people and other in t.people)
    worse = tuple(zip(plan.tiers, found.tiers, strict=True))
    return Together(one, other, team=team, worse=worse)


class ChangeKind(StrEnum):
    """What may be changed: one thing at a time."""

    BUDGET = "budget"
    FREE_PLACE = "free_place"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing changed, and by how many child-hours less stay uncovered.

    ``person`` is whose place it is; ``cents`` what the change costs a season. A gain
    below 0 cannot be; it is proven where both plans are.
    """

    kind: ChangeKind
    person: PersonId | None
    cents: int
    gain_hours: int
    proven: bool


@dataclass(frozen=True, slots=True)
class Tried:
    """Changes that help, the best first; ``undecided`` ones may help or not.

    Of all others it is proven that they do not.
    """

    helping: tuple[Change, ...]
    undecided: int


def best_changes(
    problem: PairingProblem,
    profile: RuleProfile,
    plan: PairingPlan,
    limits: SolveLimits,
    should_stop: StopCheck | None = None,
) -> Tried:
    """Try one more held place's money, and for everybody in no team a free place."""
    found = []
    undecided = 0
    for kind, person, cents, changed in _changes(problem, plan):
        if should_stop is not None and should_stop():
            break
        other = solve(changed, profile, limits, should_stop=should_stop).plan
        if other is None:
            break
        here, there = plan.tiers[0], other.tiers[0]
        gain = here.value - there.value
        if gain > 0:
            proven = here.proven and there.proven
            found.append(Change(kind, person, cents, gain, proven))
        elif there.bound < here.value:
            undecided += 1
    found.sort(key=lambda c: (-c.gain_hours, c.cents, c.person or ""))
    return Tried(tuple(found), undecided)


def _changes(
    problem: PairingProblem, plan: PairingPlan
) -> Iterator[tuple[ChangeKind, PersonId | None, int, PairingProblem]]:
    people = problem.childminders
    prices = [p.held_place_cents for p in people.values() if p.holdable]
    if prices:
        more = min(prices)
        budget = problem.budget_cents + more
        yield ChangeKind.BUDGET, None, more, replace(problem, budget_cents=budget)
    for person in plan.alone:
        own = people[person]
        changed = replace(own, kept_free=own.kept_free + 1)
        places = own.permit_places + (0 if own.holdable else 1)
        left = max(0, own.holdable - 1)
        changed = replace(changed, permit_places=places, holdable=left)
        table = {**people, person: changed}
        yield ChangeKind.FREE_PLACE, person, 0, replace(problem, childminders=table)
