"""From a workshops problem and a profile to a plan, each tier with its bound."""

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.run import Run
from solver.engine.tiers import minimise_tiers
from solver.measuring import with_bounds
from solver.profile import RuleProfile
from solver.result import ProgressCallback, SolveLimits, StopCheck
from solver.workshops.formulation import dates_in, formulate
from solver.workshops.index import WorkshopIndex
from solver.workshops.order import series_order
from solver.workshops.plan import WorkshopPlan
from solver.workshops.problem import WorkshopProblem
from solver.workshops.refusals import unplaced
from solver.workshops.rules import load_rules
from solver.workshops.validate import require_valid


def solve(
    problem: WorkshopProblem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    should_stop: StopCheck | None = None,
    progress: ProgressCallback | None = None,
) -> WorkshopPlan:
    """Best dates and hosts of a series, each tier with its proven bound.

    Raises
    ------
    ProblemError
        If the problem contradicts itself.
    ProfileError
        If the profile does.
    """
    require_valid(problem)
    with Budget(limits or SolveLimits(), should_stop) as budget:
        rules = load_rules(profile)
        index = WorkshopIndex(problem)
        formulation = formulate(index, rules)
        variables, objectives = formulation.variables, formulation.objectives
        model, order = variables.model, series_order(index, variables)
        first = first_assignment(model, order, budget.hasted_out)
        run: Run[WorkshopPlan] = Run(budget, progress, None)
        told = run.tier_listener(len(objectives))
        reached = minimise_tiers(model, objectives, first, budget, told)
        taken = tuple(sorted(dates_in(variables, reached.values)))
        placed = {date.event for date in taken}
        plan = WorkshopPlan(taken)
        return WorkshopPlan(
            taken,
            tuple(
                unplaced(index, rules, taken, event)
                for event in index.open
                if event.id not in placed
            ),
            with_bounds(index, rules, plan, reached.tiers),
            rules.not_checked,
        )
