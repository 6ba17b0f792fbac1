"""A cost in words: which tier decides, and the others; the kinds are every problem's.

Each problem gives these kinds sentences of its own, about its own facts.
"""

from collections.abc import Iterator
from typing import Any, Final

from solver.explanation.cost import PlanCost
from solver.explanation.statements import Statement
from solver.rule import Facts, RuleId

FORCED_WORSE: Final = RuleId("forced-worse")
FORCED_AT_LEAST: Final = RuleId("forced-at-least")
FORCED_EQUAL: Final = RuleId("forced-equal")
FORCED_BETTER: Final = RuleId("forced-better")
FORCED_IMPOSSIBLE: Final = RuleId("forced-impossible")
FORCED_UNDECIDED: Final = RuleId("forced-undecided")
FURTHER_TIER: Final = RuleId("further-tier")
KEEPING_EQUAL: Final = RuleId("keeping-equal")
KEEPING_IMPOSSIBLE: Final = RuleId("keeping-impossible")
KEEPING_UNDECIDED: Final = RuleId("keeping-undecided")
KEEPING_WORSE: Final = RuleId("keeping-worse")
#: Ranks tell equal plans apart; they mean nothing to people unless they decide.
_SILENT = RuleId("tie-break")


def cost_statements(cost: PlanCost[Any, Any], who: Facts) -> Iterator[Statement]:
    """What the plan would be with something forced.

    Parameters
    ----------
    who
        Facts that name what was forced.
    """
    if cost.unmet:
        yield Statement(FORCED_IMPOSSIBLE if cost.decided else FORCED_UNDECIDED, who)
        return
    first = cost.first_difference
    if first is None:
        yield Statement(FORCED_EQUAL, who)
    elif first.amount < 0:
        yield Statement(FORCED_BETTER, {**who, **first.facts})
    elif first.proven:
        yield Statement(FORCED_WORSE, {**who, **first.facts})
    else:
        facts = {**who, **first.facts, "bound_value": first.bound}
        yield Statement(FORCED_AT_LEAST, facts)
    for tier in cost.tiers:
        if tier.amount and tier is not first and tier.id != _SILENT:
            yield Statement(FURTHER_TIER, tier.facts)


def keeping_statement(cost: PlanCost[Any, Any], facts: Facts) -> Statement:
    """What the new plan would be with what was before."""
    if cost.unmet:
        kind = KEEPING_IMPOSSIBLE if cost.decided else KEEPING_UNDECIDED
        return Statement(kind, facts)
    first = cost.first_difference
    if first is None:
        return Statement(KEEPING_EQUAL, facts)
    if first.amount < 0 or not first.proven:
        return Statement(KEEPING_UNDECIDED, facts)
    return Statement(KEEPING_WORSE, {**facts, **first.facts})
