"""From a matching problem and a profile to a plan, each tier with its bound."""

from collections.abc import Sequence
from dataclasses import replace

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.run import DONE, FIRST, MODEL, OPTIONS, REASONS, Run, Tiered
from solver.errors import TimeIsUp
from solver.matching.formulation import (
    Formulation,
    formulate,
    matching_order,
    more_hours,
)
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.options import OptionSet, generate
from solver.matching.plan import MatchingPlan
from solver.matching.problem import MatchingProblem
from solver.matching.ranks import tie_break
from solver.matching.reading import bare_plan, engagements, read_back
from solver.matching.rules import load_rules
from solver.matching.validate import require_valid
from solver.profile import RuleProfile
from solver.result import (
    PlanListener,
    ProgressCallback,
    Result,
    SolveLimits,
    StopCheck,
    Stopped,
)
from solver.rule import Finding, RuleId
from solver.tier import TierResult

#: Fixed engagements that break one of these exclude one another.
_CONTRADICTING = (RuleId("one-coach"),)


def solve(
    problem: MatchingProblem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    progress: ProgressCallback | None = None,
    should_stop: StopCheck | None = None,
    better: PlanListener[MatchingPlan] | None = None,
) -> Result[MatchingPlan]:
    """Best matching of a problem, each tier with its proven bound.

    Parameters and errors are those of ``solver.substitution.planning.solve``.

    Returns
    -------
    Result
        ``Solved``; ``Stopped`` if ``should_stop`` ended it; ``Contradiction`` if a
        kindergarten has two fixed coaches, with the rest planned all the same.
    """
    with Budget(limits or SolveLimits(), should_stop) as budget:
        return _run(problem, profile, Run(budget, progress, better))


def _run(
    problem: MatchingProblem, profile: RuleProfile, run: Run[MatchingPlan]
) -> Result[MatchingPlan]:
    run.tell(OPTIONS, "options")
    require_valid(problem)
    rules = load_rules(profile)
    index = MatchingIndex(problem)
    run.offer(lambda: bare_plan(index, rules))
    options = generate(index, rules, run.budget.built_out)
    if run.budget.stopped():
        return Stopped(None)
    run.tell(MODEL, "model")
    formulation = _formulated(index, rules, options, run.budget)
    if formulation is None:
        # What the rules allow may be known for some kindergartens only: nothing is
        # proven then but that no tier is below 0.
        plan = bare_plan(index, rules)
    else:
        plan = _optimised(index, rules, options, formulation, run)
    stopped = run.budget.stopped()
    run.tell(DONE, "done", plan.tiers)
    findings = contradictions(index, rules)
    return run.result(plan, findings, stopped=stopped, unique=plan.unique)


def _formulated(
    index: MatchingIndex, rules: RuleSet, options: OptionSet, budget: Budget
) -> Formulation | None:
    """The model if there is time for it; without all options it would prove wrong."""
    if budget.built_out():
        return None
    try:
        return formulate(index, rules, options, budget.built_out)
    except TimeIsUp:
        return None


def contradictions(index: MatchingIndex, rules: RuleSet) -> tuple[Finding, ...]:
    """Fixed engagements that exclude one another, as findings nobody decided here."""
    return tuple(
        finding
        for rule in rules.joint
        if rule.id in _CONTRADICTING
        for finding in rule.fixed_breaches(index)
    )


def _optimised(
    index: MatchingIndex,
    rules: RuleSet,
    options: OptionSet,
    formulation: Formulation,
    run: Run[MatchingPlan],
) -> MatchingPlan:
    variables = formulation.variables
    run.tell(FIRST, "first")

    def read(values: Sequence[int], tiers: Sequence[TierResult]) -> MatchingPlan:
        chosen = engagements(variables, values)
        return read_back(index, rules, options, chosen, tiers)

    reached, tiers = run.minimise(
        Tiered(variables.model, formulation.objectives, tie_break(variables)),
        _first(index, formulation, run.budget),
        read,
    )
    run.tell(REASONS, "reasons", tiers)
    return replace(read(reached.values, reached.tiers), unique=reached.unique)


def _first(index: MatchingIndex, formulation: Formulation, budget: Budget) -> list[int]:
    """The careful coordinator's matching: values the model admits."""
    variables = formulation.variables
    order = (*matching_order(index, variables), *more_hours(variables))
    return first_assignment(variables.model, order, budget.hasted_out)
