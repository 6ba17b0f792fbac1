"""What multipliers prove, in whole numbers: a bound, and ways that cannot be.

Multipliers are rounded to a grid; any of them give a valid bound, so nothing rests on a
tolerance. Knapsacks filled from both ends give, for every way, the least a bag costs
with it: where that exceeds what the incumbent leaves, the way is out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engine.face import Face
from solver.engine.knapsack.pricing import Pricing, Sack, Spot, after

Integers = NDArray[np.int64]
#: Multipliers are counted in units of 1 / FINEST, or coarser where numbers are large.
FINEST = 1 << 24
#: No sum may come near what 64 bits hold.
LARGEST = float(1 << 58)
#: More than any bag costs.
NEVER = 1 << 60


@dataclass(frozen=True, slots=True)
class Proof:
    """A bound [1 / scale] with what leads to it."""

    scale: int
    bound: int
    bag_costs: tuple[int, ...]
    way_costs: Integers
    loose_costs: Integers


def magnitude(pricing: Pricing, multipliers: NDArray[np.float64]) -> float:
    """More than any sum of a proof by these multipliers can be, before scaling."""
    sizes = np.abs(pricing.costs).astype(np.float64)
    np.add.at(
        sizes,
        pricing.entry_vars,
        np.abs(pricing.factors * multipliers[pricing.entry_rows])
        + np.abs(pricing.factors),
    )
    ways = (sizes[pricing.way_vars] * np.abs(pricing.way_values)).sum()
    ends = np.maximum(np.abs(pricing.loose_lowers), np.abs(pricing.loose_uppers))
    loose = (sizes[pricing.loose] * ends).sum()
    sides = np.abs(multipliers * pricing.sides(multipliers)).sum()
    return float(ways + loose + sides + np.abs(pricing.sides(multipliers)).sum())


def narrow(pricing: Pricing, proof: Proof, room: int, face: Face) -> None:
    """Cut off what would cost more than ``room`` [1 / scale] above the bound."""
    way_costs = proof.way_costs
    things = (thing for bag in pricing.split.bags for thing in bag.things)
    for sack, bag_cost in zip(pricing.sacks, proof.bag_costs, strict=True):
        for spots, without, costs in least_with_each(sack, way_costs):
            thing = next(things)
            left = [
                dict(pricing.ways[spot.number].values)
                for spot, cost in zip(spots, costs, strict=True)
                if cost <= bag_cost + room
            ]
            if without <= bag_cost + room:
                left.append({})
            for var in thing.variables if left else ():
                values = [way.get(var, 0) for way in left]
                face.cut_upper(var, max(values))
                face.raise_lower(var, min(values))
    for idle, cost in zip(pricing.split.loose, proof.loose_costs.tolist(), strict=True):
        if cost > 0:
            face.cut_upper(idle, face.lowers[idle] + room // cost)
        elif cost < 0:
            face.raise_lower(idle, face.uppers[idle] - room // -cost)


def prices(pricing: Pricing, proof: Proof, scale: int) -> dict[int, int]:
    """What a bag costs more at least if it takes a way of one variable [1 / scale]."""
    found: dict[int, int] = {}
    for sack, bag_cost in zip(pricing.sacks, proof.bag_costs, strict=True):
        for spots, _, costs in least_with_each(sack, proof.way_costs):
            for spot, cost in zip(spots, costs, strict=True):
                values = pricing.ways[spot.number].values
                if len(values) == 1:
                    found[values[0][0]] = (cost - bag_cost) * scale // proof.scale
    return found


def least_with_each(
    sack: Sack, way_costs: Integers
) -> Iterator[tuple[Sequence[Spot], int, list[int]]]:
    """For each thing the least the bag costs without it, and with each of its ways."""
    listed = [
        (
            [(spot.weight, int(way_costs[spot.number])) for spot in spots],
            must,
        )
        for spots, must in sack.things
    ]
    nothing = np.zeros(sack.room + 1, dtype=np.int64)
    behind = [nothing]
    for ways, must in reversed(listed):
        behind.append(_helped(behind[-1], ways, must=must))
    before, last = nothing, sack.room
    for (ways, must), (spots, _), rest in zip(
        listed, sack.things, reversed(behind[:-1]), strict=True
    ):
        whole = before + rest[::-1]
        without = NEVER if must else int(whole.min())
        costs = [
            int((before[: last - weight + 1] + rest[last - weight :: -1]).min()) + price
            if weight <= last
            else NEVER
            for weight, price in ways
        ]
        yield spots, without, costs
        before = _helped(before, ways, must=must)


def _helped(
    table: Integers, ways: Sequence[tuple[int, int]], *, must: bool
) -> Integers:
    """The table with one thing more, tried only the ways that could help."""
    helpful = [way for way in ways if way[0] < len(table) and (must or way[1] < 0)]
    return after(table, helpful, must=must) if helpful or must else table
