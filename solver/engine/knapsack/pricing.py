"""The priced problem as arrays: costs in, the cheapest filling of every bag out.

The same tables serve floating-point costs (to look for good multipliers) and whole
numbers (to prove what they are worth).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.engine.face import Face
from solver.engine.knapsack.split import Split

Numbers = NDArray[Any]
#: At most so many variables have a value in one alternative.
WIDEST = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A way of the arrays: its number, weight and values."""

    number: int
    weight: int


@dataclass(frozen=True, slots=True)
class Sack:
    """A bag with its things' ways as numbers into the arrays."""

    room: int
    things: tuple[tuple[tuple[Spot, ...], bool], ...]


class Pricing:
    """Arrays of a split: what ways cost under multipliers, what rows still miss."""

    def __init__(self, face: Face, found: Split, costs: Mapping[int, int]) -> None:
        self.split = found
        size = len(face.lowers)
        self.costs = np.zeros(size + 1, dtype=np.int64)
        for var, cost in costs.items():
            self.costs[var] = cost
        entries = [
            (number, var, factor)
            for number, row in enumerate(found.rows)
            for var, factor in face.terms[row]
        ]
        # By variable: what it adds up to is then summed in one pass.
        entries.sort(key=lambda entry: entry[1])
        self.entry_rows = np.array([e[0] for e in entries], dtype=np.int64)
        self.entry_vars = np.array([e[1] for e in entries], dtype=np.int64)
        self.factors = np.array([e[2] for e in entries], dtype=np.int64)
        self._entered, self._starts = np.unique(self.entry_vars, return_index=True)
        open_low, open_high = np.iinfo(np.int64).min, np.iinfo(np.int64).max
        lowers = [face.row_lowers[row] for row in found.rows]
        uppers = [face.row_uppers[row] for row in found.rows]
        self.has_lower = np.array([side is not None for side in lowers], dtype=bool)
        self.has_upper = np.array([side is not None for side in uppers], dtype=bool)
        self.row_lowers = np.array(
            [open_low if s is None else s for s in lowers], dtype=np.int64
        )
        self.row_uppers = np.array(
            [open_high if s is None else s for s in uppers], dtype=np.int64
        )
        self.loose = np.array(found.loose, dtype=np.int64)
        self.loose_lowers = np.array(
            [face.lowers[v] for v in found.loose], dtype=np.int64
        )
        self.loose_uppers = np.array(
            [face.uppers[v] for v in found.loose], dtype=np.int64
        )
        ways = [way for bag in found.bags for t in bag.things for way in t.ways]
        self.ways = ways
        self.way_vars = np.full((len(ways), WIDEST), size, dtype=np.int64)
        self.way_values = np.zeros((len(ways), WIDEST), dtype=np.int64)
        for number, way in enumerate(ways):
            for at, (var, value) in enumerate(way.values):
                self.way_vars[number, at] = var
                self.way_values[number, at] = value
        self.size = size
        self.sacks = self._sacks()

    def _sacks(self) -> tuple[Sack, ...]:
        sacks, number = [], 0
        for bag in self.split.bags:
            things = []
            for thing in bag.things:
                spots = tuple(
                    Spot(number + at, way.weight) for at, way in enumerate(thing.ways)
                )
                number += len(spots)
                things.append((spots, thing.must))
            sacks.append(Sack(bag.room, tuple(things)))
        return tuple(sacks)

    def sides(self, multipliers: Numbers) -> NDArray[np.int64]:
        """The side of each row its multiplier speaks of; 0 for multiplier 0."""
        lowers = np.where(multipliers > 0, self.row_lowers, 0)
        return np.where(multipliers < 0, self.row_uppers, lowers)

    def reduced(self, multipliers: Numbers, costs: Numbers) -> Numbers:
        """Costs of the variables once the rows are priced; one 0 more at the end."""
        priced = np.zeros(self.size + 1, dtype=costs.dtype)
        if len(self._starts):
            own = self.factors * multipliers[self.entry_rows]
            priced[self._entered] = np.add.reduceat(own, self._starts)
        return costs - priced

    def way_costs(self, reduced: Numbers) -> Numbers:
        """What each way costs."""
        found: Numbers = (reduced[self.way_vars] * self.way_values).sum(axis=1)
        return found

    def activity(self, values: NDArray[np.int64]) -> NDArray[np.float64]:
        """What each row adds up to."""
        found = np.zeros(len(self.split.rows))
        np.add.at(found, self.entry_rows, self.factors * values[self.entry_vars])
        return found


def fill(sack: Sack, way_costs: Numbers) -> tuple[float | int, list[int]]:
    """The cheapest filling of a bag: its cost, and the ways taken."""
    prices = way_costs.tolist()
    table = np.zeros(sack.room + 1, dtype=way_costs.dtype)
    steps: list[tuple[Numbers, list[Spot], bool]] = []
    for spots, must in sack.things:
        ways = [
            spot
            for spot in spots
            if spot.weight <= sack.room and (must or prices[spot.number] < 0)
        ]
        if ways or must:
            steps.append((table, ways, must))
            table = after(
                table, [(w.weight, prices[w.number]) for w in ways], must=must
            )
    at, taken = sack.room, []
    here = cost = table[at]
    for before, ways, must in reversed(steps):
        if must or before[at] != here:
            for way in ways:
                if (
                    way.weight <= at
                    and before[at - way.weight] + prices[way.number] == here
                ):
                    taken.append(way.number)
                    at -= way.weight
                    break
        here = before[at]
    return cost.item(), taken


def after(table: Numbers, ways: Sequence[tuple[int, float]], *, must: bool) -> Numbers:
    """The table once one more thing may go in: least cost for every room."""
    last = len(table)
    found = np.full_like(table, _forbidden(table)) if must else table.copy()
    for weight, price in ways:
        if weight:
            np.minimum(
                found[weight:], table[: last - weight] + price, out=found[weight:]
            )
        else:
            np.minimum(found, table + price, out=found)
    return found


def _forbidden(table: Numbers) -> float | int:
    """More than anything costs, and safe to be added to."""
    return 1 << 59 if table.dtype == np.int64 else 1e200
