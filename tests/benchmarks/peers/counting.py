"""The rules as rows that count: what a local search understands of the linear model.

A linear model says "a place is used as soon as one option at it is taken" with
auxiliary variables. A local search wants to count instead: of all the keys that a
choice uses, no more than so many. This module turns one into the other, row by row,
and names what it had to leave out.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from operator import add, sub

from solver.slots import Slot
from solver.substitution.formulation import Formulation
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, RuleSet
from solver.substitution.plan import Option, OptionSet
from solver.substitution.problem import NeedId
from tests.benchmarks.peers.translation import HARD, CountingRow, Translation
from tests.benchmarks.peers.workdays import impossible_days
from tests.benchmarks.peers.workweeks import WorkWeek, work_weeks


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer a stretch: no option, one, or two that follow one another."""

    options: tuple[int, ...]
    costs: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Counting:
    """Stretches with their choices, rows over options, and what is not said.

    ``constants`` belong to each tier's value whatever is chosen.
    """

    stretches: tuple[tuple[Choice, ...], ...]
    rows: tuple[CountingRow, ...]
    constants: tuple[int, ...]
    weeks: tuple[WorkWeek, ...]
    left_out: dict[str, int] = field(default_factory=dict)


def count(
    index: ProblemIndex, rules: RuleSet, options: OptionSet, formulation: Formulation
) -> Counting:
    """The counting rows of a formulation, and the choices of each open stretch."""
    translation = Translation(formulation, options)
    rows = [*translation.hard(), *translation.soft()]
    rows.extend(
        CountingRow(HARD, 1, len(day) - 1, tuple((stay, 1) for stay in day), -1)
        for day in impossible_days(index, rules, options.options)
    )
    stretches, least = _stretches(index, rules, options.options, translation.costs())
    stretch_of = {
        option: number
        for number, choices in enumerate(stretches)
        for choice in choices
        for option in choice.options
    }
    return Counting(
        stretches,
        tuple(row for row in rows if not _always_holds(row, stretches, stretch_of)),
        tuple(
            tier.expression.constant + price
            for tier, price in zip(formulation.objectives, least, strict=True)
        ),
        tuple(work_weeks(index, rules, options.options)),
        dict(translation.left_out),
    )


def _stretches(
    index: ProblemIndex,
    rules: RuleSet,
    options: Sequence[Option],
    costs: Sequence[tuple[int, ...]],
) -> tuple[tuple[tuple[Choice, ...], ...], tuple[int, ...]]:
    """Open stretches: nothing, each option, each pair that one child may have.

    A price that every choice of a stretch has decides nothing: it is taken off, so
    that none is negative, and given back as a sum per tier.
    """
    together = [rule for rule in rules.joint if rule.id == "one-person-at-a-time"]
    of_stretch: dict[tuple[NeedId, Slot], list[int]] = defaultdict(list)
    for number, option in enumerate(options):
        stretch = next(
            s for s in index.segments[option.need] if s.contains(option.slot)
        )
        of_stretch[option.need, stretch].append(number)
    found: list[tuple[Choice, ...]] = []
    constants = [0] * len(costs[0]) if costs else []
    for numbers in of_stretch.values():
        ways: list[tuple[int, ...]] = [(), *((number,) for number in numbers)]
        ways.extend(
            pair
            for pair in combinations(numbers, 2)
            if not options[pair[0]].slot.overlaps(options[pair[1]].slot)
            and _go_together(index, together, [options[i] for i in pair])
        )
        prices = [_sum(costs, way) for way in ways]
        least = [min(level) for level in zip(*prices, strict=True)]
        constants = list(map(add, constants, least))
        found.append(
            tuple(
                Choice(way, tuple(map(sub, price, least)))
                for way, price in zip(ways, prices, strict=True)
            )
        )
    return tuple(found), tuple(constants)


def _go_together(
    index: ProblemIndex, rules: Iterable[JointRule[object]], taken: Sequence[Option]
) -> bool:
    return not any(True for rule in rules for _ in rule.breaches(index, taken))


def _sum(costs: Sequence[tuple[int, ...]], way: Sequence[int]) -> tuple[int, ...]:
    levels = len(costs[0]) if costs else 0
    return tuple(sum(costs[i][level] for i in way) for level in range(levels))


def _always_holds(
    row: CountingRow,
    stretches: Sequence[tuple[Choice, ...]],
    stretch_of: Mapping[int, int],
) -> bool:
    """Whether even the heaviest choice of every stretch stays within the cap."""
    concerned = {stretch_of[option] for key, _ in row.keys for option in key}
    most = sum(
        max(
            sum(w for key, w in row.keys if key.intersection(choice.options))
            for choice in stretches[stretch]
        )
        for stretch in concerned
    )
    return most <= row.cap
