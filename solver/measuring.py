"""What a plan is worth on every tier, counted on the plan by the wishes themselves."""

from collections.abc import Sequence
from dataclasses import dataclass

from solver.kinds import IndexT, OptionT, PlanT, Rules, VariablesT
from solver.rule import RuleId
from solver.tier import TierResult


@dataclass(frozen=True, slots=True)
class MeasuredTier:
    """The value of one tier, counted on the plan."""

    id: str
    unit: str
    value: int


def measured(
    index: IndexT, rules: Rules[IndexT, OptionT, PlanT, VariablesT], plan: PlanT
) -> tuple[MeasuredTier, ...]:
    """Every tier that applies, in order."""
    return tuple(
        MeasuredTier(wish.id, wish.unit, wish.measure(index, plan))
        for wish in rules.wishes
        if wish.applies(index)
    )


def with_bounds(
    index: IndexT,
    rules: Rules[IndexT, OptionT, PlanT, VariablesT],
    plan: PlanT,
    tiers: Sequence[TierResult],
) -> tuple[TierResult, ...]:
    """Tiers with the values the plan really has, those not reached with bound 0.

    Where a tier is proven the model's value is exact. Where the budget ran out its
    auxiliary variables may stand higher than they need to; the plan is then better
    than the model says, never worse. No wish is worth less than 0.
    """
    wishes = {wish.id: wish for wish in rules.wishes if wish.applies(index)}
    known = {tier.id for tier in tiers}
    unseen = [TierResult(w.id, w.unit, -1, 0) for w in wishes.values()]
    found: list[TierResult] = []
    conditional = False
    for tier in (*tiers, *(tier for tier in unseen if tier.id not in known)):
        bound = max(0, tier.bound)
        value = tier.value
        if not tier.proven:
            value = max(bound, wishes[RuleId(tier.id)].measure(index, plan))
        found.append(TierResult(tier.id, tier.unit, value, bound, conditional))
        conditional = conditional or value != bound
    return tuple(found)


def summed(
    index: IndexT,
    rules: Rules[IndexT, OptionT, PlanT, VariablesT],
    parts: Sequence[Sequence[TierResult]],
) -> tuple[TierResult, ...]:
    """Tiers of independent parts together: values and bounds are sums.

    A bound is conditional once a tier above is not proven, in whatever part.
    """
    found: list[TierResult] = []
    conditional = False
    for wish in rules.wishes:
        if not wish.applies(index):
            continue
        shares = [tier for part in parts for tier in part if tier.id == wish.id]
        value, bound = sum(s.value for s in shares), sum(s.bound for s in shares)
        conditional = conditional or any(share.conditional for share in shares)
        found.append(TierResult(wish.id, wish.unit, value, bound, conditional))
        conditional = conditional or value != bound
    return tuple(found)
