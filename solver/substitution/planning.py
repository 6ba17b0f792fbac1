"""From a problem and a profile to a plan: options, model, tiers, reasons."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from solver.engine.budget import Budget
from solver.engine.ejection import mended_assignment
from solver.engine.tiers import minimise_tiers
from solver.errors import TimeIsUp
from solver.linear import Var
from solver.profile import RuleProfile
from solver.result import (
    Contradiction,
    PlanListener,
    Progress,
    ProgressCallback,
    Result,
    Solved,
    SolveLimits,
    StopCheck,
    Stopped,
)
from solver.rule import Finding, RuleId
from solver.substitution.formulation import Formulation, dispatch_order, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import OptionSet, generate
from solver.substitution.plan import Plan
from solver.substitution.problem import NeedId, Problem
from solver.substitution.ranks import tie_break
from solver.substitution.reading import bare_plan, read_back
from solver.substitution.rules import load_rules
from solver.substitution.unmodelled import unmodelled_plan
from solver.substitution.validate import require_valid
from solver.tier import TierResult

#: Fixed covers that break one of these exclude one another.
_CONTRADICTING = (RuleId("fixed-cover"), RuleId("one-place-at-a-time"))

#: Share of a run that is behind it once a phase begins.
_TIERS_FROM, _REASONS_FROM = 0.3, 0.95

#: What a run may use, and to whom it tells how far it is and what it found.
_Run = tuple[Budget, ProgressCallback, PlanListener[Plan]]


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
        run = budget, progress or _nobody_listens, better or _nobody_reads
        return _run(problem, profile, run)


def _run(problem: Problem, profile: RuleProfile, run: _Run) -> Result[Plan]:
    budget, tell, offer = run
    tell(Progress(0.0, "options"))
    require_valid(problem)
    rules = load_rules(profile)
    index = ProblemIndex(problem)
    offer(lambda: bare_plan(index, rules))
    options = generate(index, rules, None, budget.built_out)
    if budget.stopped():
        return Stopped(None)
    tell(Progress(0.1, "model"))
    formulation = _formulated(index, rules, options, budget)
    if formulation is None:
        plan = _hasty(index, rules, options, run)
    else:
        plan = _optimised(index, rules, options, formulation, run)
    stopped = budget.stopped()
    tell(Progress(1.0, "done", plan.tiers))
    return _result(index, rules, plan, stopped=stopped)


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


def _hasty(index: ProblemIndex, rules: RuleSet, options: OptionSet, run: _Run) -> Plan:
    """What can be done without a model; proven is only that no tier is below 0."""
    budget, tell, _ = run
    tell(Progress(0.2, "first"))
    chosen = unmodelled_plan(index, rules, options.options, budget.hasted_out)
    tell(Progress(_REASONS_FROM, "reasons"))
    return read_back(index, rules, options, chosen, (), budget.overdue)


def _result(
    index: ProblemIndex, rules: RuleSet, plan: Plan, *, stopped: bool
) -> Result[Plan]:
    """How the run ended; a stop that came after the last proof changes nothing."""
    if stopped and not plan.unique:
        return Stopped(plan)
    findings = contradictions(index, rules)
    return Contradiction(findings, plan) if findings else Solved(plan)


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
    run: _Run,
) -> Plan:
    budget, tell, offer = run
    tell(Progress(0.2, "first"))
    taken = formulation.variables.taken
    first = _first(index, options, formulation, budget)
    tiers: tuple[TierResult, ...] = ()

    def show(values: Sequence[int]) -> None:
        chosen = tuple(o for o in options.options if values[taken(o)])
        offer(lambda: read_back(index, rules, options, chosen, tiers, budget.overdue))

    show(first)
    budget.watch(show)

    def on_tier(reached: tuple[TierResult, ...]) -> None:
        nonlocal tiers
        tiers = tuple(replace(tier, bound=max(0, tier.bound)) for tier in reached)
        done = len(reached) / len(formulation.objectives)
        share = _TIERS_FROM + (_REASONS_FROM - _TIERS_FROM) * done
        tell(Progress(share, "tiers", tiers))

    tell(Progress(_TIERS_FROM, "tiers"))
    reached = minimise_tiers(
        formulation.model,
        formulation.objectives,
        first,
        budget,
        on_tier,
        tie_break(formulation.variables),
    )
    chosen = tuple(o for o in options.options if reached.values[taken(o)])
    tell(Progress(_REASONS_FROM, "reasons", tiers))
    plan = read_back(index, rules, options, chosen, reached.tiers, budget.overdue)
    return replace(plan, unique=reached.unique)


def _nobody_reads(_: Callable[[], Plan]) -> None:
    """Plans on the way that nobody asked for."""


def _nobody_listens(_: Progress) -> None:
    """Progress that nobody asked for."""
