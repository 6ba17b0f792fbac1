"""Fillings that a bound leaves room for, by several multipliers at once.

The multipliers of the highest bound stand at a corner where many fillings cost nothing;
others, with a bound little lower, tell most of these apart.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.engine.columns.listing import Listing
from solver.engine.columns.offers import Offers
from solver.engine.knapsack.proof import Proof

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
#: Where there are more fillings of a bag the other multipliers are asked, too; so many
#: times as many as are wanted may be listed before that.
MANY, LISTED = 30, 4


class Proofs:
    """The best proof of a tier's bound, and others of the same tier."""

    def __init__(self, offers: Offers, best: Proof, others: Sequence[Floats]) -> None:
        self.offers = offers
        self.best = best
        self._multipliers = others

    @cached_property
    def _others(self) -> list[Proof]:
        """Worked out when they are asked for."""
        proofs = [self.offers.prove(own) for own in self._multipliers]
        return [proof for proof in proofs if proof is not None]

    @cached_property
    def _listings(self) -> list[Listing]:
        costs = self.best.way_costs
        return [Listing(sack, costs) for sack in self.offers.pricing.sacks]

    def room(self, value: int) -> int:
        """How far the best bound lies below a value [1 / scale]."""
        return value * self.best.scale - self.best.bound

    def near(self, bag: int, beyond: int, limit: int) -> Integers | None:
        """A bag's fillings up to so much beyond its cheapest [1 / scale].

        ``None`` if they are more than ``limit``.
        """
        return self._listings[bag].fillings(self.best.bag_costs[bag] + beyond, limit)

    def fillings(self, bag: int, value: int, limit: int) -> Integers | None:
        """A bag's fillings in assignments that cost at most ``value``.

        ``None`` if they are more than ``limit``; there may be some that are in none.
        """
        most = self.best.bag_costs[bag] + self.room(value)
        found = self._listings[bag].fillings(most, LISTED * limit)
        if found is None:
            return None
        for proof in self._others if len(found) > MANY else ():
            # The last one is what is not taken: NOTHING counts from the end.
            costs = np.append(proof.way_costs, 0)[found].sum(axis=1)
            room = value * proof.scale - proof.bound
            found = found[costs <= proof.bag_costs[bag] + room]
        return found if len(found) <= limit else None
