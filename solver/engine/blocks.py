"""One tier of a model that names its blocks: values, then bounds, then the rest.

Better values are searched for first, in the ways that suit the blocks. Columns bound
the tier and settle it, often with all that follow. What they leave open is searched
through again.
"""

from collections.abc import Mapping, Sequence

from solver.engine.blockshape import BlockShape
from solver.engine.blocktier import BlockTier
from solver.engine.budget import Allowance, Budget
from solver.engine.certificate import certify, lower_bound, tighten
from solver.engine.columns.asking import Stage
from solver.engine.columns.settling import Columns
from solver.engine.draws import TieBreak
from solver.engine.ground import Ground
from solver.engine.knapsack.tried import Tried
from solver.engine.parts import Part, independent_parts
from solver.engine.searches import Search, Searches
from solver.linear import Row, Terms, Var

#: A large tier far from its bound may take such a share of what columns leave.
FAR_LEFT = 0.7


class Blocks:
    """Tiers of one face whose model names its blocks."""

    def __init__(
        self,
        ground: Ground,
        budget: Budget,
        tie_break: TieBreak | None,
    ) -> None:
        self._face = face = ground.face
        self._budget = budget
        self.columns = Columns(face, ground.model.blocks, budget, tie_break)
        self._shape = BlockShape(ground.model.blocks)
        self._ways = Searches(ground, self._shape, self.columns, budget)

    def minimise(self, tier: BlockTier) -> int:
        """Leave the best values found; gives back how far the bound lies below.

        The face keeps what is as good on this tier.
        """
        allowance = self._budget.allowance(len(tier.tiers))
        slack = self._rounded(tier)
        if not slack:
            return 0
        bound = self._bounded(tier, tier.value - slack, allowance)
        if self._shape.large and self._shape.far(tier, bound):
            # Nothing below it counts as much.
            allowance = self._budget.allowance(len(tier.tiers), FAR_LEFT)
        searches = self._ways.after(tier, bound)
        for search in searches:
            if tier.value <= bound or self._budget.too_late_to_ask():
                break
            if search is not searches[0] or not self._shape.far(tier, bound):
                slack = self.columns.settle(allowance)
                bound = max(bound, tier.value - slack)
            elif not self._shape.plain:
                self.columns.favour(allowance)
            if tier.value <= bound or self._budget.exhausted():
                break
            bound = max(bound, self._improved(tier, bound, search, allowance))
        self._keep(tier.costs, tier.values)
        return tier.value - bound

    def _bounded(self, tier: BlockTier, bound: int, allowance: Allowance) -> int:
        """The bound by columns, after better values.

        Columns of bad values lead nowhere for long. Where there is much, blocks are
        opened as well, and columns may only take a share of the time.
        """
        for search in self._ways.before(tier):
            bound = max(bound, self._improved(tier, bound, search, allowance))
            if tier.value <= bound or self._budget.exhausted():
                return bound
        if self._budget.too_late_to_ask():
            return bound
        share = self._shape.bound_share(tier, bound)
        ends = allowance.within(share * allowance.seconds)
        meets = self._shape.plain and not tier.drawn
        climbs = self._shape.walks(tier)
        stage = Stage(tier.tiers, tier.values, ends, bound, climbs, meets)
        known = len(self._face.terms)
        parts = [tried for tried in self._open(tier, bound) if not tried.proven]

        def take(tried: Tried) -> None:
            self._take(tier, tried)

        with self._ways.beside(tier, parts, ends, take) as beside:
            slack = self.columns.bound(stage, tier.duals, beside)
        # Covers that were found hold from now on.
        tier.rows = (*tier.rows, *range(known, len(self._face.terms)))
        return max(bound, tier.value - slack)

    def keep(
        self, costs: Mapping[int, int], values: Sequence[int], tiers_below: int
    ) -> bool:
        """Whether a tier is settled already; the face keeps it then."""
        if not self.columns.proves(1 + tiers_below):
            return False
        if not self.columns.settled:
            self._keep(costs, values)
        return True

    def _keep(self, costs: Mapping[int, int], values: Sequence[int]) -> None:
        """Keep what is reached by a row over all that is left open."""
        terms: Terms = tuple((Var(v), c) for v, c in costs.items())
        if any(self._face.free(var) for var, _ in terms):
            value = sum(cost * values[var] for var, cost in terms)
            self._face.add(Row(terms, None, value, "Stufe bleibt erreicht"))

    def _rounded(self, tier: BlockTier) -> int:
        """Take what the relaxation says; how far its bound lies below the values.

        If nothing is left open the face keeps what is as good.
        """
        slack = 0
        parts = self._tried(tier)
        for tried in parts:
            if not tried.proven:
                self._take_rounded(tier, tried)
            slack += max(0, tried.value - tried.bound)
        for tried in parts if not slack else ():
            value = tried.value
            tighten(self._face, tried.part, tier.costs, tried.proof, value=value)
        return slack

    def _take_rounded(self, tier: BlockTier, tried: Tried) -> None:
        """Take what the relaxation says in whole numbers, if that holds."""
        if tier.relaxed is None:
            return
        part = tried.part
        rounded = {var: round(tier.relaxed.values[var]) for var in part.variables}
        before = list(tried.values)
        if tried.take(rounded) and not (
            self._face.in_bounds(part.variables, tried.values)
            and self._face.rows_hold(part.rows, tried.values)
        ):
            tried.go_to(before)
        self._take(tier, tried)

    def _improved(
        self, tier: BlockTier, bound: int, search: Search, allowance: Allowance
    ) -> int:
        """Search what is open part by part; the bound reached."""
        slack = 0
        for tried in self._open(tier, bound):
            if not tried.proven and not self._budget.exhausted():
                search(tried, allowance)
                self._take(tier, tried)
            slack += max(0, tried.value - tried.bound)
        return tier.value - slack

    def _tried(self, tier: BlockTier) -> list[Tried]:
        """The parts with what the relaxation proves of them, small ones first."""
        face = self._face
        parts = independent_parts(face, tier.rows, tier.idle)
        proof = certify(face, parts, tier.costs, tier.duals)
        return [
            Tried(
                part,
                tier.costs,
                proof,
                list(tier.values),
                lower_bound(face, part, tier.costs, proof),
            )
            for part in sorted(parts, key=lambda part: len(part.variables))
        ]

    def _open(self, tier: BlockTier, bound: int) -> list[Tried]:
        """The parts, of each what follows from the tier's bound."""
        found = self._tried(tier)
        for tried in found:
            # All of the gap may lie in this part.
            tried.bound = max(tried.bound, tried.value - (tier.value - bound))
        return found

    def _take(self, tier: BlockTier, tried: Tried) -> None:
        """Take a part's values over."""
        part: Part = tried.part
        before = [tier.values[var] for var in part.variables]
        for var in part.variables:
            tier.values[var] = tried.values[var]
        if self._face.rows_hold(part.rows, tier.values):
            self._budget.show(tier.values)
            return
        for var, value in zip(part.variables, before, strict=True):
            tier.values[var] = value
