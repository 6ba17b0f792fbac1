"""From what was decided back to a matching: who is served by whom, who is not, why."""

from collections.abc import Sequence
from dataclasses import replace

from solver.matching.explanation.reasons import reasons, unserved
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.options import OptionSet
from solver.matching.plan import MatchingPlan, Unserved
from solver.matching.problem import Engagement
from solver.matching.variables import Choice, MatchingVariables
from solver.measuring import with_bounds
from solver.tier import TierResult


def engagements(
    variables: MatchingVariables, values: Sequence[int]
) -> tuple[Engagement, ...]:
    """What values of the model decide, by kindergarten."""
    taken = (
        _engagement(choice, values)
        for choice in variables.choices
        if values[choice.chosen]
    )
    return tuple(sorted(taken, key=lambda e: (e.kindergarten, e.coach)))


def _engagement(choice: Choice, values: Sequence[int]) -> Engagement:
    more = 0 if choice.extra is None else values[choice.extra]
    return replace(choice.least, half_hours=choice.least.half_hours + more)


def read_back(
    index: MatchingIndex,
    rules: RuleSet,
    options: OptionSet,
    chosen: tuple[Engagement, ...],
    tiers: Sequence[TierResult],
) -> MatchingPlan:
    """The matching of these engagements, with a reason for everything."""
    return MatchingPlan(
        chosen,
        unserved=unserved(index, rules, options, chosen),
        tiers=with_bounds(index, rules, MatchingPlan(chosen), tiers),
        reasons=reasons(index, options, chosen),
        not_checked=rules.not_checked,
    )


def bare_plan(index: MatchingIndex, rules: RuleSet) -> MatchingPlan:
    """The matching in which nobody open is served; nobody has been asked yet."""
    return MatchingPlan(
        (),
        unserved=tuple(Unserved(kindergarten.id) for kindergarten in index.open),
        tiers=with_bounds(index, rules, MatchingPlan(()), ()),
        not_checked=rules.not_checked,
    )
