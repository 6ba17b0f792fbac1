"""From a consultations problem and a profile to a plan, each tier with its bound."""

from collections.abc import Iterator

from solver.consultations.formulation import formulate, visit_order
from solver.consultations.index import ConsultationIndex
from solver.consultations.kinds import RuleSet
from solver.consultations.options import Options, hosts_against, options_of
from solver.consultations.plan import ConsultationPlan, Unanswered
from solver.consultations.problem import ConsultationProblem
from solver.consultations.rules import load_rules
from solver.consultations.validate import require_valid
from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.run import Run
from solver.engine.tiers import minimise_tiers
from solver.measuring import with_bounds
from solver.profile import RuleProfile
from solver.result import ProgressCallback, SolveLimits, StopCheck


def solve(
    problem: ConsultationProblem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    should_stop: StopCheck | None = None,
    progress: ProgressCallback | None = None,
) -> ConsultationPlan:
    """Best visits of a problem, each tier with its proven bound.

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
        index = ConsultationIndex(problem)
        options = options_of(index, rules)
        formulation = formulate(index, rules, options)
        variables, model = formulation.variables, formulation.variables.model
        order = visit_order(index, variables)
        first = first_assignment(model, order, budget.hasted_out)
        run: Run[ConsultationPlan] = Run(budget, progress, None)
        told = run.tier_listener(len(formulation.objectives))
        reached = minimise_tiers(model, formulation.objectives, first, budget, told)
        taken = [c.visit for c in variables.choices if reached.values[c.taken]]
        plan = ConsultationPlan(tuple(sorted(taken)), not_checked=rules.not_checked)
        return ConsultationPlan(
            plan.assignments,
            tuple(_unanswered(index, rules, options, plan)),
            with_bounds(index, rules, plan, reached.tiers),
            rules.not_checked,
        )


def _unanswered(
    index: ConsultationIndex,
    rules: RuleSet,
    options: Options,
    plan: ConsultationPlan,
) -> Iterator[Unanswered]:
    """Requests without a visit, each with the rules against its hosts."""
    answered = {visit.request for visit in plan.assignments}
    for request in index.open:
        if request.id not in answered:
            against = hosts_against(index, rules, options, plan.assignments, request.id)
            yield Unanswered(request.id, tuple(against))
