"""What is open, with columns for bags that few fillings are left of.

Most bags have a few dozen fillings that a better plan could take; told as columns they
bound sharply. The others keep their variables: all of their fillings would be too many,
and two or three such bags do not spoil the bound.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engine.columns.listing import NOTHING
from solver.engine.columns.offers import Offers
from solver.engine.frozen import Frozen
from solver.engine.parts import Part, whole
from solver.linear import Terms, Var

Integers = NDArray[np.int64]


class Ground:
    """What all mixtures of one tier begin with: rows, bag by bag.

    ``terms`` gives each live row's terms by bag, ``None`` being those in no bag, and
    ``uses`` for each bag the rows it has terms in and what its ways add to them, those
    of no way last.
    """

    def __init__(self, offers: Offers) -> None:
        self.offers = offers
        self.live = offers.live
        self.owned: list[set[int]] = [
            {int(var) for item in block.items for var in item.variables}
            for block in offers.blocks
        ]
        self.terms = {row: self._by_bag(offers.face.terms[row]) for row in self.live}
        self._ways: list[list[int]] = [[] for _ in offers.blocks]
        for way, bag in enumerate(offers.bag_of):
            self._ways[bag].append(way)
        self._factors = np.zeros(offers.pricing.size + 1, dtype=np.int64)
        self.uses = [self._of_bag(bag) for bag in range(len(offers.blocks))]

    def _by_bag(self, terms: Terms) -> Mapping[int | None, Terms]:
        found: dict[int | None, list[tuple[Var, int]]] = defaultdict(list)
        for var, factor in terms:
            found[self.offers.owner.get(var)].append((var, factor))
        return {bag: tuple(own) for bag, own in found.items()}

    def _of_bag(self, bag: int) -> tuple[tuple[int, ...], Integers]:
        rows = tuple(row for row, by_bag in self.terms.items() if bag in by_bag)
        width = len(self._ways[bag]) + 1
        worth = np.zeros((len(rows), width), dtype=np.int64)
        for number, row in enumerate(rows):
            worth[number] = self.worth(bag, self.terms[row][bag])
        return rows, worth

    def worth(self, bag: int, terms: Terms) -> Integers:
        """What each way of a bag adds to a sum; no way adds nothing."""
        pricing, ways = self.offers.pricing, self._ways[bag]
        factors = self._factors
        used = [int(var) for var, _ in terms]
        factors[used] = [factor for _, factor in terms]
        found = np.zeros(len(ways) + 1, dtype=np.int64)
        if ways:
            own = slice(ways[0], ways[0] + len(ways))
            values = factors[pricing.way_vars[own]] * pricing.way_values[own]
            found[:-1] = values.sum(axis=1)
        factors[used] = 0
        return found

    def local(self, bag: int, fillings: Integers) -> Integers:
        """Fillings by the places of their ways within the bag."""
        ways = self._ways[bag]
        first = ways[0] if ways else 0
        return np.where(fillings == NOTHING, len(ways), fillings - first)


@dataclass(frozen=True, slots=True)
class Listed:
    """A bag's fillings as columns: variables ``first`` and so on."""

    bag: int
    fillings: Integers
    first: int

    @property
    def columns(self) -> range:
        """Their variables."""
        return range(self.first, self.first + len(self.fillings))


