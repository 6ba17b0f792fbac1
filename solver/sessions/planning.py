"""From a dates problem and a profile to a plan, each tier with its bound.

Nothing ties one coach to another: a day is hers, and every tier is a sum. So coaches
are solved one after another, and values and bounds add up.
"""

from dataclasses import replace

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.tiers import minimise_tiers
from solver.matching.problem import CoachId
from solver.measuring import summed, with_bounds
from solver.profile import RuleProfile
from solver.result import Progress, ProgressCallback, SolveLimits, StopCheck
from solver.sessions.formulation import formulate, session_order
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import RuleSet
from solver.sessions.parts import parts_of
from solver.sessions.plan import SessionPlan
from solver.sessions.problem import SessionProblem
from solver.sessions.rules import load_rules
from solver.sessions.starts import StartTable
from solver.sessions.trips import generate
from solver.sessions.unplaced import unplaced
from solver.sessions.validate import require_valid


def solve(
    problem: SessionProblem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    should_stop: StopCheck | None = None,
    progress: ProgressCallback | None = None,
) -> SessionPlan:
    """Best dates of a problem, each tier with its proven bound.

    Parameters
    ----------
    progress
        Hears after each coach how many are done.

    Raises
    ------
    ProblemError
        If the problem contradicts itself.
    ProfileError
        If the profile does.
    """
    require_valid(problem)
    rules = load_rules(profile)
    limits = limits or SolveLimits()
    plans: list[SessionPlan] = []
    with Budget(limits, should_stop) as budget:
        parts = tuple(parts_of(problem))
        for number, (coach, part) in enumerate(parts):
            seconds = budget.seconds / (len(parts) - number)
            share = replace(limits, seconds=seconds)
            with Budget(share, should_stop) as own:
                plans.append(_solve_coach(SessionIndex(part), rules, coach, own))
            if progress is not None:
                progress(Progress((number + 1) / len(parts), "dates"))
    index = SessionIndex(problem)
    return SessionPlan(
        tuple(
            sorted((v for p in plans for v in p.assignments), key=lambda v: v.session)
        ),
        tuple(session for plan in plans for session in plan.unplaced),
        summed(index, rules, [plan.tiers for plan in plans]),
        rules.not_checked,
    )


def _solve_coach(
    index: SessionIndex, rules: RuleSet, coach: CoachId, budget: Budget
) -> SessionPlan:
    table = StartTable(index, rules)
    trips = generate(index, rules, table, coach)
    formulation = formulate(index, rules, trips)
    variables = formulation.variables
    order = session_order(index, variables)
    first = first_assignment(variables.model, order, budget.hasted_out)
    reached = minimise_tiers(
        variables.model, formulation.objectives, first, budget, lambda _: None
    )
    visits = tuple(
        visit
        for choice in variables.choices
        if reached.values[choice.taken]
        for visit in choice.trip.visits
    )
    # Trips that were never looked at may be better: then nothing is known.
    bounds = reached.tiers if trips.complete else ()
    plan = SessionPlan(visits)
    return replace(
        plan,
        unplaced=unplaced(index, rules, table, visits),
        tiers=with_bounds(index, rules, plan, bounds),
    )
