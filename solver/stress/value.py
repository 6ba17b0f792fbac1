"""The first tier of a part of a day, proven, with a plan that reaches it."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from solver.engine.budget import Budget
from solver.engine.ejection import mended_assignment
from solver.engine.tiers import minimise_tiers
from solver.errors import ProfileError
from solver.linear import Expression, Var
from solver.result import SolveLimits
from solver.slots import merged, subtracted
from solver.substitution.formulation import Formulation, dispatch_order, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import generate
from solver.substitution.plan import Option, OptionSet
from solver.substitution.problem import NeedId, PersonId, Problem
from solver.substitution.rules.uncovered import Uncovered

#: A single value may take so long [s]; where it does, its bound says so. One worker:
#: values are small, and many are computed side by side.
LIMITS = SolveLimits(seconds=20.0, workers=1)


@dataclass(frozen=True, slots=True)
class Value:
    """Best first tier of some absences, and what stays open of whose children.

    ``minutes`` is the planner's own figure: open child-minutes and what hand-overs
    cost; ``bound`` is its proven lower bound. ``open_minutes`` holds the child-minutes
    without the hand-overs, by absent person.
    """

    minutes: int
    bound: int
    open_minutes: tuple[tuple[PersonId, int], ...] = ()

    @property
    def proven(self) -> bool:
        """Whether nothing better exists."""
        return self.minutes == self.bound


NOTHING = Value(0, 0)


@dataclass(frozen=True, slots=True)
class Answered:
    """A value with everything it was made of, for whoever asks for reasons."""

    value: Value
    index: ProblemIndex
    options: OptionSet
    taken: tuple[Option, ...]


def first_tier_rules(rules: RuleSet) -> RuleSet:
    """The same rules with the tiers of open minutes only, in the profile's order.

    That is the planner's first tier; where the profile puts urgent children first it
    is a tier for each class of urgency.

    Raises
    ------
    ProfileError
        If the profile counts no open minutes, or puts something else before them.
    """
    wishes = tuple(wish for wish in rules.wishes if isinstance(wish, Uncovered))
    if not wishes or rules.wishes[: len(wishes)] != wishes:
        raise ProfileError(
            "Der Stresstest zählt Minuten ohne Betreuung; im Regelprofil muss dieser"
            " Wunsch (uncovered) an erster Stelle stehen."
        )
    return replace(rules, wishes=wishes)


def answer(part: Problem, rules: RuleSet) -> Answered:
    """Value and plan of a part of a day; ``rules`` are ``first_tier_rules``.

    A plan that leaves no minute open which any option could cover is proven at once,
    without a relaxation.
    """
    index = ProblemIndex(part)
    options = generate(index, rules)
    formulation = formulate(index, rules, options)
    with Budget(LIMITS, None) as budget:
        values = _first(index, options, formulation, budget)
        reached = _sum(formulation, values)
        bound = _nobody_could(index, options)
        if reached > bound:
            found = minimise_tiers(
                formulation.model,
                formulation.objectives,
                values,
                budget,
                lambda _: None,
            )
            values = list(found.values)
            reached = sum(tier.value for tier in found.tiers)
            bound = max(bound, sum(tier.bound for tier in found.tiers))
    taken = tuple(o for o in options.options if values[formulation.variables.taken(o)])
    value = Value(reached, bound, _open_minutes(index, taken))
    return Answered(value, index, options, taken)


def _first(
    index: ProblemIndex, options: OptionSet, formulation: Formulation, budget: Budget
) -> list[int]:
    """The dispatcher's plan, mended: values the model admits."""
    taken = formulation.variables.taken
    dispatched = dispatch_order(index, options)
    order = [taken(option) for option in dispatched]
    by_need: dict[NeedId, list[Var]] = defaultdict(list)
    for option, var in zip(dispatched, order, strict=True):
        by_need[option.need].append(var)
    return mended_assignment(
        formulation.model, order, tuple(by_need.values()), budget.exhausted
    )


def _sum(formulation: Formulation, values: Sequence[int]) -> int:
    return sum(_worth(o.expression, values) for o in formulation.objectives)


def _worth(expression: Expression, values: Sequence[int]) -> int:
    return expression.constant + sum(c * values[var] for var, c in expression.terms)


def _nobody_could(index: ProblemIndex, options: OptionSet) -> int:
    """Open minutes that lie in no option at all: no plan does better."""
    offered: dict[NeedId, list[Option]] = defaultdict(list)
    for option in options.options:
        offered[option.need].append(option)
    return sum(
        index.clock(index.needs[need].day).minutes(slot)
        for need, stretches in index.segments.items()
        for slot in subtracted(stretches, merged(o.slot for o in offered[need]))
    )


def _open_minutes(
    index: ProblemIndex, taken: Sequence[Option]
) -> tuple[tuple[PersonId, int], ...]:
    found: dict[PersonId, int] = defaultdict(int)
    covered: dict[NeedId, list[Option]] = defaultdict(list)
    for option in taken:
        covered[option.need].append(option)
    for need in index.problem.needs:
        pieces = merged(option.slot for option in covered[need.id])
        for slot in subtracted(index.segments[need.id], pieces):
            found[need.absent] += index.clock(need.day).minutes(slot)
    return tuple(sorted(found.items()))
