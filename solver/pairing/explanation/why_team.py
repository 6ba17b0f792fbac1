"""Why somebody is in her team: a rule keeps it, or what the best plan without it loses.

The answer is a plan of its own: the same season without just this team, solved again
and compared tier by tier.
"""

from dataclasses import dataclass, replace

from solver.pairing.plan import PairingPlan
from solver.pairing.planning import solve
from solver.pairing.problem import PairingProblem, PersonId, Team
from solver.pairing.rules import load_rules
from solver.pairing.rules.good_teams_stay import GoodTeamsStay
from solver.pairing.standing import cover_of
from solver.profile import RuleProfile
from solver.result import SolveLimits
from solver.rule import Refusal
from solver.tier import TierResult


@dataclass(frozen=True, slots=True)
class WithoutTeam:
    """What speaks for somebody's team.

    ``stays`` is the rule that keeps it; otherwise ``worse`` holds every tier with its
    value in the plan and in the best one found without the team. ``team`` is ``None``
    where she is in none.
    """

    person: PersonId
    team: Team | None = None
    stays: Refusal | None = None
    worse: tuple[tuple[TierResult, TierResult], ...] = ()

    @property
    def proven(self) -> bool:
        """Whether neither plan can be better on any tier."""
        return all(here.proven and there.proven for here, there in self.worse)


def why_team(
    problem: PairingProblem,
    profile: RuleProfile,
    plan: PairingPlan,
    person: PersonId,
    limits: SolveLimits,
) -> WithoutTeam:
    """Why somebody is in the team that the plan has for her."""
    teams = (team for team in plan.assignments if person in team.people)
    team = next(teams, None)
    if team is None:
        return WithoutTeam(person)
    stays = _stays(problem, profile, team, person)
    if stays is not None:
        return WithoutTeam(person, team, stays)
    found = solve(replace(problem, apart=team.people), profile, limits).plan
    if found is None:
        return WithoutTeam(person, team)
    worse = tuple(zip(plan.tiers, found.tiers, strict=True))
    return WithoutTeam(person, team, worse=worse)


def _stays(
    problem: PairingProblem, profile: RuleProfile, team: Team, person: PersonId
) -> Refusal | None:
    """What the rule says that lets good teams stay, if it keeps this one."""
    rules = load_rules(profile)
    cover = cover_of(problem, rules)
    for rule in rules.pair:
        if isinstance(rule, GoodTeamsStay) and rule.staying(cover).get(person) == team:
            return rule.refuse(cover, replace(team, members=(person,)))
    return None
