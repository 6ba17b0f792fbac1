"""What a plan leaves open: need by need on the first tier, and as child-days."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from solver.slots import Day
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId, NeedId, Problem
from solver.substitution.rules.uncovered import Uncovered
from solver.year.blockwise import YearRules


def first_tier_of_needs(
    problem: Problem, rules: YearRules, assignments: Iterable[Option]
) -> Mapping[NeedId, int]:
    """What each need is worth on the first tier: open minutes and hand-overs."""
    taken: dict[NeedId, list[Option]] = defaultdict(list)
    for option in assignments:
        taken[option.need].append(option)
    gain = next(
        wish.parameters.handover_gain_minutes
        for wish in rules.rules.wishes
        if isinstance(wish, Uncovered)
    )
    found = {}
    index = ProblemIndex(problem)
    for need, stretches in index.segments.items():
        pieces = taken.get(need, [])
        long = index.clock(index.needs[need].day).minutes
        minutes = sum(map(long, stretches)) - sum(long(o.slot) for o in pieces)
        inside = (sum(s.contains(o.slot) for o in pieces) for s in stretches)
        found[need] = minutes + gain * sum(max(0, count - 1) for count in inside)
    return found


def open_minutes(
    index: ProblemIndex, assignments: Iterable[Option]
) -> dict[NeedId, int]:
    """Child-minutes of each need that nobody takes; those that are met are left out.

    What fixed cover or the past took is not open.
    """
    left = {
        need.id: sum(map(index.clock(need.day).minutes, index.segments[need.id]))
        for need in index.problem.needs
    }
    for option in assignments:
        left[option.need] -= index.clock(option.day).minutes(option.slot)
    return {need: minutes for need, minutes in left.items() if minutes > 0}


def open_days(
    problem: Problem, assignments: Iterable[Option]
) -> frozenset[tuple[ChildId, Day]]:
    """Children and days that are not wholly covered."""
    index = ProblemIndex(problem)
    needs = map(index.needs.__getitem__, open_minutes(index, assignments))
    return frozenset((need.child, need.day) for need in needs)
