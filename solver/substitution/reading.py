"""From what was decided back to a plan: gaps, reasons, and what each tier is worth."""

from collections.abc import Sequence

from solver.measuring import with_bounds
from solver.result import StopCheck
from solver.substitution.explanation.reasons import gaps, reasons
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Gap, Option, OptionSet, Plan
from solver.tier import TierResult


def read_back(
    index: ProblemIndex,
    rules: RuleSet,
    options: OptionSet,
    chosen: Sequence[Option],
    tiers: Sequence[TierResult],
    give_up: StopCheck,
) -> Plan:
    """The plan that takes ``chosen``, with its gaps and a reason for everything.

    Parameters
    ----------
    give_up
        Once true, gaps are given without looking for their reasons.
    """
    assignments = tuple(sorted(chosen, key=_by_day))
    left_open = gaps(index, rules, options, assignments, give_up)
    return Plan(
        assignments,
        gaps=tuple(sorted(left_open, key=_by_day)),
        tiers=with_bounds(index, rules, Plan(assignments), tiers),
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
        tiers=with_bounds(index, rules, Plan(()), ()),
        not_checked=rules.not_checked,
    )


def _by_day(item: Option | Gap) -> tuple[int, str, int]:
    return item.day, item.child, item.slot.start
