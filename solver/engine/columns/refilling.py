"""A walk among good values by whole fillings, where bags hold few things.

Some bags are emptied and share out anew what they held, each taking one of the fillings
that cost little: all of these are looked at, and mostly it is proven at once that none
go together better. Costs are higher by chance, as they are for a walk by pairs.
"""

import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import gcd
from typing import ClassVar

from solver.engine.abreast import Answered
from solver.engine.budget import Allowance, Budget
from solver.engine.columns.stock import Stock
from solver.engine.cpsat import PartOptimum, Question
from solver.engine.frozen import Frozen
from solver.engine.knapsack.tried import Tried
from solver.engine.knapsack.walkers import Walker, Walkers
from solver.engine.parts import Part
from solver.linear import Terms, Var

#: What one step may take: deterministic units, and seconds as a net.
UNITS, SECONDS = 0.15, 5.0
#: Bags emptied together at least; one more or less where they had far less or far more
#: fillings in the mean of some steps than so many.
FEWEST, FILLINGS, STEPS = 3, 1_500, 20
LESS, MORE = 0.7, 1.4
#: Bags are drawn by what they cost beyond their cheapest, and by so much more.
EVEN = 0.7
#: Costs are counted in such fractions of their unit while they are higher by chance.
FINER = 8
#: So many units from the best values it goes back to them.
FARTHEST = 3


@dataclass(frozen=True, slots=True)
class Refill(Question):
    """Which fillings some bags take instead of theirs: a variable per filling."""

    # Columns are sharp without them, and short rows soon read.
    cuts: ClassVar[bool] = False
    presolve: ClassVar[bool] = False
    held: Sequence[int]
    fillings: Sequence[Sequence[int]]
    walker: Walker

    def values(self, found: PartOptimum) -> list[int]:
        """What the walker has if it takes the fillings found."""
        values = list(self.walker.values)
        for var in self.held:
            values[var] = 0
        for number, taken in found.values.items():
            for var in self.fillings[number] if taken else ():
                values[var] = 1
        return values


class Refilling:
    """Bags of a part emptied together again and again, at other costs each time.

    As many walk as there are workers, each on its own, all of them near the best.

    Parameters
    ----------
    limits
        What there is, and what the walk may use of it.
    patience
        Steps in vain per bag that end it.
    """

    def __init__(
        self,
        stock: Stock,
        tried: Tried,
        limits: tuple[Budget, Allowance],
        patience: int,
    ) -> None:
        self._stock = stock
        inside = frozenset(tried.part.variables)
        self._owned = {
            bag: owned
            for bag, owned in enumerate(stock.owned)
            if not inside.isdisjoint(owned)
        }
        self._tried = tried
        budget, self._allowance = limits
        self._random = random.Random(budget.limits.seed)  # noqa: S311 - no secret
        self._walkers = Walkers(tried, *limits, patience * len(self._owned))
        self._unit = gcd(*tried.costs.values()) or 1
        self._size = max(FEWEST, len(self._owned) // 2)
        self._steps = self._fillings = 0

    def asked(self) -> Iterator[Refill]:
        """Which bags are emptied next."""
        while len(self._owned) >= FEWEST and not self._walkers.over:
            walker = self._walkers.next()
            walker.asks = True
            yield self._refill(walker)

    def _drawn(self, held: dict[int, list[int]]) -> list[int]:
        """Bags that cost more than they would have to rather than others."""
        rng, keys = self._random, {}
        for bag, taken in held.items():
            keys[bag] = rng.random() ** (1 / (EVEN + self._stock.beyond(bag, taken)))
        return sorted(keys, key=lambda bag: -keys[bag])[: self._size]

    def _refill(self, walker: Walker) -> Refill:
        """Some bags emptied where somebody is."""
        if walker.worth > self._tried.value + FARTHEST * self._unit:
            walker.values, walker.worth = list(self._tried.values), self._tried.value
        values = walker.values
        held = {
            bag: [var for var in owned if values[var]]
            for bag, owned in self._owned.items()
        }
        bags = self._drawn(held)
        free = [var for bag in bags for var in held[bag]]
        fillings: list[tuple[int, ...]] = []
        here: list[int] = []
        rows: list[list[int]] = []
        of_subject: dict[int, list[int]] = defaultdict(list)
        for bag in bags:
            own = self._stock.fitting(bag, free)
            known = tuple(sorted(held[bag]))
            if known not in own:
                own.append(known)
            here.append(len(fillings) + own.index(known))
            rows.append([*range(len(fillings), len(fillings) + len(own))])
            fillings += own
        for number, taken in enumerate(fillings):
            for var in taken:
                of_subject[self._stock.subject(var)].append(number)
        self._widen(len(fillings))
        costs = self._noisy(fillings)
        incumbent = [0] * len(fillings)
        for number in here:
            incumbent[number] = 1
        most = sum(costs[number] for number in here) - 1
        within = self._allowance.within(SECONDS).at_most(UNITS).asking(most)
        one_of = [*rows, *of_subject.values()]
        return Refill(
            _one_of_each(one_of, len(fillings)),
            Part(tuple(range(len(fillings))), tuple(range(len(one_of)))),
            costs,
            incumbent,
            replace(within, attempt=self._random.randrange(1 << 16)),
            free,
            fillings,
            walker,
        )

    def _widen(self, count: int) -> None:
        """Learn from how many fillings there are how many bags to empty."""
        self._steps, self._fillings = self._steps + 1, self._fillings + count
        if self._steps < STEPS:
            return
        mean = self._fillings / self._steps
        if mean < LESS * FILLINGS:
            self._size = min(len(self._owned), self._size + 1)
        elif mean > MORE * FILLINGS:
            self._size = max(FEWEST, self._size - 1)
        self._steps = self._fillings = 0

    def _noisy(self, fillings: Sequence[Sequence[int]]) -> dict[int, int]:
        """Costs of fillings in fractions of a unit, higher by chance."""
        costs, unit, rng = self._tried.costs, self._unit, self._random
        return {
            number: FINER * sum(costs.get(var, 0) for var in taken) // unit
            + rng.randrange(FINER)
            for number, taken in enumerate(fillings)
        }

    def hear(self, answered: Answered[Refill]) -> None:
        """Go where costs are lower."""
        refill, found = answered
        walker, tried = refill.walker, self._tried
        walker.asks = False
        most = refill.allowance.most
        if found is None or (most is not None and found.bound > most):
            return
        values, face = refill.values(found), self._stock.face
        part = tried.part
        if not (
            face.in_bounds(part.variables, values) and face.rows_hold(part.rows, values)
        ):
            return
        walker.values = values
        walker.worth = tried.worth(part.variables, values)
        if walker.worth < tried.value:
            tried.go_to(list(values))
            self._walkers.in_vain = 0


def _one_of_each(rows: Sequence[Sequence[int]], count: int) -> Frozen:
    """Of each row exactly one is taken."""
    terms: list[Terms] = [tuple((Var(v), 1) for v in row) for row in rows]
    ones = [1] * len(rows)
    return Frozen([0] * count, [1] * count, terms, ones, ones)
