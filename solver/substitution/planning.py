"""From a problem and a profile to a plan: options, model, tiers, reasons."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from solver.engine.budget import Budget
from solver.engine.ejection import mended_assignment
from solver.engine.tiers import minimise_tiers
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
from solver.substitution.explanation.reasons import gaps, reasons
from solver.substitution.formulation import Formulation, dispatch_order, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import OptionSet, generate
from solver.substitution.plan import Gap, Option, Plan
from solver.substitution.problem import NeedId, Problem
from solver.substitution.ranks import tie_break
from solver.substitution.rules import load_rules
from solver.substitution.validate import require_valid
from solver.tier import TierResult

#: Fixed covers that break one of these exclude one another.
_CONTRADICTING = (RuleId("fixed-cover"), RuleId("one-place-at-a-time"))

#: Share of a run that is behind it once a phase begins.
_TIERS_FROM, _REASONS_FROM = 0.3, 0.95

#: What a run may use, and to whom it tells how far it is and what it found.
_Run = tuple[Budget, ProgressCallback, PlanListener]


def solve(
    problem: Problem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    progress: ProgressCallback | None = None,
    should_stop: StopCheck | None = None,
    better: PlanListener | None = None,
) -> Result:
    """Best plan of a problem, each tier with its proven bound.

    Parameters
    ----------
    limits
        Wall seconds, workers, seed, deterministic limit; 60 s on two workers if not
        given.
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


def _run(problem: Problem, profile: RuleProfile, run: _Run) -> Result:
    budget, tell, offer = run
    tell(Progress(0.0, "options"))
    require_valid(problem)
    rules = load_rules(profile)
    index = ProblemIndex(problem)
    offer(lambda: bare_plan(index, rules))
    options = generate(index, rules)
    if budget.stopped():
        return Stopped(None)
    tell(Progress(0.1, "model"))
    formulation = formulate(index, rules, options)
    plan = _optimised(index, rules, options, formulation, run)
    stopped = budget.stopped()
    tell(Progress(1.0, "done", plan.tiers))
    return _result(index, rules, plan, stopped=stopped)


def _result(
    index: ProblemIndex, rules: RuleSet, plan: Plan, *, stopped: bool
) -> Result:
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
    dispatched = dispatch_order(index, options)
    order = [taken(option) for option in dispatched]
    by_need: dict[NeedId, list[Var]] = {}
    for option, var in zip(dispatched, order, strict=True):
        by_need.setdefault(option.need, []).append(var)
    first = mended_assignment(
        formulation.model, order, tuple(by_need.values()), budget.exhausted
    )

    tiers: tuple[TierResult, ...] = ()

    def show(values: Sequence[int]) -> None:
        chosen = tuple(o for o in options.options if values[taken(o)])
        offer(lambda: read_back(index, rules, options, chosen, tiers))

    show(first)
    budget.watch(show)

    def on_tier(reached: tuple[TierResult, ...]) -> None:
        nonlocal tiers
        tiers = reached
        done = len(reached) / len(formulation.objectives)
        share = _TIERS_FROM + (_REASONS_FROM - _TIERS_FROM) * done
        tell(Progress(share, "tiers", reached))

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
    tell(Progress(_REASONS_FROM, "reasons", reached.tiers))
    plan = read_back(index, rules, options, chosen, reached.tiers)
    return replace(plan, unique=reached.unique)


def read_back(
    index: ProblemIndex,
    rules: RuleSet,
    options: OptionSet,
    chosen: Sequence[Option],
    tiers: Sequence[TierResult],
) -> Plan:
    """The plan that takes ``chosen``, with its gaps and a reason for everything."""
    assignments = tuple(sorted(chosen, key=_by_day))
    return Plan(
        assignments,
        gaps=tuple(sorted(gaps(index, rules, options, assignments), key=_by_day)),
        tiers=_measured(index, rules, Plan(assignments), tiers),
        reasons=reasons(index, options, assignments),
        not_checked=rules.not_checked,
    )


def bare_plan(index: ProblemIndex, rules: RuleSet) -> Plan:
    """The plan that leaves every need open; nobody has been asked yet."""
    open_slots = tuple(
        Gap(need.id, need.child, need.day, slot)
        for need in index.problem.needs
        for slot in index.segments[need.id]
    )
    return Plan(
        (),
        gaps=tuple(sorted(open_slots, key=_by_day)),
        tiers=_measured(index, rules, Plan(()), ()),
        not_checked=rules.not_checked,
    )


def _measured(
    index: ProblemIndex, rules: RuleSet, plan: Plan, tiers: Sequence[TierResult]
) -> tuple[TierResult, ...]:
    """Tiers with the values the plan really has, those not reached with bound 0.

    Where a tier is proven the model's value is exact. Where the budget ran out its
    auxiliary variables may stand higher than they need to; the plan is then better
    than the model says, never worse. No wish is worth less than 0.
    """
    wishes = {wish.id: wish for wish in rules.wishes if wish.applies(index)}
    known = {tier.id for tier in tiers}
    unseen = [TierResult(w.id, w.unit, -1, 0) for w in wishes.values()]
    measured: list[TierResult] = []
    conditional = False
    for tier in (*tiers, *(tier for tier in unseen if tier.id not in known)):
        bound = max(0, tier.bound)
        value = tier.value
        if not tier.proven:
            value = max(bound, wishes[RuleId(tier.id)].measure(index, plan))
        measured.append(TierResult(tier.id, tier.unit, value, bound, conditional))
        conditional = conditional or value != bound
    return tuple(measured)


def _by_day(item: Option | Gap) -> tuple[int, str, int]:
    return item.day, item.child, item.slot.start


def _nobody_reads(_: Callable[[], Plan]) -> None:
    """Plans on the way that nobody asked for."""


def _nobody_listens(_: Progress) -> None:
    """Progress that nobody asked for."""
