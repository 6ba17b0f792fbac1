"""From a pairing problem and a profile to teams, each tier with its proven bound."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.engine.budget import Budget
from solver.engine.run import DONE, MODEL, OPTIONS, Run
from solver.errors import ProblemError
from solver.measuring import with_bounds
from solver.pairing.cover import Cover
from solver.pairing.frame import Frame, framed
from solver.pairing.kinds import RuleSet
from solver.pairing.matching import Matched, match_teams
from solver.pairing.packing import Packed, pack
from solver.pairing.plan import Method, PairingPlan
from solver.pairing.problem import PairingProblem, Team, TeamKind
from solver.pairing.rules import load_rules
from solver.pairing.standing import cover_of
from solver.pairing.together import with_both
from solver.pairing.validate import require_valid
from solver.profile import RuleProfile
from solver.result import (
    PlanListener,
    ProgressCallback,
    Result,
    Solved,
    SolveLimits,
    StopCheck,
    Stopped,
)
from solver.tier import TierResult


def solve(
    problem: PairingProblem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    progress: ProgressCallback | None = None,
    should_stop: StopCheck | None = None,
    better: PlanListener[PairingPlan] | None = None,
) -> Result[PairingPlan]:
    """Best teams of a season.

    Bounds hold for all teams that the rules pass, found or not. Where nobody may be in
    anything but a tandem and the budget does not bind, teams are a matching: exact.

    Parameters and errors are those of ``solver.substitution.planning.solve``.

    Raises
    ------
    ProblemError
        Also if two are asked to be together whom no team may hold.
    """
    with Budget(limits or SolveLimits(), should_stop) as budget:
        run = Run(budget, progress, better)
        run.tell(OPTIONS, "options")
        require_valid(problem)
        rules = load_rules(profile)
        plan = _planned(cover_of(problem, rules), rules, run)
        run.tell(DONE, "done", plan.tiers)
        stopped = budget.stopped() and not plan.unique
        return Stopped(plan) if stopped else Solved(plan)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run works on: the frame, teams it may begin with, teams asked for."""

    frame: Frame
    small: tuple[Team, ...]
    demanded: tuple[Team, ...]

    @property
    def only_two(self) -> bool:
        """Whether there are no teams but those of two."""
        frame = self.frame
        more = frame.ready[TeamKind.TRIO] | frame.ready[TeamKind.GROUP]
        others = (*frame.staying, *self.demanded)
        return (
            not more
            and not (frame.ready[TeamKind.CLUSTER] and frame.reached)
            and all(team.kind is TeamKind.TANDEM for team in others)
        )


def _planned(cover: Cover, rules: RuleSet, run: Run[PairingPlan]) -> PairingPlan:
    frame = framed(cover, rules)
    run.tell(MODEL, "model")
    together = cover.index.problem.together
    demanded = tuple(with_both(frame, together)) if together else ()
    if together:
        if not demanded:
            raise ProblemError(
                f"„{together[0]}“ und „{together[1]}“ können nach den Regeln in keinem"
                " Team zusammen sein."
            )
        frame = frame.without(together)
    wanted = Wanted(frame, (*frame.staying, *frame.tandems()), demanded)
    if wanted.only_two:
        matched = _matched(wanted)
        if matched is not None:
            return _of_matching(cover, rules, matched)
    return _of_packing(cover, rules, pack(wanted.frame, wanted.small, demanded, run))


def _matched(wanted: Wanted) -> Matched | None:
    """Teams of two, unless the budget does not pay for what they hold.

    Tandems asked for are one: with it given, the rest is a matching again.
    """
    frame = wanted.frame
    wishes = [wish for wish in frame.rules.wishes if wish.applies(frame.cover)]

    def worths(teams: Sequence[Team]) -> list[tuple[Team, tuple[int, ...]]]:
        return [
            (team, tuple(wish.worth(frame.cover, team) for wish in wishes))
            for team in teams
        ]

    free = [team for team in wanted.small if team not in frame.staying]
    matched = match_teams(worths(free))
    if matched is None:
        return None
    matched = Matched((*matched.teams, *frame.staying), matched.unique)
    if wanted.demanded:
        _, asked = min((worth, team) for team, worth in worths(wanted.demanded))
        matched = Matched((*matched.teams, asked), matched.unique)
    cents = sum(frame.cover.index.cents(team) for team in matched.teams)
    return matched if cents <= frame.cover.index.problem.budget_cents else None


def _of_matching(cover: Cover, rules: RuleSet, matched: Matched) -> PairingPlan:
    """A matching as a plan; it is proven on every tier."""
    plan = PairingPlan(tuple(sorted(matched.teams)))
    tiers = []
    for wish in rules.wishes:
        if wish.applies(cover):
            value = wish.measure(cover, plan)
            tiers.append(TierResult(wish.id, wish.unit, value, value))
    return _told(cover, rules, plan.assignments, Method.MATCHING, tiers, matched.unique)


def _of_packing(cover: Cover, rules: RuleSet, packed: Packed) -> PairingPlan:
    plan = PairingPlan(packed.teams)
    tiers = with_bounds(cover, rules, plan, packed.tiers)
    return _told(cover, rules, packed.teams, Method.PACKING, tiers, packed.unique)


def _told(
    cover: Cover,
    rules: RuleSet,
    teams: tuple[Team, ...],
    method: Method,
    tiers: Sequence[TierResult],
    unique: bool,  # noqa: FBT001 - a part of a plan
) -> PairingPlan:
    taken = {person for team in teams for person in team.people}
    everybody = cover.index.problem.childminders
    alone = tuple(sorted(person for person in everybody if person not in taken))
    return PairingPlan(teams, alone, method, tuple(tiers), rules.not_checked, unique)
