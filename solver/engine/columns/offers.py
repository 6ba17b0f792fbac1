"""What each bag may be filled with, and the rows that tie bags together.

A column is one filling of one bag: the numbers of the ways taken. Beside the rows of
the face there are covers: so many of these ways at most, found by looking at one row.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import gcd

import numpy as np
from numpy.typing import NDArray

from solver.engine.face import Face
from solver.engine.knapsack.pricing import Pricing, fill
from solver.engine.knapsack.proof import FINEST, LARGEST, Proof, magnitude
from solver.engine.knapsack.split import split
from solver.linear import Block, Terms

Floats = NDArray[np.float64]
#: A bag and the ways it is filled with, in ascending order.
Column = tuple[int, tuple[int, ...]]


@dataclass(frozen=True, slots=True)
class Cover:
    """Of these ways so many at most, by what they are: numbers change with a face."""

    ways: frozenset[Terms]
    most: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Multipliers of all rows, then of all covers, with the bound they are worth."""

    multipliers: Floats
    bound: float
    columns: tuple[Column, ...]


class Offers:
    """Bags of a face, priced by multipliers of rows and covers.

    ``owner`` gives each variable's bag. ``tying`` are the numbers (into
    ``pricing.split.rows``) of rows that speak of more than one bag; only they get
    multipliers.
    """

    def __init__(
        self, face: Face, blocks: Sequence[Block], costs: Mapping[int, int]
    ) -> None:
        self.face = face
        self._known, self._live = len(face.terms), tuple(face.live)
        self.blocks = blocks
        self.pricing = Pricing(face, split(face, blocks, face.live), costs)
        self.covers: list[Cover] = []
        self.bag_of = [
            bag
            for bag, sack in enumerate(self.pricing.sacks)
            for spots, _ in sack.things
            for _ in spots
        ]
        self._number = {
            (bag, frozenset(way.values)): number
            for number, (bag, way) in enumerate(
                zip(self.bag_of, self.pricing.ways, strict=True)
            )
        }
        self.owner: dict[int, int] = {
            var: bag
            for bag, block in enumerate(blocks)
            for item in block.items
            for var in item.variables
        }
        self.tying = self._tying()
        self.uses = self._uses()
        self.base = self.pricing.way_costs(self.pricing.costs)
        self.idle = self._idle()
        self._cover_ways = np.zeros(0, dtype=np.int64)
        self._cover_rows = np.zeros(0, dtype=np.int64)

    def _tying(self) -> tuple[int, ...]:
        face, found = self.face, []
        for number, row in enumerate(self.pricing.split.rows):
            bags = {self.owner.get(v) for v, _ in face.terms[row] if face.free(v)}
            if len(bags - {None}) > 1:
                found.append(number)
        return tuple(found)

    def _uses(self) -> list[dict[int, int]]:
        """What each way adds to each tying row."""
        face, rows = self.face, self.pricing.split.rows
        numbers = {rows[number]: number for number in self.tying}
        found: list[dict[int, int]] = []
        for way in self.pricing.ways:
            use: dict[int, int] = defaultdict(int)
            for var, value in way.values:
                for row, factor in face.columns[var]:
                    if row in numbers:
                        use[numbers[row]] += factor * value
            found.append(dict(use))
        return found

    def _idle(self) -> int:
        """What variables in no bag cost at least."""
        pricing = self.pricing
        costs = pricing.costs[pricing.loose]
        ends = np.where(costs > 0, pricing.loose_lowers, pricing.loose_uppers)
        return int((costs * ends).sum())

    @property
    def live(self) -> tuple[int, ...]:
        """Rows of the face that bound when bags were read, and those added since.

        What bounds have ruled out since then may only be ruled out because of them.
        """
        return (*self._live, *range(self._known, len(self.face.terms)))

    @property
    def unit(self) -> int:
        """What values differ by at least."""
        costs = np.append(self.base, self.pricing.costs[self.pricing.loose])
        return gcd(*np.unique(costs).tolist()) or 1

    @property
    def rows(self) -> int:
        """How many rows there are before the first cover."""
        return len(self.pricing.split.rows)

    def add_covers(self, covers: Iterable[Cover]) -> None:
        """Take covers in; ways that the face does not admit any more are left out."""
        ways, rows = [self._cover_ways], [self._cover_rows]
        known = defaultdict(list)
        for number, way in enumerate(self.pricing.ways):
            known[frozenset(way.values)].append(number)
        for cover in covers:
            numbers = [n for way in cover.ways for n in known[frozenset(way)]]
            row = self.rows + len(self.covers)
            self.covers.append(cover)
            for number in numbers:
                self.uses[number][row] = 1
            ways.append(np.array(numbers, dtype=np.int64))
            rows.append(np.full(len(numbers), len(self.covers) - 1, dtype=np.int64))
        self._cover_ways = np.concatenate(ways)
        self._cover_rows = np.concatenate(rows)

    def sides(self, number: int) -> tuple[int | None, int | None]:
        """Both sides of a row or cover, without what stands still outside of bags."""
        if number >= self.rows:
            return None, self.covers[number - self.rows].most
        face, row = self.face, self.pricing.split.rows[number]
        still = sum(
            factor * face.lowers[var]
            for var, factor in face.terms[row]
            if var not in self.owner
        )
        lower, upper = face.row_lowers[row], face.row_uppers[row]
        return (
            None if lower is None else lower - still,
            None if upper is None else upper - still,
        )

    def prices(self, multipliers: Floats) -> Floats:
        """What each way costs once rows and covers are priced."""
        return self._prices(multipliers, self._reduced(multipliers))

    def _reduced(self, multipliers: Floats) -> Floats:
        pricing = self.pricing
        own = multipliers[: self.rows]
        found: Floats = pricing.reduced(own, pricing.costs.astype(np.float64))
        return found

    def _prices(self, multipliers: Floats, reduced: Floats) -> Floats:
        found: Floats = self.pricing.way_costs(reduced)
        over = multipliers[self.rows :]
        np.subtract.at(found, self._cover_ways, over[self._cover_rows])
        return found

    def rate(self, multipliers: Floats) -> Rate:
        """The bound of multipliers and the fillings that attain it."""
        pricing = self.pricing
        reduced = self._reduced(multipliers)
        prices = self._prices(multipliers, reduced)
        own = multipliers[: self.rows]
        total = float(own @ pricing.sides(own))
        total += sum(
            multiplier * cover.most
            for multiplier, cover in zip(
                multipliers[self.rows :].tolist(), self.covers, strict=True
            )
        )
        loose = reduced[pricing.loose]
        ends = np.where(loose > 0, pricing.loose_lowers, pricing.loose_uppers)
        total += float(loose @ ends)
        columns: list[Column] = []
        for bag, sack in enumerate(pricing.sacks):
            cost, taken = fill(sack, prices)
            total += cost
            columns.append((bag, tuple(sorted(taken))))
        return Rate(multipliers, total, tuple(columns))

    def prove(self, multipliers: Floats) -> Proof | None:
        """The exact bound of multipliers, ``None`` if the numbers are too large."""
        own, over = np.split(multipliers, [self.rows])
        size = magnitude(self.pricing, own)
        most = np.array([cover.most for cover in self.covers], dtype=np.float64)
        size += float((np.abs(over) * most + most).sum())
        size += float((np.abs(over) + 1)[self._cover_rows].sum())
        scale = FINEST
        while scale >= 1:
            if size * scale < LARGEST:
                return self._proven(multipliers, scale)
            scale //= 16
        return None

    def _proven(self, multipliers: Floats, scale: int) -> Proof:
        pricing = self.pricing
        whole = np.rint(multipliers * scale).astype(np.int64)
        own, over = whole[: self.rows], whole[self.rows :]
        reduced = pricing.reduced(own, pricing.costs * scale)
        prices = pricing.way_costs(reduced)
        np.subtract.at(prices, self._cover_ways, over[self._cover_rows])
        bag_costs = tuple(int(fill(sack, prices)[0]) for sack in pricing.sacks)
        loose = reduced[pricing.loose]
        ends = np.where(loose > 0, pricing.loose_lowers, pricing.loose_uppers)
        total = int((own * pricing.sides(own)).sum()) + sum(bag_costs)
        total += int((loose * ends).sum())
        total += sum(
            int(factor) * cover.most
            for factor, cover in zip(over.tolist(), self.covers, strict=True)
        )
        return Proof(scale, total, bag_costs, prices, loose)

    def column(self, bag: int, values: Sequence[int]) -> Column | None:
        """The column of a bag as values have it, ``None`` if no way is like them."""
        taken: list[int] = []
        for item in self.blocks[bag].items:
            here = frozenset((v, values[v]) for v in item.variables if values[v])
            if not here:
                continue
            number = self._number.get((bag, here))
            if number is None:
                return None
            taken.append(number)
        return bag, tuple(sorted(taken))

    def ways_of(self, column: Column) -> frozenset[Terms]:
        """What a column takes, by what its ways are."""
        return frozenset(self.pricing.ways[number].values for number in column[1])

    def again(self, bag: int, ways: Iterable[Terms]) -> Column | None:
        """A column of an earlier face, ``None`` if this one does not admit it."""
        numbers = [self._number.get((bag, frozenset(way))) for way in ways]
        if None in numbers:
            return None
        return bag, tuple(sorted(number for number in numbers if number is not None))
