"""All tiers of a pool: sums of as many tiers as whole numbers hold, then rows.

A pool is small enough that one run settles several tiers at once. What is reached is
kept by rows, and ranks choose until only one choice of columns is left.
"""

from collections.abc import Sequence
from math import gcd

import numpy as np
from numpy.typing import NDArray

from solver.engine.budget import Allowance, Budget
from solver.engine.columns.pool import Pool, terms_of
from solver.engine.cpsat import minimise_part
from solver.engine.draws import MOST_DRAWS, TieBreak
from solver.engine.face import Face
from solver.engine.parts import whole
from solver.linear import Row

Integers = NDArray[np.int64]
#: Sums of tiers stay below this: engines tell their bounds in floating point.
LARGEST_SUM = 1 << 46


class Lexicon:
    """A pool's model, the best choice known and the tiers that it is proven on."""

    def __init__(
        self, pool: Pool, chosen: Sequence[int], limits: tuple[Budget, Allowance]
    ) -> None:
        self.chosen = list(chosen)
        self.proven = 0
        self.pool = pool
        self._budget, self._allowance = limits
        self._model = pool.model()

    def minimise(self, tiers: Sequence[Integers]) -> None:
        """Settle tiers in order, given what each column costs on them."""
        while self.proven < len(tiers) and not self._budget.exhausted():
            end = self._end(tiers)
            costs = self._summed(tiers[self.proven : end])
            if not self._settle(costs):
                return
            for tier in tiers[self.proven : end]:
                self._keep(tier)
            self.proven = end

    def alone(self, tie_break: TieBreak) -> bool:
        """Draw ranks until one choice is left; whether that is proven."""
        for draw in range(1, MOST_DRAWS + 1):
            own = np.zeros(self.pool.size, dtype=np.int64)
            own[self.chosen] = 1
            before = list(self.chosen)
            proven = self._settle(own)
            if self.chosen == before:
                return proven
            self.chosen = before
            ranks = self.pool.costs(
                {v: rank for v, rank in tie_break.ranks(draw).items() if rank}
            )
            if not self._settle(ranks):
                return False
            self._keep(ranks)
        return False

    def _end(self, tiers: Sequence[Integers]) -> int:
        """As many tiers as one sum has room for, at least one."""
        end, size = self.proven, 1
        while end < len(tiers):
            size *= 1 + self._width(tiers[end])
            if size > LARGEST_SUM and end > self.proven:
                break
            end += 1
        return end

    def _least(self, tier: Integers) -> Integers:
        """The least a column of each bag costs."""
        bags = self.pool.bags
        found = np.full(int(bags.max()) + 1, np.iinfo(np.int64).max)
        np.minimum.at(found, bags, tier)
        return found

    def _units(self, tier: Integers) -> Integers:
        """Costs above the least of the bag, in units of their common divisor."""
        above = tier - self._least(tier)[self.pool.bags]
        return above // (gcd(*np.unique(above).tolist()) or 1)

    def _width(self, tier: Integers) -> int:
        """How far a tier may go, counted in its units."""
        units = self._units(tier)
        most = np.zeros(int(self.pool.bags.max()) + 1, dtype=np.int64)
        np.maximum.at(most, self.pool.bags, units)
        return int(most.sum())

    def _summed(self, tiers: Sequence[Integers]) -> Integers:
        total = np.zeros(self.pool.size, dtype=np.int64)
        for tier in tiers:
            total = total * (1 + self._width(tier)) + self._units(tier)
        return total

    def _keep(self, tier: Integers) -> None:
        """A row that holds what is reached on a tier."""
        units = self._units(tier)
        reached = int(units[self.chosen].sum())
        self._model.rows.append(Row(terms_of(units), None, reached, "bleibt"))

    def _settle(self, costs: Integers) -> bool:
        """Take the best choice for these costs; whether it is proven to be."""
        if self._budget.exhausted():
            return False
        face = Face(self._model)
        face.prune()
        part = whole(face, tuple(face.live), frozenset())
        values = [0] * self.pool.size
        for number in self.chosen:
            values[number] = 1
        used = np.flatnonzero(costs)
        goal = dict(zip(used.tolist(), costs[used].tolist(), strict=True))
        found = minimise_part(face, part, goal, values, self._budget, self._allowance)
        if found is None:
            return False
        chosen = [number for number, value in found.values.items() if value]
        chosen += [n for n in self.chosen if not face.free(n) and face.lowers[n]]
        value = int(costs[chosen].sum())
        if value < int(costs[self.chosen].sum()):
            self.chosen = sorted(chosen)
        return value <= found.bound
