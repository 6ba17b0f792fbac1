"""The plan of a year, block by block, and what of it is proven for the whole year.

Why sums of blocks are bounds of the year: every plan of the year, looked at on the
days of a block, is a plan of that block (``blocks``), and each tier is a sum over
blocks. So no plan of the year is better on the first tier than the sum of the blocks'
bounds; where all blocks are proven, plans as good on the first tier are best in each
block, and the same holds for the next tier, and so on. The plan that is put together
from the blocks is audited on the whole year, with every rule that reaches over weeks.
"""

import time
from collections.abc import Sequence
from dataclasses import replace

from solver.profile import RuleProfile
from solver.result import Progress, ProgressCallback, SolveLimits, StopCheck
from solver.rule import RuleId
from solver.slots import Day
from solver.substitution.audit import audit_with
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option, Plan
from solver.substitution.problem import FormerSubstitute, Problem
from solver.substitution.validate import require_valid
from solver.tier import TierResult
from solver.year.blocks import Block, blocks_of
from solver.year.blockwise import BlockPlan, YearRules, plan_block, year_rules
from solver.year.result import YearPlan

#: No block gets less than this [s], even beyond the limit: each has a first plan.
_LEAST_SECONDS = 2.0
#: A block may use so many times its share of the needs.
_SHARES = 3


def plan_year(
    problem: Problem,
    profile: RuleProfile,
    limits: SolveLimits,
    progress: ProgressCallback | None = None,
    should_stop: StopCheck | None = None,
) -> YearPlan | None:
    """Cover of all announced days at once, levelled; ``None`` if it was stopped.

    Parameters
    ----------
    limits
        Seconds for all blocks together; small ones go first and leave the rest to the
        large ones.

    Raises
    ------
    ProblemError
        If the problem contradicts itself, with every fault.
    ProfileError
        If the profile does not make a rule set.
    """
    require_valid(problem)
    rules = year_rules(profile)
    blocks = blocks_of(problem)
    ends_at = time.monotonic() + limits.seconds
    found: dict[int, BlockPlan] = {}
    sizes = [len(block.problem.needs) for block in blocks]
    order = sorted(range(len(blocks)), key=sizes.__getitem__)
    for done, number in enumerate(order):
        if should_stop is not None and should_stop():
            return None
        seconds = _seconds(ends_at - time.monotonic(), [sizes[i] for i in order[done:]])
        found[number] = plan_block(
            blocks[number].problem, rules, replace(limits, seconds=seconds), should_stop
        )
        if progress is not None:
            tiers = _summed([found[i] for i in sorted(found)])
            progress(Progress((done + 1) / len(order), "weeks", tiers))
    plans = [found[i] for i in range(len(blocks))]
    if should_stop is not None and should_stop():
        return None
    return _kept(problem, rules, (blocks, plans), limits)


def _seconds(left: float, sizes: Sequence[int]) -> float:
    """What the first of the blocks that are left may use; the last has all of it.

    A few times its share by size, for some are harder than others, but never more than
    half: those that come to an end leave the rest to the large ones.
    """
    share = 1.0 if len(sizes) == 1 else min(0.5, _SHARES * sizes[0] / sum(sizes))
    return max(_LEAST_SECONDS, share * left)


def _kept(
    problem: Problem,
    rules: YearRules,
    planned: tuple[Sequence[Block], list[BlockPlan]],
    limits: SolveLimits,
) -> YearPlan:
    """The whole plan audited; where a rule over weeks broke, planned on in their order.

    Mended values stand beside the bounds of the blocks left alone, which hold anyway.
    """
    blocks, plans = planned
    bounds = _summed(plans)
    index = ProblemIndex(problem)
    broken = _broken(index, rules, plans)
    if broken and set(broken) <= {"distinct-persons"}:
        plans = _in_order(blocks, rules, limits)
        broken = _broken(index, rules, plans)
        mended = {tier.id: tier for tier in _summed(plans)}
        bounds = tuple(
            replace(tier, value=mended[tier.id].value if tier.id in mended else 0)
            for tier in bounds
        )
        bounds = _conditional(bounds)
    chosen = tuple(o for plan in plans for o in plan.assignments)
    ordered = tuple(sorted(chosen, key=lambda o: (o.day, o.child, o.slot)))
    return YearPlan(
        ordered,
        bounds,
        len(blocks),
        kept=not broken,
        broken=tuple(sorted(broken)),
        slack=_slack(blocks, plans),
    )


def _slack(blocks: Sequence[Block], plans: Sequence[BlockPlan]) -> dict[Day, int]:
    """Weeks of blocks with an unproven first tier, and how far that is open."""
    return {
        monday: tier.value - tier.bound
        for block, plan in zip(blocks, plans, strict=True)
        for tier in plan.tiers[:1]
        if not tier.proven
        for monday in block.mondays
    }


def _broken(
    index: ProblemIndex, rules: YearRules, plans: Sequence[BlockPlan]
) -> frozenset[RuleId]:
    """Rules that the blocks' plans break together."""
    whole = Plan(tuple(o for plan in plans for o in plan.assignments))
    report = audit_with(index, rules.rules, whole)
    return frozenset(f.rule for f in report.findings if f.decided)


def _in_order(
    blocks: Sequence[Block], rules: YearRules, limits: SolveLimits
) -> list[BlockPlan]:
    """Blocks one after another, each told who stood in for whom before."""
    plans: list[BlockPlan] = []
    before: tuple[Option, ...] = ()
    for block in blocks:
        known = tuple(
            FormerSubstitute(option.child, option.person, option.day)
            for option in before
        )
        former = (*block.problem.former_substitutes, *known)
        told = replace(block.problem, former_substitutes=former)
        seconds = max(_LEAST_SECONDS, limits.seconds / (2 * len(blocks)))
        plans.append(plan_block(told, rules, replace(limits, seconds=seconds)))
        before = (*before, *plans[-1].assignments)
    return plans


def _summed(plans: Sequence[BlockPlan]) -> tuple[TierResult, ...]:
    """Tiers over all blocks; one that a block does not have is worth nothing there."""
    order: dict[str, str] = {}
    for plan in sorted(plans, key=lambda p: -len(p.tiers)):
        for tier in plan.tiers:
            order.setdefault(tier.id, tier.unit)
    sums = []
    for tier_id, unit in order.items():
        same = [t for plan in plans for t in plan.tiers if t.id == tier_id]
        value, bound = sum(t.value for t in same), sum(t.bound for t in same)
        sums.append(TierResult(tier_id, unit, value, bound))
    return _conditional(tuple(sums))


def _conditional(tiers: tuple[TierResult, ...]) -> tuple[TierResult, ...]:
    """Bounds below the first unproven tier hold on condition of the values above."""
    open_above = False
    marked = []
    for tier in tiers:
        marked.append(replace(tier, conditional=open_above))
        open_above = open_above or tier.value != tier.bound
    return tuple(marked)
