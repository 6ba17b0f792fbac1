"""Computing a season's teams; only the process that does long work loads this."""

from dataclasses import dataclass, replace
from time import monotonic

from service.ahead.pairing.document import PairingDocument, to_document
from service.ahead.pairing.money import BudgetOrigin
from service.ahead.pairing.parameters import PairingParameters
from service.ahead.pairing.reading import PairingRead
from service.studies.deadline import Deadline
from service.studies.maker import Found, digest_of
from solver.pairing.codec import problem_to_bytes
from solver.pairing.explanation.teams import alone_reasons, team_reasons
from solver.pairing.explanation.why_not import (
    Together,
    Tried,
    best_changes,
    why_not,
)
from solver.pairing.explanation.why_team import WithoutTeam, why_team
from solver.pairing.plan import PairingPlan
from solver.pairing.planning import solve
from solver.pairing.problem import PairingProblem
from solver.pairing.rules import load_rules
from solver.pairing.standing import cover_of
from solver.profile import RuleProfile
from solver.result import ProgressCallback, SolveLimits, StopCheck

#: Share of the time for the teams themselves; the rest is for what would help.
TEAMS_SHARE = 0.6
#: A plan with something changed or two people together may take so many seconds.
OTHER_PLAN_SECONDS = 20.0


def compute_pairing(
    read: PairingRead,
    parameters: PairingParameters,
    limits: SolveLimits,
    progress: ProgressCallback,
    should_stop: StopCheck,
) -> Found | None:
    """Teams and their reasons; ``None`` if somebody stopped it.

    Raises
    ------
    SolverError
        If the season or its rules contradict themselves.
    """
    began = monotonic()
    problem = replace(read.problem, sickness=parameters.sickness(limits.seed))
    profile = read.profile
    part = replace(limits, seconds=TEAMS_SHARE * limits.seconds)
    plan = solve(problem, profile, part, progress, should_stop).plan
    if plan is None or should_stop():
        return None
    left = max(0.0, limits.seconds - (monotonic() - began))
    ended = Deadline(should_stop, left).check()
    other = replace(limits, seconds=min(OTHER_PLAN_SECONDS, left))
    asked, why = read.asked.together, read.asked.why
    together = why_not(problem, profile, plan, asked, other) if asked else None
    without = why_team(problem, profile, plan, why, other) if why else None
    tried = best_changes(problem, profile, plan, other, ended)
    explained = not ended()
    if should_stop():
        return None
    answers = _Answers(tried, together, without, explained, read.budget_origin)
    return Found(
        result=to_document(_document(problem, profile, plan, answers)),
        problem_digest=digest_of(problem_to_bytes(problem)),
        key=read.pseudonyms.to_bytes(),
        profile=profile,
    )


@dataclass(frozen=True, slots=True)
class _Answers:
    """What stands beside the teams: answers as far as time allowed, whose budget."""

    tried: Tried
    together: Together | None
    without: WithoutTeam | None
    explained: bool
    budget_origin: BudgetOrigin


def _document(
    problem: PairingProblem,
    profile: RuleProfile,
    plan: PairingPlan,
    answers: _Answers,
) -> PairingDocument:
    rules = load_rules(profile)
    cover = cover_of(problem, rules)
    return PairingDocument(
        first_day=problem.first_day,
        last_day=problem.last_day,
        people=len(problem.childminders),
        need_hours=cover.index.need_hours,
        budget_cents=problem.budget_cents,
        draws=problem.sickness.draws,
        plan=plan,
        teams=team_reasons(cover, plan),
        alone=alone_reasons(cover, rules, plan),
        changes=answers.tried.helping,
        undecided=answers.tried.undecided,
        without=answers.without,
        together=answers.together,
        explained=answers.explained,
        budget_origin=answers.budget_origin,
    )
