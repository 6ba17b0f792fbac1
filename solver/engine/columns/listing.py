"""Every filling of a bag that a bound leaves room for, if they are not too many.

Things are decided one after another, for all fillings begun at once; whatever even the
cheapest end would make too dear is dropped.
"""

from collections.abc import Sequence
from dataclasses import dataclass

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
        self._ends = _ends(sack, way_costs)
        self._things = [_told(sack, thing, way_costs) for thing in sack.things]

    def fillings(self, most: int, limit: int) -> Integers | None:
        """Numbers of the ways taken, a row each, of all that cost at most so much.

        Returns
        -------
        array or None
            ``None`` if there are more than ``limit``.
        """
        sack, ends = self._sack, self._ends
        taken = np.full((1, len(sack.things)), NOTHING, dtype=np.int64)
        room = np.array([sack.room], dtype=np.int64)
        cost = np.zeros(1, dtype=np.int64)
        if ends[0][sack.room] > most:
            return taken[:0]
        for number, (thing, rest) in enumerate(
            zip(self._things, ends[1:], strict=True)
        ):
            left = room[:, None] - thing.weights
            spent = cost[:, None] + thing.costs
            # What does not fit counts from the end of the table, and is left out.
            good = (left >= 0) & (spent + rest[left] <= most)
            kept, way = good.nonzero()
            if len(kept) > limit:
                return None
            taken = taken[kept]
            taken[:, number] = thing.numbers[way]
            room, cost = left[kept, way], spent[kept, way]
        return taken


@dataclass(frozen=True, slots=True)
class _Thing:
    """What may be taken of a thing, not taking it being one of them if it may be."""

    numbers: Integers
    weights: Integers
    costs: Integers


def _told(
    sack: Sack, thing: tuple[Sequence[Spot], bool], way_costs: Integers
) -> _Thing:
    spots = [spot for spot in thing[0] if spot.weight <= sack.room]
    left = [] if thing[1] else [NOTHING]
    numbers = [spot.number for spot in spots]
    weights = [spot.weight for spot in spots]
    return _Thing(
        np.array(numbers + left, dtype=np.int64),
        np.array(weights + [0] * len(left), dtype=np.int64),
        np.append(way_costs[numbers], [0] * len(left)).astype(np.int64),
    )


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
