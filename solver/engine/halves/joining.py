"""Two half plans that go together: what one leaves of each bag the other fills.

Room that stays empty costs something, too: the other half has to use so much of what is
left that its cheapest filling is not too dear. That leaves a few loads of each bag.
"""

from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
from numpy.typing import NDArray

from solver.engine.halves.front import Front
from solver.engine.halves.sharing import Sharing

Integers = NDArray[np.int64]
#: So many bags' loads are looked up at once; the other ones' are compared then.
LOOKED_UP = 3
#: So many pairs are compared at once.
PAIRS = 1 << 20


def joined(
    sharing: Sharing, few: Front, many: Front, go_on: Callable[[], bool]
) -> tuple[list[int], bool]:
    """The ways of two half plans that go together, and whether all were looked at.

    No ways at all if there are none.
    """
    spread = [int(load.max()) - int(load.min()) for load in many.loads]
    bags = sorted(range(len(spread)), key=lambda bag: -spread[bag])
    index = _Index(sharing, many, bags[:LOOKED_UP])
    lows, highs = _windows(sharing, few)
    for one, other in index.pairs(lows, highs):
        if not go_on():
            return [], False
        good = few.prices[one] + many.prices[other] <= sharing.most
        for bag in bags[LOOKED_UP:]:
            good &= many.loads[bag][other] <= highs[bag][one]
        fits = np.flatnonzero(good)
        if len(fits):
            at = fits[0]
            return few.taken(int(one[at])) + many.taken(int(other[at])), True
    return [], True


def _windows(sharing: Sharing, few: Front) -> tuple[list[Integers], list[Integers]]:
    """Loads of each bag that the other half of each half plan may have."""
    least = few.least()
    spare = sharing.most - few.prices - np.sum(least, axis=0)
    highs = [few.left(bag) for bag in range(len(least))]
    # More room costs no more: tables fall, and their opposites may be searched.
    lows = [
        np.searchsorted(-table, -(own + spare), side="left").astype(np.int64)
        for table, own in zip(few.rest, least, strict=True)
    ]
    return lows, highs


class _Index:
    """Half plans in the order of some bags' loads."""

    def __init__(self, sharing: Sharing, many: Front, bags: list[int]) -> None:
        self._bags = bags
        self._sizes = [sharing.rooms[bag] + 1 for bag in bags]
        keys = self._key([many.loads[bag].astype(np.int64) for bag in bags])
        self._order = np.argsort(keys, kind="stable")
        self._keys = keys[self._order]

    def _key(self, loads: list[Integers]) -> Integers:
        found = np.zeros(len(loads[0]), dtype=np.int64)
        for size, load in zip(self._sizes, loads, strict=True):
            found = found * size + load
        return found

    def pairs(
        self, lows: list[Integers], highs: list[Integers]
    ) -> Iterator[tuple[Integers, Integers]]:
        """Half plans with others whose loads of these bags are within limits."""
        *outer, inner = self._bags
        widths = [highs[bag] - lows[bag] + 1 for bag in outer]
        for more in product(*(range(int(w.max(initial=0))) for w in widths)):
            fit = np.ones(len(lows[inner]), dtype=bool)
            for width, step in zip(widths, more, strict=True):
                fit &= width > step
            here = np.flatnonzero(fit)
            own = [lows[bag][here] + m for bag, m in zip(outer, more, strict=True)]
            begin = self._key([*own, lows[inner][here]])
            end = self._key([*own, highs[inner][here]])
            first = np.searchsorted(self._keys, begin)
            counts = np.searchsorted(self._keys, end, side="right") - first
            yield from self._listed(here, first, np.maximum(counts, 0))

    def _listed(
        self, here: Integers, first: Integers, counts: Integers
    ) -> Iterator[tuple[Integers, Integers]]:
        """Pairs of half plans and stretches of this order, not too many at once."""
        ends = np.cumsum(counts)
        total, at = int(ends[-1]) if len(ends) else 0, 0
        while at < total:
            numbers = np.arange(at, min(at + PAIRS, total))
            owner = np.searchsorted(ends, numbers, side="right")
            within = numbers - (ends[owner] - counts[owner])
            yield here[owner], self._order[first[owner] + within]
            at += PAIRS
