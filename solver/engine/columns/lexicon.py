"""All tiers of a pool: sums of as many tiers as whole numbers hold, then rows.

A pool is small enough that one run settles several tiers at once. What is reached is
kept by rows, and ranks choose until only one choice of columns is left. Each time it is
asked what else is as good as the choice known: where nothing is, all that follows is
settled, too.
"""

from collections.abc import Sequence
from math import gcd

import numpy as np
from numpy.typing import NDArray

from solver.engine.budget import Allowance, Budget
from solver.engine.columns.pool import Pool
from solver.engine.columns.sieve import Tie, sift
from solver.engine.cpsat import minimise_part
from solver.engine.draws import MOST_DRAWS, TieBreak
from solver.engine.frozen import Frozen
from solver.engine.parts import Part
from solver.linear import Terms, Var

Integers = NDArray[np.int64]
#: With more columns than these the choice known is looked at, too, at first.
MANY = 1_200
#: Sums of tiers stay below this: engines tell their bounds in floating point.
LARGEST_SUM = 1 << 46


class Lexicon:
    """A pool's model, the best choice known and the tiers that it is proven on.

    ``only`` says it is proven that no other choice is as good.
    """

    def __init__(
        self, pool: Pool, chosen: Sequence[int], limits: tuple[Budget, Allowance]
    ) -> None:
        self.chosen = list(chosen)
        self.proven = 0
        self.only = False
        self.pool = pool
        self._budget, self._allowance = limits
        self._ties = pool.ties()
        self._open = np.arange(pool.size)

    def minimise(self, tiers: Sequence[Integers]) -> None:
        """Settle tiers in order, given what each column costs on them."""
        while self.proven < len(tiers) and not self._budget.exhausted():
            end = self._end(tiers)
            costs = self._summed(tiers[self.proven : end])
            if not self._settle(costs):
                return
            if self.only:
                end = len(tiers)
            for tier in tiers[self.proven : end]:
                self._keep(tier)
            self.proven = end

    def alone(self, tie_break: TieBreak) -> bool:
        """Draw ranks until one choice is left; whether that is proven."""
        if self.only:
            return True
        for draw in range(1, MOST_DRAWS + 1):
            own = np.zeros(self.pool.size, dtype=np.int64)
            own[self.chosen] = 1
            before, open_ = list(self.chosen), self._open
            proven = self._settle(own, also=True)
            if self.chosen == before:
                return proven
            # What is like the one known was left out only of this question.
            self.chosen, self._open = before, open_
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
        """The least an open column of each bag costs."""
        bags = self.pool.bags
        found = np.full(int(bags.max()) + 1, np.iinfo(np.int64).max)
        np.minimum.at(found, bags[self._open], tier[self._open])
        return found

    def _units(self, tier: Integers) -> Integers:
        """Costs above the least of the bag, in units of their common divisor.

        Those of columns that are out are none.
        """
        above = np.zeros_like(tier)
        open_ = self._open
        above[open_] = tier[open_] - self._least(tier)[self.pool.bags[open_]]
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
        self._ties.append(Tie(units, None, reached))

    def _settle(self, costs: Integers, *, also: bool = False) -> bool:
        """Take the best choice for these costs; whether it is proven to be.

        What is asked is which other choice costs as little, unless the one known is
        looked at ``also``.
        """
        if self._budget.exhausted():
            return False
        units = self._units(costs)
        self._sift(units)
        open_ = self._open
        known = np.isin(open_, self.chosen).astype(int)
        value = int(units[self.chosen].sum())
        # Among many the one known is rarely the best, and a good start for the search.
        also = also or (not self.proven and len(open_) > MANY)
        other = [] if also else [Tie(known, None, int(known.sum()) - 1)]
        face, rows = self._face(other)
        part = Part(tuple(range(len(open_))), tuple(range(rows)))
        goal = {at: cost for at, cost in enumerate(units[open_].tolist()) if cost}
        allowance = self._allowance if also else self._allowance.asking(value)
        found = minimise_part(face, part, goal, known.tolist(), self._budget, allowance)
        if found is None:
            return False
        self.only = not also and found.bound > value
        chosen = open_[[at for at, taken in found.values.items() if taken]]
        least = int(units[chosen].sum())
        if least < value:
            self.chosen = chosen.tolist()
            self._sift(units)
        return min(least, value) <= found.bound

    def _sift(self, units: Integers) -> None:
        """Leave out what no choice as good as the one known can hold."""
        open_ = self._open
        ties = [tie.among(open_) for tie in self._ties]
        value = int(units[self.chosen].sum())
        self._open = open_[sift(units[open_], self.pool.bags[open_], ties, value)]

    def _face(self, more: Sequence[Tie]) -> tuple[Frozen, int]:
        """One open column of each bag, tied by rows; how many rows these are."""
        open_ = self._open
        bags = self.pool.bags[open_]
        one = [Tie((bags == bag).astype(int), 1, 1) for bag in np.unique(bags)]
        rows = [*one, *(tie.among(open_) for tie in self._ties), *more]
        face = Frozen(
            [0] * len(open_),
            [1] * len(open_),
            [_terms(row.factors) for row in rows],
            [row.lower for row in rows],
            [row.upper for row in rows],
        )
        return face, len(rows)


def _terms(factors: Integers) -> Terms:
    used = np.flatnonzero(factors)
    pairs = zip(used.tolist(), factors[used].tolist(), strict=True)
    return tuple((Var(var), factor) for var, factor in pairs)
