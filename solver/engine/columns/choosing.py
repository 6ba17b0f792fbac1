"""A tier that is bounded, settled by whole fillings.

Where few columns are left, all tiers that follow are settled among them at once.
Otherwise the best value that the bound allows is asked for, and the next one, until it
is reached: with most bags told by columns that takes a moment.
"""

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from solver.engine.abreast import answers
from solver.engine.budget import Allowance, Budget
from solver.engine.columns.asking import Ask, Asking, Stage
from solver.engine.columns.lexicon import Lexicon
from solver.engine.columns.listing import NOTHING
from solver.engine.columns.loads import Loads, find_loads
from solver.engine.columns.offers import Column
from solver.engine.columns.pool import Pool, make_pool
from solver.engine.columns.proofs import Proofs
from solver.engine.columns.targets import Targets
from solver.engine.cpsat import PartOptimum
from solver.engine.draws import TieBreak

Integers = NDArray[np.int64]
#: So many columns are one small model at once, and at most.
FEW_COLUMNS, MOST_COLUMNS = 800, 6_000
#: A value is looked for for so long, so many times as long when asked again, and at
#: most [deterministic units].
REACH_UNITS, MORE_UNITS, MOST_UNITS = 0.05, 2.5, 4.0
#: For so long it is asked on once values above the bound were ruled out, unless what
#: such questions were about went together better, or few values are left of many.
PATIENT_UNITS, NEAR = 0.3, 12
#: With more values between bound and best, where these are walked through, it is only
#: asked where columns tell all bags.
FAR = 32
#: So many answers of the master are looked at where nothing can be proven yet.
FAVOURITES = 4


class Choice:
    """What a stage is chosen from, and what is proven of it.

    ``left`` counts the tiers that columns did not settle, once they were tried.
    """

    def __init__(
        self,
        proofs: Proofs,
        stage: Stage,
        budget: Budget,
        favourites: Sequence[Collection[int]] = (),
    ) -> None:
        self.proofs = proofs
        self.stage = stage
        self.left: int | None = None
        self.unique = False
        self._offers = proofs.offers
        self._unit = proofs.offers.unit
        self._budget = budget
        self._bound = proofs.best.bound
        self._favourites = favourites
        self._units = REACH_UNITS
        self._vain = self._mixes = False
        self._far = stage.climbs and self.gap > FAR * self._unit
        self._asking = Asking(proofs, stage, every=self._far)

    @cached_property
    def _loads(self) -> Loads | None:
        """What follows from single bags, found when it is asked for."""
        return find_loads(self._offers, self.stage.tiers)

    def rule_out(self, bound: int) -> None:
        """Nothing costs less than a bound that is known otherwise."""
        self._bound = max(self._bound, bound * self.proofs.best.scale)

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
        few = FEW_COLUMNS
        targets = Targets(self._unit)
        while not (self._budget.exhausted() or self._all(few, tie_break)):
            if not self.gap and few == MOST_COLUMNS:
                return
            if not self.gap:
                few = MOST_COLUMNS
            elif targets.over:
                return
            elif not self._climbed(targets):
                tired = not self.raised or self._units >= self._most_units
                self._units = min(self._units * MORE_UNITS, MOST_UNITS)
                if tired:
                    return
                targets = Targets(self._unit)

    @property
    def _most_units(self) -> float:
        """How long it is asked on once values above the bound were ruled out."""
        near = self._far and self.gap <= NEAR * self._unit
        return MOST_UNITS if near or self._mixes else PATIENT_UNITS

    def favour(self, allowance: Allowance) -> None:
        """Look for better values among what answers of the master took."""
        self.stage.allowance = allowance
        asked = (
            self._asking.among(taken, self._best)
            for taken in islice(self._favourites, FAVOURITES)
        )
        with answers(asked, self._budget) as told:
            for ask, found in told:
                if found is not None:
                    self._hear(ask, found)

    @property
    def raised(self) -> bool:
        """Whether the bound is known to be higher than by multipliers alone."""
        return self._bound > self.proofs.best.bound

    @property
    def _best(self) -> int:
        """What the best answer costs at least, as far as whole units go."""
        return self.stage.value - self.gap

    def _climbed(self, targets: Targets) -> bool:
        """Ask whether anything costs as little as a target, and for one after another.

        Returns
        -------
        bool
            Whether that brought a better plan or a higher bound.
        """
        before = gap = self.gap
        self._vain = False
        with answers(self._questions(targets), self._budget) as told:
            for ask, found in told:
                if found is not None:
                    self._hear(ask, found)
                self._vain |= ask.target is not None and gap == self.gap
                if not self.gap or (gap > self.gap and self._few(ask)):
                    break
                gap = self.gap
        return self.gap < before

    def _few(self, ask: Ask) -> bool:
        """Whether so few columns are left that all tiers are settled among them."""
        told = ask.mixture is not None and ask.mixture.told
        return told and self._fillings(FEW_COLUMNS) is not None

    def _questions(self, targets: Targets) -> Iterator[Ask]:
        """Targets, until one was in vain; what the master took, as none is refused."""
        favourites = iter(self._favourites)
        while self.gap and not (self._vain or targets.over):
            target = targets.after(self._best, self.stage.value)
            ask = self._asking.reaching(target, self._best, self._units)
            if ask is None:
                self._refuse(target)
            elif self._far and ask.mixture is not None and ask.mixture.told:
                yield ask
                yield self._asking.mixed(ask)
                continue
            elif self._far and self.gap > FAR * self._unit:
                return
            else:
                yield ask
            for taken in favourites:
                # Once a target is refused they are not where the best is.
                if self.raised:
                    break
                yield self._asking.among(taken, self._best)

    def _hear(self, ask: Ask, found: PartOptimum) -> None:
        """Take a better plan, or what is proven."""
        stage, least = self.stage, ask.still + found.bound
        most = ask.allowance.most
        target = stage.value if most is None else ask.still + most
        if least <= target:
            values = ask.values(found)
            if stage.worth(values) < stage.value:
                self._mixes |= ask.target is None and ask.mixture is not None
                stage.values[:] = values
                self._budget.show(stage.values)
        if ask.target is not None and min(stage.value, target + 1) <= least:
            self._refuse(target)

    def _refuse(self, target: int) -> None:
        """Nothing but what is known costs as little as a target."""
        bound = min(self.stage.value, target + self._unit) * self.proofs.best.scale
        self._bound = max(self._bound, bound)

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
