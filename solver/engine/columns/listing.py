"""Every filling of a bag that a bound leaves room for, if they are not too many.

Things are decided one after another, for all fillings begun at once; whatever even the
cheapest end would make too dear is dropped.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from solver.engine.knapsack.pricing import Sack, Spot, after

Integers = NDArray[np.int64]
#: Stands for a thing that is not taken.
NOTHING = -1


class Listing:
    """The fillings of one bag, listed up to any cost."""

    def __init__(self, sack: Sack, way_costs: Integers) -> None:
        self._sack = sack
        self._way_costs = way_costs
        self._ends = _ends(sack, way_costs)

    def fillings(self, most: int, limit: int) -> Integers | None:
        """Numbers of the ways taken, a row each, of all that cost at most so much.

        Returns
        -------
        array or None
            ``None`` if there are more than ``limit``.
        """
        sack, ends, way_costs = self._sack, self._ends, self._way_costs
        taken = np.full((1, 0), NOTHING, dtype=np.int64)
        room = np.array([sack.room], dtype=np.int64)
        cost = np.zeros(1, dtype=np.int64)
        if ends[0][sack.room] > most:
            return np.full((0, len(sack.things)), NOTHING, dtype=np.int64)
        for (spots, must), rest in zip(sack.things, ends[1:], strict=True):
            steps = [_step(room, cost, rest, most, spot, way_costs) for spot in spots]
            if not must:
                kept = np.flatnonzero(cost + rest[room] <= most)
                steps.append((kept, NOTHING, room[kept], cost[kept]))
            if sum(len(kept) for kept, _, _, _ in steps) > limit:
                return None
            taken = np.concatenate(
                [
                    np.column_stack([taken[kept], np.full(len(kept), number)])
                    for kept, number, _, _ in steps
                ]
            )
            room = np.concatenate([left for _, _, left, _ in steps])
            cost = np.concatenate([spent for _, _, _, spent in steps])
        return taken


def _step(
    room: Integers,
    cost: Integers,
    rest: Integers,
    most: int,
    spot: Spot,
    way_costs: Integers,
) -> tuple[Integers, int, Integers, Integers]:
    """Fillings begun that can take a way: which, its number, room and cost after it."""
    fits = np.flatnonzero(room >= spot.weight)
    left, spent = room[fits] - spot.weight, cost[fits] + way_costs[spot.number]
    good = spent + rest[left] <= most
    return fits[good], spot.number, left[good], spent[good]


def _ends(sack: Sack, way_costs: Integers) -> list[Integers]:
    """For each thing the least that it and all after it cost, by the room left."""
    tables = [np.zeros(sack.room + 1, dtype=np.int64)]
    for spots, must in reversed(sack.things):
        ways = _priced(spots, way_costs, sack.room)
        tables.append(after(tables[-1], ways, must=must))
    tables.reverse()
    return tables


def _priced(
    spots: Sequence[Spot], way_costs: Integers, room: int
) -> list[tuple[int, int]]:
    return [
        (spot.weight, int(way_costs[spot.number]))
        for spot in spots
        if spot.weight <= room
    ]
