"""A tier that is bounded, settled by whole fillings.

Where few columns are left, all tiers that follow are settled among them at once.
Otherwise the best value that the bound allows is asked for, and the next one, until it
is reached: with most bags told by columns that takes a moment.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.engine.budget import Allowance, Budget
from solver.engine.columns.lexicon import Lexicon
from solver.engine.columns.listing import NOTHING
from solver.engine.columns.loads import Loads, find_loads
from solver.engine.columns.mixture import Ground, Mixture
from solver.engine.columns.offers import Column
from solver.engine.columns.pool import Pool, make_pool
from solver.engine.columns.proofs import Proofs
from solver.engine.cpsat import minimise_part
from solver.engine.draws import TieBreak

Integers = NDArray[np.int64]
#: So many columns are one small model at once, and at most.
FEW_COLUMNS, MOST_COLUMNS = 800, 6_000
#: Bags with at most so many are told by them where a value is looked for; for so long,
#: so many times as long when asked again, and at most [deterministic units].
FEW_OF_BAG, REACH_UNITS, MORE_UNITS, MOST_UNITS = 400, 0.05, 2.5, 4.0
#: For so long it is asked on once values above the bound were ruled out.
PATIENT_UNITS = 0.3
#: So many units of the tier above the bound is what is asked for, one after another, or
#: such a power of a half of the gap, the power one less each time.
COARSER = 12
STEPS = (0, 0, 0, 0, 1, 1, 1, 2, 2, 4, 4, 8, 8, 16, 16, 32, 64)


@dataclass(slots=True)
class Stage:
    """A tier to be settled: costs of it and of all that follow, and the best values."""

    tiers: Sequence[Mapping[int, int]]
    values: list[int]
    allowance: Allowance

    @property
    def value(self) -> int:
        """What the values cost on the tier."""
        return sum(cost * self.values[var] for var, cost in self.tiers[0].items())


class Choice:
    """What a stage is chosen from, and what is proven of it.

    ``left`` counts the tiers that columns did not settle, once they were tried.
    """

    def __init__(self, proofs: Proofs, stage: Stage, budget: Budget) -> None:
        self.proofs = proofs
        self.stage = stage
        self.left: int | None = None
        self.unique = False
        self._offers = proofs.offers
        self._unit = proofs.offers.unit
        self._budget = budget
        self._bound = proofs.best.bound
        self._units, self._asked = REACH_UNITS, 0

    @cached_property
    def _loads(self) -> Loads | None:
        """What follows from single bags, found when it is asked for."""
        return find_loads(self._offers, self.stage.tiers)

    @cached_property
    def _ground(self) -> Ground:
        """What mixtures begin with, found when one is asked for."""
        return Ground(self._offers)

    @property
    def gap(self) -> int:
        """How far the bound lies below the value, in whole units of the tier."""
        stage, unit, scale = self.stage, self._unit, self.proofs.best.scale
        if self.left is not None and self.left < len(stage.tiers):
            return 0
        left = (stage.value * scale - self._bound) // scale
        return max(0, left // unit * unit)

    def settle(self, allowance: Allowance, tie_break: TieBreak | None) -> None:
        """Settle the stage among all columns that a better plan can be made of.

        Where these are many, a plan as good as the bound says is looked for first: it
        is there, or the bound is higher by as much, and so on. Whoever asks again
        gives more time.
        """
        self.stage.allowance = allowance
        few, unit = FEW_COLUMNS, self._unit
        steps = list(enumerate(STEPS))
        while steps:
            if self._budget.exhausted() or self._all(few, tie_break):
                return
            gap = self.gap
            if not gap and few == MOST_COLUMNS:
                return
            if not gap:
                few = MOST_COLUMNS
                continue
            number, least = steps.pop(0)
            step = max(least, gap // unit >> max(1, COARSER - number))
            if self._reached(max(0, gap - step * unit)):
                continue
            tired = not self.raised or self._units >= PATIENT_UNITS
            self._units = min(self._units * MORE_UNITS, MOST_UNITS)
            if tired:
                return
            steps = list(enumerate(STEPS))

    @property
    def raised(self) -> bool:
        """Whether the bound is known to be higher than by multipliers alone."""
        return self._bound > self.proofs.best.bound

    def _reached(self, better: int) -> bool:
        """Decide whether a plan is better by so much; ``False`` if nobody can say."""
        stage, offers = self.stage, self._offers
        most = stage.value - better
        few = [
            self.proofs.fillings(bag, most, FEW_OF_BAG)
            for bag in range(len(offers.blocks))
        ]
        if any(found is not None and not len(found) for found in few):
            self._bound = min(stage.value, most + self._unit) * self.proofs.best.scale
            return True
        mixture = Mixture(self._ground, few)
        costs, values = mixture.costs(stage.tiers[0]), list(stage.values)
        open_ = frozenset(mixture.part.variables)
        still = sum(c * values[v] for v, c in costs.items() if v not in open_)
        allowance = replace(
            stage.allowance.at_most(self._units).asking(
                most - still, stage.value - self.gap - still
            ),
            attempt=self._asked,
        )
        self._asked += 1
        found = minimise_part(
            mixture.face,
            mixture.part,
            costs,
            mixture.extended(values),
            self._budget,
            allowance,
        )
        if found is None:
            return False
        if still + found.bound <= most:
            mixture.put(found.values, stage.values)
            self._budget.show(stage.values)
        decided = min(stage.value, most + 1) <= still + found.bound
        if decided:
            self._bound = min(stage.value, most + self._unit) * self.proofs.best.scale
        return decided

    def _all(self, most: int, tie_break: TieBreak | None) -> bool:
        """All tiers that are left, and which of equally good answers it is.

        ``False`` if there are too many columns.
        """
        listed = self._fillings(most)
        lexicon = None if listed is None else self._lexicon(listed)
        if lexicon is None:
            return False
        stage = self.stage
        lexicon.minimise([lexicon.pool.costs(tier) for tier in stage.tiers])
        self._put(lexicon)
        self.left = len(stage.tiers) - lexicon.proven
        if not self.left and tie_break is not None:
            self.unique = lexicon.alone(tie_break)
            lexicon.pool.put(lexicon.chosen, stage.values)
        return True

    def _put(self, lexicon: Lexicon) -> None:
        """Take what was chosen."""
        lexicon.pool.put(lexicon.chosen, self.stage.values)
        self._budget.show(self.stage.values)

    def _fillings(self, most: int) -> list[Integers] | None:
        """Every bag's fillings of plans as good as the best known, if not too many."""
        found: list[Integers] = []
        count = 0
        for bag in range(len(self._offers.blocks)):
            own = self.proofs.fillings(bag, self.stage.value, most - count)
            if own is None or self._budget.exhausted():
                return None
            count += len(own)
            found.append(own)
        return found

    def _lexicon(self, listed: Sequence[Integers]) -> Lexicon | None:
        """A choice among columns; ``None`` if what is known is no such choice."""
        offers, stage = self._offers, self.stage
        loads = self._loads
        here = [offers.column(b, stage.values) for b in range(len(offers.blocks))]
        columns = [column for column in here if column is not None]
        if loads is None or len(columns) < len(here):
            return None
        own = [_with(rows, col) for rows, col in zip(listed, columns, strict=True)]
        pool = make_pool(offers, own, loads)
        chosen = _chosen(pool, columns)
        if chosen is None:
            return None
        return Lexicon(pool, chosen, (self._budget, stage.allowance))


def _with(listed: Integers, column: Column) -> Integers:
    """Listed fillings, and one more if it is not among them."""
    row = np.full(listed.shape[1], NOTHING, dtype=np.int64)
    row[: len(column[1])] = column[1]
    if (np.sort(listed, axis=1) == np.sort(row)).all(axis=1).any():
        return listed
    return np.concatenate([listed, row[None, :]])


def _chosen(pool: Pool, columns: Sequence[Column]) -> list[int] | None:
    """Where columns are in a pool, ``None`` if one of them is not."""
    found: list[int] = []
    for bag, taken in columns:
        row = np.full(pool.ways.shape[1], NOTHING, dtype=np.int64)
        row[: len(taken)] = taken
        same = (np.sort(pool.ways, axis=1) == np.sort(row)).all(axis=1)
        here = np.flatnonzero(same & (pool.bags == bag))
        if not len(here):
            return None
        found.append(int(here[0]))
    return found
