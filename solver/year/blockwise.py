"""One block of weeks planned: the tiers of a year, each with its proven bound."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from solver.engine.budget import Budget
from solver.engine.ejection import mended_assignment
from solver.engine.tiers import Objective, minimise_tiers
from solver.errors import TimeIsUp
from solver.linear import Var
from solver.profile import RuleProfile
from solver.result import SolveLimits, StopCheck
from solver.rule import RuleId
from solver.substitution.formulation import Formulation, dispatch_order, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import generate
from solver.substitution.plan import Option, OptionSet, Plan
from solver.substitution.problem import NeedId, Problem
from solver.substitution.rules import load_rules
from solver.substitution.unmodelled import unmodelled_plan
from solver.tier import TierResult
from solver.year.level import LEVEL, UNIT, level_objective, level_value

#: Wishes that decide how much is covered, and by how familiar persons. The others (one
#: person for a whole absence, ways, siblings, places, cost) are left to the plan of the
#: days themselves: who stands in on a day of next summer is not decided today.
YEAR_WISHES = ("uncovered", "changes", "familiarity")
FIRST_WISHES = ("uncovered",)


@dataclass(frozen=True, slots=True)
class BlockPlan:
    """What a block's plan decides, and how good it is."""

    assignments: tuple[Option, ...]
    tiers: tuple[TierResult, ...]


@dataclass(frozen=True, slots=True)
class YearRules:
    """The rules of a profile with the wishes of a year, in the profile's order.

    ``levelled`` puts the even load of substitutes behind them.
    """

    rules: RuleSet
    levelled: bool = True


def year_rules(profile: RuleProfile) -> YearRules:
    """All rules, the wishes of a year, then the even load."""
    return YearRules(_with_wishes(profile, YEAR_WISHES))


def first_rules(profile: RuleProfile) -> YearRules:
    """All rules, and nothing but uncovered time to be made small."""
    return YearRules(_with_wishes(profile, FIRST_WISHES), levelled=False)


def _with_wishes(profile: RuleProfile, wishes: Sequence[str]) -> RuleSet:
    named = {RuleId(wish) for wish in wishes}
    tiers = tuple(tier for tier in profile.tiers if tier in named)
    return load_rules(replace(profile, tiers=tiers or (RuleId("uncovered"),)))


def plan_block(
    problem: Problem,
    rules: YearRules,
    limits: SolveLimits,
    should_stop: StopCheck | None = None,
) -> BlockPlan:
    """Best plan of a block as far as the limits allow.

    Where there is no time for a model, what fits is taken, and nothing but 0 bounds it.
    """
    with Budget(limits, should_stop) as budget:
        index = ProblemIndex(problem)
        options = generate(index, rules.rules, None, budget.built_out)
        try:
            found = _formulated(index, rules, options, budget)
        except TimeIsUp:
            return _hasty(index, rules, options, budget)
        formulation, objectives = found
        first = _first(index, options, formulation, budget)
        reached = minimise_tiers(
            formulation.model, objectives, first, budget, lambda _tiers: None
        )
    taken = formulation.variables.taken
    chosen = tuple(o for o in options.options if reached.values[taken(o)])
    tiers = tuple(replace(t, bound=max(0, t.bound)) for t in reached.tiers)
    return BlockPlan(chosen, tiers)


def _formulated(
    index: ProblemIndex, rules: YearRules, options: OptionSet, budget: Budget
) -> tuple[Formulation, tuple[Objective, ...]]:
    if budget.built_out():
        raise TimeIsUp
    formulation = formulate(index, rules.rules, options, budget.built_out)
    objectives = formulation.objectives
    if rules.levelled:
        objectives = (*objectives, level_objective(index.clocks, formulation.variables))
    return formulation, objectives


def _hasty(
    index: ProblemIndex, rules: YearRules, options: OptionSet, budget: Budget
) -> BlockPlan:
    """What can be done without a model, counted by the wishes themselves."""
    chosen = unmodelled_plan(index, rules.rules, options.options, budget.hasted_out)
    plan = Plan(chosen)
    tiers = [
        TierResult(wish.id, wish.unit, wish.measure(index, plan), 0)
        for wish in rules.rules.wishes
        if wish.applies(index)
    ]
    if rules.levelled:
        tiers.append(TierResult(LEVEL, UNIT, level_value(index.clocks, chosen), 0))
    return BlockPlan(chosen, tuple(tiers))


def _first(
    index: ProblemIndex, options: OptionSet, formulation: Formulation, budget: Budget
) -> list[int]:
    """The dispatcher's plan, mended: values the model admits."""
    taken = formulation.variables.taken
    by_need: dict[NeedId, list[Var]] = defaultdict(list)
    order = dispatch_order(index, options)
    for option in order:
        by_need[option.need].append(taken(option))
    return mended_assignment(
        formulation.model,
        [taken(option) for option in order],
        tuple(by_need.values()),
        budget.exhausted,
        budget.hasted_out,
    )
