"""The rules as rows that count: what a local search understands of the linear model.

A linear model says "a place is used as soon as one option at it is taken" with
auxiliary variables. A local search wants to count instead: of all the keys that a
choice uses, no more than so many. This module turns one into the other, row by row,
and names what it had to leave out.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from operator import add, sub

from solver.linear import Row, Terms
from solver.slots import Slot
from solver.substitution.formulation import Formulation
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import JointRule, RuleSet
from solver.substitution.options import OptionSet
from solver.substitution.plan import Option
from solver.substitution.problem import NeedId
from tests.benchmarks.peers.workdays import impossible_days

#: Level of a row that must hold; tiers count from 0.
HARD = -1
#: In the name of every row about an employed person's whole day.
_WORKDAY = " am Tag "


@dataclass(frozen=True, slots=True)
class CountingRow:
    """Costs ``price`` on a level for every unit above ``cap``.

    Each key (options of which any one uses it) counts its weight once. Of rows in one
    ``bundle`` only the one furthest above its cap costs.
    """

    level: int
    price: int
    cap: int
    keys: tuple[tuple[frozenset[int], int], ...]
    bundle: int


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
    left_out: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class _AtMost:
    """``sum(terms) <= upper``."""

    terms: Terms
    upper: int
    name: str


def count(
    index: ProblemIndex, rules: RuleSet, options: OptionSet, formulation: Formulation
) -> Counting:
    """The counting rows of a formulation, and the choices of each open stretch."""
    translation = _Translation(formulation, options)
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
        dict(translation.left_out),
    )


class _Translation:
    """Reads auxiliary variables as "any of these" or "so many beyond"."""

    def __init__(self, formulation: Formulation, options: OptionSet) -> None:
        self.left_out: Counter[str] = Counter()
        self._objectives = formulation.objectives
        taken = formulation.variables.taken
        self._option_of = {int(taken(o)): i for i, o in enumerate(options.options)}
        self._rows = [part for row in formulation.model.rows for part in _parts(row)]
        self._any: dict[int, frozenset[int]] = {}
        self._beyond: dict[int, list[_AtMost]] = {}
        self._priced = {
            var
            for objective in self._objectives
            for var, cost in objective.expression.terms
            if cost > 0
        }
        self._read_auxiliaries()

    def _read_auxiliaries(self) -> None:
        falling: dict[int, list[_AtMost]] = defaultdict(list)
        rising: set[int] = set()
        for row in self._rows:
            for var, factor in row.terms:
                if factor > 0:
                    rising.add(int(var))
                elif var not in self._option_of:
                    falling[int(var)].append(row)
        self._read_any(falling)
        for var, rows in falling.items():
            # Only what is priced and in nobody's way is as small as it may be.
            once = all((var, -1) in row.terms for row in rows)
            if once and var in self._priced - rising and var not in self._any:
                self._beyond[var] = rows

    def _read_any(self, falling: Mapping[int, list[_AtMost]]) -> None:
        either = {
            var: [int(other) for row in rows for other, _ in row.terms if other != var]
            for var, rows in falling.items()
            if all(_says_any(row) for row in rows)
        }
        for var in either:
            found = self._members(var, either)
            if found is not None:
                self._any[var] = found

    def _members(self, var: int, either: dict[int, list[int]]) -> frozenset[int] | None:
        """Options of which any one raises a variable; ``None`` if others do, too."""
        found: set[int] = set()
        for member in either[var]:
            if member in self._option_of:
                found.add(self._option_of[member])
            elif member in either and (more := self._members(member, either)):
                found |= more
            else:
                return None
        return frozenset(found)

    def _key(self, var: int) -> frozenset[int] | None:
        if var in self._option_of:
            return frozenset({self._option_of[var]})
        return self._any.get(var)

    def _keys(
        self, terms: Iterable[tuple[int, int]]
    ) -> tuple[tuple[frozenset[int], int], ...] | None:
        keys = [(self._key(int(var)), factor) for var, factor in terms]
        known = tuple((key, factor) for key, factor in keys if key is not None)
        return known if len(known) == len(keys) else None

    def hard(self) -> Iterable[CountingRow]:
        """Rows that must hold; those about working days are said otherwise."""
        said = {id(row) for rows in self._beyond.values() for row in rows}
        for row in self._rows:
            if id(row) in said or (
                _says_any(row) and int(row.terms[1][0]) in self._any
            ):
                continue
            keys = self._keys(row.terms)
            if keys is None and _WORKDAY in row.name:
                continue  # said by impossible_days
            if keys is None:
                self.left_out[_kind(row.name)] += 1
            else:
                yield CountingRow(HARD, 1, row.upper, keys, -1)

    def soft(self) -> Iterable[CountingRow]:
        """What auxiliary variables cost on the tiers."""
        for level, objective in enumerate(self._objectives):
            for var, price in objective.expression.terms:
                if int(var) in self._option_of:
                    continue
                rows = self._beyond.get(int(var), [_AtMost(((var, 1),), 0, "")])
                for row in rows:
                    terms = ((v, f) for v, f in row.terms if v != var or f > 0)
                    keys = self._keys(terms)
                    if keys is None or price < 0:
                        self.left_out[f"tier {objective.id}"] += 1
                        break
                    yield CountingRow(level, price, row.upper, keys, int(var))

    def costs(self) -> list[tuple[int, ...]]:
        """What each option costs by itself on each tier."""
        found = [[0] * len(self._objectives) for _ in self._option_of]
        for level, objective in enumerate(self._objectives):
            for var, cost in objective.expression.terms:
                if int(var) in self._option_of:
                    found[self._option_of[int(var)]][level] += cost
        return [tuple(costs) for costs in found]


def _parts(row: Row) -> Iterable[_AtMost]:
    if row.upper is not None:
        yield _AtMost(row.terms, row.upper, row.name)
    if row.lower is not None:
        turned = tuple((var, -factor) for var, factor in row.terms)
        yield _AtMost(turned, -row.lower, row.name)


def _says_any(row: _AtMost) -> bool:
    """``option <= auxiliary``, the second of two terms."""
    return row.upper == 0 and [factor for _, factor in row.terms] == [1, -1]


def _kind(name: str) -> str:
    """A row's name without the numbers in it."""
    words = name.rsplit(": ", maxsplit=1)[-1].split()
    return " ".join(word for word in words if not any(c.isdigit() for c in word))


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
