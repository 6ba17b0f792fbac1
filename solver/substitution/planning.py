"""From a problem and a profile to a plan: options, model, tiers, reasons."""

from collections.abc import Sequence
from dataclasses import replace

from solver.engine.budget import Budget
from solver.engine.ejection import mended_assignment
from solver.engine.run import DONE, FIRST, MODEL, OPTIONS, REASONS, Run, Tiered
from solver.errors import TimeIsUp
from solver.linear import Var
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
from solver.substitution.formulation import Formulation, dispatch_order, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import generate
from solver.substitution.plan import OptionSet, Plan
from solver.substitution.problem import NeedId, Problem
from solver.substitution.ranks import tie_break
from solver.substitution.reading import bare_plan, read_back
from solver.substitution.rules import load_rules
from solver.substitution.unmodelled import Unmodelled
from solver.substitution.validate import require_valid
from solver.tier import TierResult

#: Fixed covers that break one of these exclude one another.
_CONTRADICTING = (RuleId("fixed-cover"), RuleId("one-place-at-a-time"))

#: With more pairs of a need and a person, asking them all takes longer than a plan may
#: be waited for; what fits is taken for so long before [pairs, seconds].
MANY_PAIRS, AT_ONCE_SECONDS = 20_000, 1.0
#: Asking about a pair takes longer than this: whoever cannot ask them all asks none.
PAIR_SECONDS = 20e-6


def solve(
    problem: Problem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    progress: ProgressCallback | None = None,
    should_stop: StopCheck | None = None,
    better: PlanListener[Plan] | None = None,
) -> Result[Plan]:
    """Best plan of a problem, each tier with its proven bound.

    Parameters
    ----------
    limits
        Wall seconds, workers, seed, deterministic limit; 60 s on two workers if not
        given. Whatever phase the time ends in, the run answers within a tenth of it
        and half a second more; reasons that were not found by then say so.
    progress
        Called from this thread as the run goes on, with the tiers reached so far.
    should_stop
        Polled about fifty times a second; once it is true the run answers within 0.2 s
        with the best plan it has.
    better
        Is offered each better plan as soon as there is one; the first, before the
        model is built, leaves every need open. A tier not looked at has bound 0.

    Returns
    -------
    Result
        ``Solved``; ``Stopped`` if ``should_stop`` ended it; ``Contradiction`` if fixed
        covers exclude one another, with the rest planned all the same.

    Raises
    ------
    ProblemError
        If the problem contradicts itself, with every fault.
    ProfileError
        If the profile does not make a rule set.
    EngineFault
        If the engine contradicts itself: a programming fault.
    """
    with Budget(limits or SolveLimits(), should_stop) as budget:
        return _run(problem, profile, Run(budget, progress, better))


def _run(problem: Problem, profile: RuleProfile, run: Run[Plan]) -> Result[Plan]:
    budget = run.budget
    run.tell(OPTIONS, "options")
    require_valid(problem)
    rules = load_rules(profile)
    index = ProblemIndex(problem)
    budget.ready()
    run.offer(lambda: bare_plan(index, rules))
    pairs = sum(len(index.links.get(n.absent, ())) for n in problem.needs)
    at_once = Unmodelled(index, rules)
    if pairs > MANY_PAIRS:
        _take_at_once(index, rules, at_once, run)
    options, formulation = OptionSet((), {}), None
    if pairs <= MANY_PAIRS or pairs * PAIR_SECONDS < budget.seconds:
        options = generate(index, rules, None, budget.built_out)
        if budget.stopped():
            return Stopped(None)
        run.tell(MODEL, "model")
        formulation = _formulated(index, rules, options, budget)
    if formulation is None:
        plan = _hasty(index, rules, options, at_once, run)
    else:
        plan = _optimised(index, rules, options, formulation, run)
    stopped = budget.stopped()
    run.tell(DONE, "done", plan.tiers)
    findings = contradictions(index, rules)
    return run.result(plan, findings, stopped=stopped, unique=plan.unique)


def _formulated(
    index: ProblemIndex, rules: RuleSet, options: OptionSet, budget: Budget
) -> Formulation | None:
    """The model if there is time for it; without all options it would prove wrong."""
    if budget.built_out():
        return None
    try:
        return formulate(index, rules, options, budget.built_out)
    except TimeIsUp:
        return None


def _take_at_once(
    index: ProblemIndex, rules: RuleSet, found: Unmodelled, run: Run[Plan]
) -> None:
    """Take what fits at a glance, and offer it."""
    ends = run.budget.allowance(1).within(AT_ONCE_SECONDS)
    found.take_for(
        index.problem.needs, lambda: run.budget.stopped() or not ends.seconds
    )
    chosen, nobody = found.plan(), OptionSet((), {})
    run.offer(lambda: read_back(index, rules, nobody, chosen, (), lambda: True))


def _hasty(
    index: ProblemIndex,
    rules: RuleSet,
    options: OptionSet,
    found: Unmodelled,
    run: Run[Plan],
) -> Plan:
    """What can be done without a model; proven is only that no tier is below 0."""
    budget = run.budget
    run.tell(FIRST, "first")
    if found.empty:
        found.take_of(options.options, budget.hasted_out)
    found.take_for(index.problem.needs, budget.hasted_out)
    run.tell(REASONS, "reasons")
    return read_back(index, rules, options, found.plan(), (), budget.overdue)


def contradictions(index: ProblemIndex, rules: RuleSet) -> tuple[Finding, ...]:
    """Fixed covers that exclude one another, as findings nobody decided here."""
    return tuple(
        finding
        for rule in rules.joint
        if rule.id in _CONTRADICTING
        for finding in rule.fixed_breaches(index)
    )


def _first(
    index: ProblemIndex, options: OptionSet, formulation: Formulation, budget: Budget
) -> list[int]:
    """The dispatcher's plan, mended: values the model admits."""
    taken = formulation.variables.taken
    dispatched = dispatch_order(index, options)
    order = [taken(option) for option in dispatched]
    by_need: dict[NeedId, list[Var]] = {}
    for option, var in zip(dispatched, order, strict=True):
        by_need.setdefault(option.need, []).append(var)
    return mended_assignment(
        formulation.model,
        order,
        tuple(by_need.values()),
        budget.exhausted,
        budget.hasted_out,
    )


def _optimised(
    index: ProblemIndex,
    rules: RuleSet,
    options: OptionSet,
    formulation: Formulation,
    run: Run[Plan],
) -> Plan:
    run.tell(FIRST, "first")
    taken = formulation.variables.taken

    def read(values: Sequence[int], tiers: Sequence[TierResult]) -> Plan:
        chosen = tuple(o for o in options.options if values[taken(o)])
        return read_back(index, rules, options, chosen, tiers, run.budget.overdue)

    first = _first(index, options, formulation, run.budget)
    tiered = Tiered(
        formulation.model, formulation.objectives, tie_break(formulation.variables)
    )
    reached, tiers = run.minimise(tiered, first, read)
    run.tell(REASONS, "reasons", tiers)
    return replace(read(reached.values, reached.tiers), unique=reached.unique)
