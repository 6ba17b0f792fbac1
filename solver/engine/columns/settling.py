"""Tiers of a model that names its blocks, bounded and settled by columns.

A tier is bounded by the relaxation over columns, with covers. What the bound leaves no
room for is cut off, and ``choosing`` settles what is left.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from solver.engine.abreast import Beside
from solver.engine.budget import Allowance, Budget
from solver.engine.columns.asking import Stage
from solver.engine.columns.choosing import Choice
from solver.engine.columns.generation import Generated, generate
from solver.engine.columns.offers import Cover, Floats, Offers
from solver.engine.columns.posting import row_of
from solver.engine.columns.proofs import Proofs
from solver.engine.columns.refilling import Refilling
from solver.engine.columns.stock import Stock
from solver.engine.draws import TieBreak
from solver.engine.face import Face
from solver.engine.halves.meeting import meet
from solver.engine.knapsack.ascent import ascend
from solver.engine.knapsack.proof import narrow, prices
from solver.engine.knapsack.tried import Tried
from solver.errors import EngineFault
from solver.linear import Block, Row, Terms

#: As near to the master's value as the bound has to come [units of the tier].
NEAR = 0.02
#: Of each answer of the master, what it takes at least so much of is tried first: few
#: ways, which are solved in a moment; then all that it takes [shares].
SHARES = (0.3, 0.0)
#: Fillings that are walked through cost up to so many times as much beyond their bag's
#: cheapest as those taken do in the mean.
BEYOND = 2.4
#: Climbing may take such a share of the time for columns.
CLIMB_SHARE = 0.6
#: Half plans that meet may take such a share of what is left of it then.
MEET_SHARE = 0.8
#: Where steps aim at, of the way from the bound to the value: the best bound lies much
#: nearer to the former.
AIM = 0.3
#: Climbing ends where it brings less in a while [units of the tier].
GROWTH = 0.1


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
        self._choice: Choice | None = None
        self.owned = sorted(
            {int(v) for b in blocks for item in b.items for v in item.variables}
        )

    @property
    def unique(self) -> bool:
        """Whether it is proven that nothing else is as good."""
        return self._choice is not None and self._choice.unique

    @property
    def settled(self) -> bool:
        """Whether all tiers are."""
        return self._choice is not None and self._choice.left == 0

    def proves(self, tiers_left: int) -> bool:
        """Whether the values taken are proven to be best on a tier."""
        left = None if self._choice is None else self._choice.left
        return left is not None and tiers_left > left

    def bound(self, stage: Stage, duals: Mapping[int, float], beside: Beside) -> int:
        """Bound a stage by columns; how far the bound lies below its values.

        Cuts off what the bound leaves no room for. What runs beside it may better the
        stage's values until then.
        """
        face = self._face
        face.prune()
        self._choice = None
        with self._budget.preparing():
            offers = Offers(face, self._blocks, stage.tiers[0])
            offers.add_covers(self._covers)
        found = self._generated(offers, stage, duals, beside)
        if stage.reached and not stage.meets:
            return 0
        proof = offers.prove(found.best.multipliers)
        if proof is None:
            proof = offers.prove(np.zeros(len(found.best.multipliers)))
        if proof is None:
            raise EngineFault("Kosten sind zu groß für einen Beweis in ganzen Zahlen.")
        if stage.reached:
            room = stage.value * proof.scale - proof.bound
            narrow(offers.pricing, proof, room, face)
            return 0
        proofs = Proofs(offers, proof, found.others)
        favourites = [
            _variables(offers, (way for way, share in shares.items() if share > least))
            for least in SHARES
            for shares in found.shares
        ]
        self._choice = choice = Choice(proofs, stage, self._budget, favourites)
        if stage.meets and stage.bound is not None:
            choice.rule_out(stage.bound)
        narrow(offers.pricing, proof, proofs.room(stage.value), face)
        return choice.gap

    def settle(self, allowance: Allowance) -> int:
        """Settle the stage bounded last among columns, if they are few enough.

        Gives back how far the bound lies below its values.
        """
        choice = self._choice
        if choice is None:
            raise EngineFault("Eine Stufe ohne Schranke kann niemand erledigen.")
        choice.settle(allowance, self._tie_break)
        proofs = choice.proofs
        if not self._budget.exhausted():
            room = proofs.room(choice.stage.value)
            narrow(proofs.offers.pricing, proofs.best, room, self._face)
        return choice.gap

    def favour(self, allowance: Allowance) -> None:
        """Look for better values among what answers of the master took."""
        if self._choice is not None:
            self._choice.favour(allowance)

    def prices(self, scale: int) -> dict[int, int]:
        """What each variable alone adds to the bound if it is taken [1 / scale].

        Nothing where no stage is bounded.
        """
        if self._choice is None:
            return {}
        proofs = self._choice.proofs
        return prices(proofs.offers.pricing, proofs.best, scale)

    def refilling(
        self, tried: Tried, allowance: Allowance, patience: int
    ) -> Refilling | None:
        """A walk by whole fillings; ``None`` where no stage is bounded.

        It ends after so many steps in vain per bag.
        """
        choice = self._choice
        if choice is None:
            return None
        proofs = choice.proofs
        beyond = max(0, tried.value - tried.bound) / max(1, len(self._blocks))
        stock = Stock(proofs, BEYOND * beyond)
        return Refilling(stock, tried, (self._budget, allowance), patience)

    def _generated(
        self,
        offers: Offers,
        stage: Stage,
        duals: Mapping[int, float],
        beside: Beside,
    ) -> Generated:
        start = np.zeros(offers.rows + len(offers.covers))
        rows = offers.pricing.split.rows
        for number in offers.tying:
            start[number] = duals.get(rows[number], 0.0)
        columns = [offers.column(b, stage.values) for b in range(len(self._blocks))]
        columns += [offers.again(bag, ways) for bag, ways in self._known]
        unit = offers.unit

        def go_on(bound: float) -> bool:
            beside.look()
            if self._budget.exhausted() or stage.allowance.seconds <= 0.0:
                return False
            return not stage.reached and bound <= stage.value - unit + NEAR * unit / 2

        if stage.climbs:
            self._climb(offers, start, stage, go_on)
            self._meet(offers, start, stage, go_on)
        found = generate(
            offers, start, [c for c in columns if c is not None], NEAR * unit, go_on
        )
        if stage.meets and not stage.climbs:
            self._meet(offers, found.best.multipliers, stage, go_on)
        beside.finish(needed=found.best.bound <= stage.value - unit)
        self._post(offers, found.covers)
        self._known = {
            (column[0], offers.ways_of(column)): None for column in found.columns
        }
        return found

    def _climb(
        self,
        offers: Offers,
        start: Floats,
        stage: Stage,
        go_on: Callable[[float], bool],
    ) -> None:
        """Better multipliers of rows to begin columns with.

        Where bags are long, columns around a plan say little for long.
        """
        ends = stage.allowance.within(CLIMB_SHARE * stage.allowance.seconds)

        def climbs_on(bound: float) -> bool:
            return ends.seconds > 0.0 and go_on(bound)

        own = start[: offers.rows]
        known = offers.rate(start).bound
        aim = known + AIM * (stage.value - known)
        growth = GROWTH * offers.unit
        own[:] = ascend(offers.pricing, own, aim, climbs_on, growth).multipliers

    def _meet(
        self,
        offers: Offers,
        start: Floats,
        stage: Stage,
        go_on: Callable[[float], bool],
    ) -> None:
        """Values above the bound found or refused, where few bags share everything."""
        proof = offers.prove(start)
        if proof is None:
            return
        bound = proof.bound / proof.scale
        meet(offers, proof, stage, MEET_SHARE, lambda: go_on(bound))

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


def _variables(offers: Offers, ways: Iterable[int]) -> frozenset[int]:
    """Variables that ways give a value."""
    pricing = offers.pricing
    return frozenset(var for way in ways for var, _ in pricing.ways[way].values)
