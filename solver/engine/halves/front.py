"""Half plans: all ways to share out some subjects that others may still complete.

Subjects are shared out one after another, for all half plans at once. What even the
cheapest filling of each bag's room that is left, with subjects still to come, makes too
dear is dropped; of those that leave the same room everywhere the cheapest is kept.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from solver.engine.halves.sharing import Sharing, Taking
from solver.engine.knapsack.pricing import after

Integers = NDArray[np.int64]
#: In as few bytes as rooms allow.
Loads = NDArray[Any]
#: For each bag the least that subjects still to come cost, by the room for them.
Tables = Sequence[Integers]
#: Loads are compared several at a time, as one number of so many bits.
BITS = 62


def tables(sharing: Sharing, order: Sequence[int]) -> list[Tables]:
    """What the last subjects of an order cost at least: all, all but one and so on."""
    rests: list[Tables] = [[np.zeros(r + 1, dtype=np.int64) for r in sharing.rooms]]
    for subject in reversed(order):
        rest = list(rests[-1])
        for bag, weight, number in sharing.takers[subject]:
            price = int(sharing.prices[number])
            if price < 0 and weight < len(rest[bag]):
                rest[bag] = after(rest[bag], [(weight, price)], must=False)
        rests.append(rest)
    rests.reverse()
    return rests


class Front:
    """Half plans of the first subjects of an order: loads of bags, and prices."""

    def __init__(self, sharing: Sharing, order: Sequence[int]) -> None:
        self._sharing = sharing
        self._order = order
        self._rests = tables(sharing, order)
        widest = max((*sharing.rooms, 1))
        kind = np.int16 if widest < np.iinfo(np.int16).max else np.int64
        self.loads: list[Loads] = [np.zeros(1, dtype=kind) for _ in sharing.rooms]
        self.prices = np.zeros(1, dtype=np.int64)
        self._steps: list[tuple[NDArray[np.int32], NDArray[np.int16]]] = []

    @property
    def size(self) -> int:
        """How many half plans there are."""
        return len(self.prices)

    @property
    def depth(self) -> int:
        """How many subjects are shared out."""
        return len(self._steps)

    @property
    def rest(self) -> Tables:
        """What subjects still to come cost at least."""
        return self._rests[self.depth]

    def left(self, bag: int) -> Integers:
        """The room that is left of a bag."""
        found: Integers = self._sharing.rooms[bag] - self.loads[bag].astype(np.int64)
        return found

    def least(self) -> list[Integers]:
        """What each bag's rest costs at least."""
        return [table[self.left(bag)] for bag, table in enumerate(self.rest)]

    def grow(self) -> None:
        """Share out one more subject."""
        takers = self._sharing.takers[self._order[self.depth]]
        rest = self._rests[self.depth + 1]
        least = [table[self.left(bag)] for bag, table in enumerate(rest)]
        total = self.prices + np.sum(least, axis=0)
        kept = [
            self._kept(taking, rest, total - least[taking.bag]) for taking in takers
        ]
        parents = np.concatenate(kept).astype(np.int32)
        which = np.repeat(np.arange(len(takers)), [len(own) for own in kept])
        loads: list[Loads] = [load[parents] for load in self.loads]
        prices = self.prices[parents]
        for at, (bag, weight, number) in enumerate(takers):
            here = which == at
            loads[bag][here] += weight
            prices[here] += self._sharing.prices[number]
        cheapest = self._cheapest(loads, prices)
        self.loads = [load[cheapest] for load in loads]
        self.prices = prices[cheapest]
        self._steps.append((parents[cheapest], which[cheapest].astype(np.int16)))

    def _kept(self, taking: Taking, rest: Tables, others: Integers) -> Integers:
        """Half plans that may go on with a taking."""
        bag, weight, number = taking
        left = self.left(bag) - weight
        # What does not fit counts from the end of the table, and is left out.
        least = others + self._sharing.prices[number] + rest[bag][left]
        found: Integers = np.flatnonzero((left >= 0) & (least <= self._sharing.most))
        return found

    def _cheapest(self, loads: Sequence[Loads], prices: Integers) -> Integers:
        """Of half plans with the same loads the cheapest, in order of loads."""
        keys: list[Integers] = []
        free = 0
        for bag, load in enumerate(loads):
            bits = (self._sharing.rooms[bag] + 1).bit_length()
            if free < bits:
                keys.append(np.zeros(len(prices), dtype=np.int64))
                free = BITS
            keys[-1] = (keys[-1] << bits) | load
            free -= bits
        order = np.lexsort((prices, *keys))
        other = np.ones(len(order), dtype=bool)
        other[1:] = False
        for key in keys:
            ordered = key[order]
            other[1:] |= ordered[1:] != ordered[:-1]
        return order[other]

    def taken(self, plan: int) -> list[int]:
        """The ways that a half plan takes, by their numbers."""
        found = []
        for subject, (parents, which) in zip(
            reversed(self._order[: self.depth]), reversed(self._steps), strict=True
        ):
            found.append(self._sharing.takers[subject][which[plan]].number)
            plan = int(parents[plan])
        return found