class Mixture:
    """A face whose listed bags take one of their columns each.

    ``part`` is all of it that is open: variables beyond those of the face are columns.
    """

    def __init__(self, ground: Ground, listed: Sequence[Integers | None]) -> None:
        self._ground = ground
        self._offers, face = ground.offers, ground.offers.face
        self._size = len(face.lowers)
        self._bags = tuple(_numbered(listed, self._size))
        self._count = sum(len(own.fillings) for own in self._bags)
        self._gone = frozenset[int]().union(*(ground.owned[b.bag] for b in self._bags))
        terms, rows = self._rows()
        known = len(terms)
        one = [tuple((Var(v), 1) for v in own.columns) for own in self._bags]
        self.face = Frozen(
            [*face.lowers, *[0] * self._count],
            [*face.uppers, *[1] * self._count],
            [*terms, *one],
            [*face.row_lowers, *[1] * len(one)],
            [*face.row_uppers, *[1] * len(one)],
        )
        open_ = whole(face, (), self._gone).variables
        self.part = Part(
            (*open_, *range(self._size, self._size + self._count)),
            (*rows, *range(known, known + len(one))),
        )

    @property
    def told(self) -> bool:
        """Whether columns tell all of it."""
        return len(self._bags) == len(self._ground.owned)

    def _rows(self) -> tuple[list[Terms], list[int]]:
        """All rows with columns for what listed bags own, and those that bind."""
        ground, face = self._ground, self._offers.face
        told: dict[int, list[tuple[Var, int]]] = defaultdict(list)
        idle: set[int] = set()
        for own in self._bags:
            rows, uses = ground.uses[own.bag]
            worth = uses[:, ground.local(own.bag, own.fillings)].sum(axis=2)
            least, most = worth.min(axis=1), worth.max(axis=1)
            for row, sums, low, high in zip(rows, worth, least, most, strict=True):
                lower, upper = face.row_lowers[row], face.row_uppers[row]
                if len(ground.terms[row]) > 1:
                    told[row] += _terms(own, sums)
                elif (lower is None or low >= lower) and (
                    upper is None or high <= upper
                ):
                    idle.add(row)
                else:
                    told[row] += _terms(own, sums)
        terms, listed = list(face.terms), {own.bag for own in self._bags}
        for row, by_bag in ground.terms.items():
            if not listed.isdisjoint(by_bag):
                rest = (own for bag, own in by_bag.items() if bag not in listed)
                terms[row] = (*(term for own in rest for term in own), *told[row])
        return terms, [row for row in ground.live if row not in idle]

    def costs(self, costs: Mapping[int, int]) -> dict[int, int]:
        """What variables and columns cost."""
        ground = self._ground
        found = {var: cost for var, cost in costs.items() if var not in self._gone}
        every = tuple((Var(var), cost) for var, cost in costs.items())
        for own in self._bags:
            worth = ground.worth(own.bag, every)
            sums = worth[ground.local(own.bag, own.fillings)].sum(axis=1)
            found |= {int(var): cost for var, cost in _terms(own, sums)}
        return found

    def extended(self, values: Sequence[int]) -> list[int]:
        """Values with the columns that they take, as far as these are listed."""
        found = [*values, *[0] * self._count]
        for own in self._bags:
            column = self._offers.column(own.bag, values)
            for number, taken in zip(own.columns, own.fillings.tolist(), strict=True):
                if column == (own.bag, tuple(sorted(w for w in taken if w != NOTHING))):
                    found[number] = 1
        return found

    def filled(self, found: Mapping[int, int], incumbent: Sequence[int]) -> list[int]:
        """All values of the face, with those found instead of an incumbent's."""
        values = list(incumbent[: self._size])
        for var, value in found.items():
            if var < self._size:
                values[var] = value
        for owned in self._gone:
            values[owned] = 0
        for own in self._bags:
            (taken,) = (n for n, var in enumerate(own.columns) if found[var])
            for way in own.fillings[taken].tolist():
                if way != NOTHING:
                    for var, value in self._offers.pricing.ways[way].values:
                        values[var] = value
        return values


def _numbered(listed: Sequence[Integers | None], first: int) -> Iterator[Listed]:
    for bag, fillings in enumerate(listed):
        if fillings is not None:
            yield Listed(bag, fillings, first)
            first += len(fillings)


def _terms(own: Listed, sums: Integers) -> Terms:
    used = np.flatnonzero(sums)
    numbers, factors = (used + own.first).tolist(), sums[used].tolist()
    return tuple(zip(map(Var, numbers), factors, strict=True))
