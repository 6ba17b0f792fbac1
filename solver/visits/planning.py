"""From a visits problem and a profile to a plan, each tier with its bound."""

from dataclasses import replace

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.tiers import minimise_tiers
from solver.measuring import summed, with_bounds
from solver.profile import RuleProfile
from solver.result import Progress, ProgressCallback, SolveLimits, StopCheck
from solver.visits.formulation import formulate, visit_order
from solver.visits.index import VisitIndex
from solver.visits.kinds import RuleSet
from solver.visits.parts import parts_of
from solver.visits.plan import VisitPlan
from solver.visits.problem import VisitProblem
from solver.visits.rounds import generate
from solver.visits.rules import load_rules
from solver.visits.unvisited import unvisited
from solver.visits.validate import require_valid


def solve(
    problem: VisitProblem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    should_stop: StopCheck | None = None,
    on_progress: ProgressCallback | None = None,
) -> VisitPlan:
    """Best visits of a problem, each tier with its proven bound.

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
    plans: list[VisitPlan] = []
    with Budget(limits, should_stop) as budget:
        parts = tuple(parts_of(problem))
        for number, part in enumerate(parts):
            if on_progress is not None:
                on_progress(Progress(number / len(parts), "visits"))
            # Nobody takes more than her part: whoever comes last needs a plan, too.
            share = replace(limits, seconds=budget.seconds / (len(parts) - number))
            with Budget(share, should_stop) as own:
                plans.append(_solve_part(VisitIndex(part), rules, own))
    index = VisitIndex(problem)
    planned = sorted(visit for plan in plans for visit in plan.assignments)
    return VisitPlan(
        tuple(planned),
        unvisited(index, rules, planned),
        summed(index, rules, [plan.tiers for plan in plans]),
        rules.not_checked,
    )


def _solve_part(index: VisitIndex, rules: RuleSet, budget: Budget) -> VisitPlan:
    rounds = generate(index, rules)
    formulation = formulate(index, rules, rounds)
    variables = formulation.variables
    order = visit_order(index, variables)
    first = first_assignment(variables.model, order, budget.hasted_out)
    reached = minimise_tiers(
        variables.model, formulation.objectives, first, budget, lambda _: None
    )
    plan = VisitPlan(
        tuple(
            visit
            for choice in variables.choices
            if reached.values[choice.taken]
            for visit in choice.round.visits
        )
    )
    # Rounds that were never looked at may be better: then nothing is known.
    bounds = reached.tiers if rounds.complete else ()
    return replace(plan, tiers=with_bounds(index, rules, plan, bounds))
