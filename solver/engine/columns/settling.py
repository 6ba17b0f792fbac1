"""Tiers of a model that names its blocks, bounded and settled by columns.

A tier is bounded by the relaxation over columns, with covers. What the bound leaves no
room for is cut off. Where few columns are left, all tiers that follow are settled among
them at once; otherwise those that were found are tried together.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import gcd

import numpy as np
from numpy.typing import NDArray

from solver.engine.budget import Allowance, Budget
from solver.engine.columns.generation import Generated, generate
from solver.engine.columns.lexicon import Lexicon
from solver.engine.columns.listing import NOTHING, fillings
from solver.engine.columns.loads import Loads, find_loads
from solver.engine.columns.offers import Column, Cover, Offers
from solver.engine.columns.mixture import mix
from solver.engine.columns.pool import Pool, make_pool
from solver.engine.columns.posting import row_of
from solver.engine.cpsat import minimise_part
from solver.engine.draws import TieBreak
from solver.engine.face import Face
from solver.engine.knapsack.proof import Proof, narrow
from solver.errors import EngineFault
from solver.linear import Block, Row, Terms

Integers = NDArray[np.int64]
#: As near to the master's value as the bound has to come [units of the tier].
NEAR = 0.02
#: So many columns are one small model at once, and at most.
FEW_COLUMNS, MOST_COLUMNS = 800, 6_000
#: Bags with at most so many are told by them where a value is looked for, for so long
#: [deterministic units].
FEW_OF_BAG, REACH_UNITS = 400, 0.5
#: Where the gap leaves too many columns the first values above the bound are asked for,
#: by and by so many units of the tier above it or such a share of the gap.
SHARES = ((0, 0.0), (1, 0.03), (2, 0.1), (4, 0.3), (8, 0.7))


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


class Columns:
    """Columns and covers of one face, from tier to tier."""

    def __init__(
        self,
        face: Face,
        blocks: Sequence[Block],
        budget: Budget,
        tie_break: TieBreak | None,
    ) -> None:
        self._face = face
        self._blocks = blocks
        self._budget = budget
        self._tie_break = tie_break
        self._known: dict[tuple[int, frozenset[Terms]], None] = {}
        self._covers: dict[Cover, None] = {}
        self._posted: set[Cover] = set()
        self._left: int | None = None
        self._bound = 0
        self._choice: _Choice | None = None
        self.favourites: tuple[frozenset[int], ...] = ()
        self.unique = False

    @property
    def settled(self) -> bool:
        """Whether all tiers are."""
        return self._left == 0

    def proves(self, tiers_left: int) -> bool:
        """Whether the values taken are proven to be best on a tier."""
        return self._left is not None and tiers_left > self._left

    def bound(self, stage: Stage, duals: Mapping[int, float]) -> int:
        """Bound a stage by columns; how far the bound lies below its values.

        Cuts off what the bound leaves no room for.
        """
        face = self._face
        face.prune()
        self._choice = None
        offers = Offers(face, self._blocks, stage.tiers[0])
        offers.add_covers(self._covers)
        loose = offers.pricing.costs[offers.pricing.loose]
        unit = gcd(*np.unique(np.append(offers.base, loose)).tolist()) or 1
        found = self._generated(offers, stage, duals, unit)
        proof = offers.prove(found.best.multipliers)
        if proof is None:
            proof = offers.prove(np.zeros(len(found.best.multipliers)))
        if proof is None:
            raise EngineFault("Kosten sind zu groß für einen Beweis in ganzen Zahlen.")
        self._choice = _Choice(offers, proof, stage, unit)
        self._bound = proof.bound
        narrow(offers.pricing, proof, _room(proof, stage), face)
        return self._gap(self._choice)

    def settle(self, allowance: Allowance) -> int:
        """Settle the stage bounded last among columns, if they are few enough.

        Gives back how far the bound lies below its values.
        """
        choice = self._choice
        if choice is None:
            raise EngineFault("Eine Stufe ohne Schranke kann niemand erledigen.")
        choice.stage.allowance = allowance
        self._listed(choice)
        narrow(choice.offers.pricing, choice.proof, choice.room(), self._face)
        return self._gap(choice)

    def _generated(
        self,
        offers: Offers,
        stage: Stage,
        duals: Mapping[int, float],
        unit: int,
    ) -> Generated:
        start = np.zeros(offers.rows + len(offers.covers))
        rows = offers.pricing.split.rows
        for number in offers.tying:
            start[number] = duals.get(rows[number], 0.0)
        columns = [offers.column(b, stage.values) for b in range(len(self._blocks))]
        columns += [offers.again(bag, ways) for bag, ways in self._known]
        value = stage.value

        def go_on(bound: float) -> bool:
            if self._budget.exhausted() or stage.allowance.seconds <= 0.0:
                return False
            return bound <= value - unit + NEAR * unit / 2

        found = generate(
            offers, start, [c for c in columns if c is not None], NEAR * unit, go_on
        )
        taken = {way for way, share in found.shares.items() if share > 0}
        used = taken.union(*(column[1] for column in found.columns))
        self.favourites = (_variables(offers, taken), _variables(offers, used))
        self._post(offers, found.covers)
        self._known = {
            (column[0], offers.ways_of(column)): None for column in found.columns
        }
        return found

    def _post(self, offers: Offers, covers: Sequence[Cover]) -> None:
        """Give covers to the face; what its rows cannot say is kept for columns."""
        for cover in covers:
            if cover in self._posted:
                continue
            self._posted.add(cover)
            terms, whole = row_of(offers, cover)
            if terms:
                self._face.add(Row(terms, None, cover.most, "nicht alle zusammen"))
            if not whole:
                self._covers[cover] = None

    def _gap(self, choice: "_Choice") -> int:
        """How far the bound lies below the value, in whole units of the tier."""
        stage, unit = choice.stage, choice.unit
        if self.proves(len(stage.tiers)):
            return 0
        scale = choice.proof.scale
        left = (stage.value * scale - self._bound) // scale
        return max(0, left // unit * unit)

    def _listed(self, choice: "_Choice") -> None:
        """Settle the stage among all columns that a better plan can be made of.

        Where these are many, a plan as good as the bound says is looked for first: it
        is there, or the bound is higher by as much, and so on.
        """
        if self._all(choice, FEW_COLUMNS):
            return
        for better in self._targets(choice):
            if self._budget.exhausted():
                return
            gap = self._gap(choice)
            if not gap:
                self._all(choice, MOST_COLUMNS)
                return
            if not self._reached(choice, min(better, gap)):
                return
            if self._all(choice, FEW_COLUMNS):
                return

    def _targets(self, choice: "_Choice") -> list[int]:
        """By how much better plans are looked for: first the best the bound allows."""
        gap, unit = self._gap(choice), choice.unit
        less = (max(count, round(share * gap / unit)) for count, share in SHARES)
        return [*(max(0, gap - unit * count) for count in less), 0]

    def _reached(self, choice: "_Choice", better: int) -> bool:
        """Decide whether a plan is better by so much; ``False`` if nobody can say."""
        stage, face, offers = choice.stage, self._face, choice.offers
        most = stage.value - better
        mixture = mix(face, offers, self._few(choice, choice.room(better)))
        costs = stage.tiers[0]
        variables = mixture.part.variables
        values = mixture.extended(stage.values)
        still = stage.value - sum(costs.get(var, 0) * values[var] for var in variables)
        allowance = stage.allowance.at_most(REACH_UNITS)
        found = minimise_part(
            mixture.face,
            mixture.part,
            costs,
            values,
            self._budget,
            replace(allowance, most=most - still),
        )
        if found is None:
            return False
        for var in variables:
            if var < len(stage.values):
                stage.values[var] = found.values[var]
        self._budget.show(stage.values)
        decided = stage.value <= found.bound + still or most < found.bound + still
        if decided:
            self._bound = min(stage.value, most + choice.unit) * choice.proof.scale
        return decided

    def _few(self, choice: "_Choice", room: int) -> list[Integers | None]:
        """The fillings of bags that have only few that ``room`` is left for."""
        sacks, proof = choice.offers.pricing.sacks, choice.proof
        return [
            fillings(sack, proof.way_costs, cost + room, FEW_OF_BAG)
            for sack, cost in zip(sacks, proof.bag_costs, strict=True)
        ]

    def _all(self, choice: "_Choice", most: int) -> bool:
        """All tiers that are left, and which of equally good answers it is.

        ``False`` if there are too many columns.
        """
        listed = self._fillings(choice.offers, choice.proof, choice.room(), most)
        if listed is None:
            return False
        stage = choice.stage
        lexicon = self._lexicon(choice, listed)
        if lexicon is None:
            return True
        lexicon.minimise([lexicon.pool.costs(tier) for tier in stage.tiers])
        self._put(choice, lexicon)
        self._left = len(stage.tiers) - lexicon.proven
        if not self._left and self._tie_break is not None:
            self.unique = lexicon.alone(self._tie_break)
            lexicon.pool.put(lexicon.chosen, stage.values)
        return True

    def _put(self, choice: "_Choice", lexicon: Lexicon) -> None:
        """Take what was chosen."""
        lexicon.pool.put(lexicon.chosen, choice.stage.values)
        self._budget.show(choice.stage.values)

    def _fillings(
        self, offers: Offers, proof: Proof, room: int, most: int
    ) -> list[Integers] | None:
        """Every bag's fillings that ``room`` is left for, unless they are too many."""
        found: list[Integers] = []
        count = 0
        for sack, cost in zip(offers.pricing.sacks, proof.bag_costs, strict=True):
            own = fillings(sack, proof.way_costs, cost + room, most - count)
            if own is None or self._budget.exhausted():
                return None
            count += len(own)
            found.append(own)
        return found

    def _lexicon(self, choice: "_Choice", listed: Sequence[Integers]) -> Lexicon | None:
        """A choice among columns; ``None`` if what is known is no such choice."""
        offers, stage = choice.offers, choice.stage
        loads = choice.loads
        here = [offers.column(b, stage.values) for b in range(len(self._blocks))]
        columns = [column for column in here if column is not None]
        if loads is None or len(columns) < len(here):
            return None
        own = [_with(rows, col) for rows, col in zip(listed, columns, strict=True)]
        pool = make_pool(offers, own, loads)
        chosen = _chosen(pool, columns)
        if chosen is None:
            return None
        return Lexicon(pool, chosen, (self._budget, stage.allowance))


def _variables(offers: Offers, ways: Iterable[int]) -> frozenset[int]:
    """Variables that ways give a value."""
    pricing = offers.pricing
    return frozenset(var for way in ways for var, _ in pricing.ways[way].values)


class _Choice:
    """What a stage is chosen from, and what is proven of it."""

    def __init__(self, offers: Offers, proof: Proof, stage: Stage, unit: int) -> None:
        self.offers = offers
        self.proof = proof
        self.stage = stage
        self.unit = unit

    @cached_property
    def loads(self) -> Loads | None:
        """What follows from single bags, found when it is asked for."""
        return find_loads(self.offers, self.stage.tiers)

    def room(self, better: int = 0) -> int:
        """How far the bound lies below better values than those known [1 / scale]."""
        return _room(self.proof, self.stage) - better * self.proof.scale


def _room(proof: Proof, stage: Stage) -> int:
    """How far the bound lies below the values [1 / scale]."""
    return stage.value * proof.scale - proof.bound


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
