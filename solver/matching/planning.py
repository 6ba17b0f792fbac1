"""From a matching problem and a profile to a plan, each tier with its bound."""

from collections.abc import Sequence
from dataclasses import replace

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.tiers import minimise_tiers
from solver.matching.formulation import formulate, matching_order
from solver.matching.index import MatchingIndex
from solver.matching.kinds import RuleSet
from solver.matching.options import OptionSet, generate
from solver.matching.plan import MatchingPlan, Unserved
from solver.matching.problem import Engagement, MatchingProblem
from solver.matching.rules import load_rules
from solver.matching.variables import Choice
from solver.profile import RuleProfile
from solver.result import SolveLimits, StopCheck
from solver.tier import TierResult


def solve(
    problem: MatchingProblem,
    profile: RuleProfile,
    limits: SolveLimits | None = None,
    should_stop: StopCheck | None = None,
) -> MatchingPlan:
    """Best matching of a problem, each tier with its proven bound."""
    with Budget(limits or SolveLimits(), should_stop) as budget:
        rules = load_rules(profile)
        index = MatchingIndex(problem)
        options = generate(index, rules)
        formulation = formulate(index, rules, options)
        variables = formulation.variables
        first = first_assignment(variables.model, matching_order(index, variables))
        reached = minimise_tiers(
            variables.model, formulation.objectives, first, budget, lambda _: None
        )
        taken = tuple(
            _engagement(choice, reached.values)
            for choice in variables.choices
            if reached.values[choice.chosen]
        )
        return _read_back(index, rules, options, taken, reached.tiers)


def _engagement(choice: Choice, values: Sequence[int]) -> Engagement:
    more = 0 if choice.extra is None else values[choice.extra]
    return replace(choice.least, half_hours=choice.least.half_hours + more)


def _read_back(
    index: MatchingIndex,
    rules: RuleSet,
    options: OptionSet,
    taken: tuple[Engagement, ...],
    tiers: Sequence[TierResult],
) -> MatchingPlan:
    served = {engagement.kindergarten for engagement in taken}
    unserved = tuple(
        Unserved(kindergarten.id, options.refusals[kindergarten.id])
        for kindergarten in index.open
        if kindergarten.id not in served
    )
    assignments = tuple(sorted(taken, key=lambda e: e.kindergarten))
    return MatchingPlan(
        assignments, unserved, tuple(tiers), not_checked=rules.not_checked
    )
