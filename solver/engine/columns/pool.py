"""Columns that are all a better plan can be made of, as a small model of their own.

A variable per column, one column of each bag; rows and covers tie them. All tiers that
are left are settled in it, by sums as far as whole numbers reach.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engine.columns.listing import NOTHING
from solver.engine.columns.loads import Loads
from solver.engine.columns.offers import Offers
from solver.engine.columns.sieve import Tie
from solver.engine.face import Face

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Pool:
    """Columns with their bags, what they take, and what follows from them.

    ``ways`` has a row of way numbers per column, ``follows`` a row of values of
    ``followers``; ``offers`` says what the numbers mean.
    """

    offers: Offers
    bags: Integers
    ways: Integers
    followers: tuple[int, ...]
    follows: Integers

    @property
    def size(self) -> int:
        """How many columns there are."""
        return len(self.bags)

    def summed(self, of_ways: Integers) -> Integers:
        """What each column adds up to, given what each way is worth."""
        # The last one is what is not taken: NOTHING counts from the end.
        worth = np.append(of_ways, 0)
        found: Integers = worth[self.ways].sum(axis=1)
        return found

    def costs(self, tier: Mapping[int, int]) -> Integers:
        """What each column costs on a tier."""
        pricing = self.offers.pricing
        by_var = np.zeros(pricing.size + 1, dtype=np.int64)
        for var, cost in tier.items():
            by_var[var] = cost
        found = self.summed(pricing.way_costs(by_var))
        return found + self.follows @ by_var[list(self.followers)]

    def put(self, chosen: Sequence[int], values: list[int]) -> None:
        """Write columns, one of each bag, into a full assignment."""
        offers = self.offers
        for owned in offers.owner:
            values[owned] = 0
        taken = self.ways[list(chosen)]
        for way in taken[taken != NOTHING].tolist():
            for var, value in offers.pricing.ways[way].values:
                values[var] = value
        for at, follower in enumerate(self.followers):
            values[follower] = max(
                offers.face.lowers[follower],
                *(int(self.follows[number, at]) for number in chosen),
            )

    def ties(self) -> list[Tie]:
        """Rows and covers that tie columns of different bags."""
        offers = self.offers
        covers = range(offers.rows, offers.rows + len(offers.covers))
        found = {
            number: np.zeros(len(offers.uses), dtype=np.int64)
            for number in (*offers.tying, *covers)
        }
        for way, uses in enumerate(offers.uses):
            for number, use in uses.items():
                found[number][way] = use
        return [
            Tie(self.summed(of_ways), *offers.sides(number))
            for number, of_ways in found.items()
        ]


def make_pool(offers: Offers, listed: Sequence[Integers], loads: Loads) -> Pool:
    """The fillings of all bags that the bags' own rows admit."""
    width = max(found.shape[1] for found in listed)
    followers = tuple(v for own in loads.variables.values() for v in own)
    ways, bags, follows = [], [], []
    for bag, found in enumerate(listed):
        padded = np.full((len(found), width), NOTHING, dtype=np.int64)
        padded[:, : found.shape[1]] = found
        kept, levels = _levels(offers.face, padded, bag, loads, followers)
        ways.append(padded[kept])
        follows.append(levels[kept])
        bags.append(np.full(int(kept.sum()), bag, dtype=np.int64))
    return Pool(
        offers,
        np.concatenate(bags),
        np.concatenate(ways),
        followers,
        np.concatenate(follows),
    )


def _levels(
    face: Face,
    ways: Integers,
    bag: int,
    loads: Loads,
    followers: Sequence[int],
) -> tuple[NDArray[np.bool_], Integers]:
    """Which fillings the bag's rows admit, and the values of what follows."""
    place = {var: at for at, var in enumerate(followers)}
    levels = np.zeros((len(ways), len(followers)), dtype=np.int64)
    for var in loads.variables.get(bag, ()):
        levels[:, place[var]] = face.lowers[var]
    kept = np.ones(len(ways), dtype=bool)
    for limit in loads.limits.get(bag, ()):
        sums = np.append(limit.ways, 0)[ways].sum(axis=1) + limit.still
        if limit.var is None:
            if limit.lower is not None:
                kept &= sums >= limit.lower
            if limit.upper is not None:
                kept &= sums <= limit.upper
            continue
        level = -(-sums // limit.per)
        at = place[limit.var]
        levels[:, at] = np.maximum(levels[:, at], level)
        kept &= level <= face.uppers[limit.var]
    return kept, levels
