"""One tier of a model that names its blocks: values, then bounds, then the rest.

What the relaxation takes has good values, and opening a few blocks at a time finds
better ones. Columns bound the tier and settle it, often with all that follow. What they
leave open goes to CP-SAT if it is small, and otherwise to more blocks opened together.
Where a subject goes to one of several blocks as it is, good values are walked through.
"""

import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from math import gcd

from solver.engine.abreast import Beside
from solver.engine.budget import Allowance, Budget
from solver.engine.certificate import SCALE, certify, lower_bound, tighten
from solver.engine.columns.asking import Stage
from solver.engine.columns.settling import Columns
from solver.engine.cpsat import minimise_part
from solver.engine.draws import TieBreak
from solver.engine.ground import Ground
from solver.engine.knapsack.aid import Knapsacks
from solver.engine.knapsack.tried import Tried
from solver.engine.knapsack.walk import Guide
from solver.engine.parts import Part, independent_parts
from solver.engine.relaxation import NOTHING, RelaxedOptimum
from solver.linear import Row, Terms, Var

#: What columns leave open of up to so many variables goes to CP-SAT [variables].
SMALL = 8_000
#: For so long at first, before more blocks are opened [deterministic units].
EARLY_UNITS = 2.5
#: With more variables, or more subjects per block, more is searched through before
#: columns bound a tier, and these may take such a share of its allowance.
LARGE, LONG, BOUND_SHARE = 1_800, 12, 0.6
#: So many answers of the relaxation are looked at; their costs are higher by up to such
#: a share of the mean, counted in fractions of a unit.
LIKED, NOISE, FINER = 5, 0.1, 1_000
#: Each is solved for so long, or at a glance where columns are found beside it
#: [deterministic units].
LIKED_UNITS, GLANCE_UNITS = 0.8, 0.1
#: Share of a tier's allowance that the search takes before CP-SAT.
SEARCH_SHARE = 0.75
#: The same of a walk, at first and later; steps in vain per block that end it.
STROLL_SHARE, WALK_SHARE = 0.05, 0.9
HURRIED, PATIENT = 10, 150
#: Where more values lie between bound and best, a walk comes before these are asked
#: for one by one: columns only show what is likely at first and take such a share.
FAR, FAR_SHARE = 32, 0.2
#: A large tier far from its bound may take such a share of what columns leave.
FAR_LEFT = 0.7
#: Makes a part's values or its bound better, within an allowance.
_Search = Callable[[Tried, Allowance], None]


@dataclass(slots=True)
class BlockTier:
    """A tier: its costs and those that follow, rows, multipliers, best values.

    ``drawn`` says that the costs are ranks by chance, for one of what is as good.
    """

    tiers: Sequence[Mapping[int, int]]
    rows: Sequence[int]
    idle: frozenset[int]
    relaxed: RelaxedOptimum | None
    duals: Mapping[int, float]
    values: list[int]
    drawn: bool = False

    @property
    def costs(self) -> Mapping[int, int]:
        """What the tier costs."""
        return self.tiers[0]

    @property
    def value(self) -> int:
        """What the values cost."""
        return sum(cost * self.values[var] for var, cost in self.costs.items())


class Blocks:
    """Tiers of one face whose model names its blocks."""

    def __init__(
        self,
        ground: Ground,
        budget: Budget,
        tie_break: TieBreak | None,
    ) -> None:
        self._ground = ground
        self._face = face = ground.face
        blocks = ground.model.blocks
        self._budget = budget
        self._random = random.Random(budget.limits.seed)  # noqa: S311 - no secret
        self._knapsacks = Knapsacks(face, blocks, budget)
        self.columns = Columns(face, blocks, budget, tie_break)
        subjects = {item.subject for block in blocks for item in block.items}
        size = sum(len(item.variables) for block in blocks for item in block.items)
        self._large = size > LARGE
        self._long = len(subjects) > LONG * len(blocks)
        self._plain = all(
            item.ways == (((item.variables[0], 1),),)
            for block in blocks
            for item in block.items
        )

    def minimise(self, tier: BlockTier) -> int:
        """Leave the best values found; gives back how far the bound lies below.

        The face keeps what is as good on this tier.
        """
        allowance = self._budget.allowance(len(tier.tiers))
        slack = self._rounded(tier)
        if not slack:
            return 0
        bound = self._bounded(tier, tier.value - slack, allowance)
        if self._large and self._far(tier, bound):
            # Nothing below it counts as much.
            allowance = self._budget.allowance(len(tier.tiers), FAR_LEFT)
        searches = self._searches(tier, bound)
        for search in searches:
            if tier.value <= bound or self._budget.exhausted():
                break
            if search is not searches[0] or not self._far(tier, bound):
                slack = self.columns.settle(allowance)
                bound = max(bound, tier.value - slack)
            elif not self._plain:
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
        for search in self._first(tier):
            bound = max(bound, self._improved(tier, bound, search, allowance))
            if tier.value <= bound or self._budget.exhausted():
                return bound
        share = self._bound_share(tier, bound)
        ends = allowance.within(share * allowance.seconds)
        stage = Stage(tier.tiers, tier.values, ends, bound)
        known = len(self._face.terms)
        with self._beside(tier, bound, ends) as beside:
            slack = self.columns.bound(stage, tier.duals, beside)
        # Covers that were found hold from now on.
        tier.rows = (*tier.rows, *range(known, len(self._face.terms)))
        return max(bound, tier.value - slack)

    def _first(self, tier: BlockTier) -> tuple[_Search, ...]:
        """Ways to better values before columns."""
        if self._walks(tier):
            first = self._liking(tier), self._strolled
            return (*first, self._early_if_near) if self._long else first
        if self._large:
            return (self._liking(tier, GLANCE_UNITS),)
        # Few long blocks are nearly one problem: opening some of them is all of it.
        if self._long:
            return self._beginning(tier), self._early
        return ()

    def _beside(
        self, tier: BlockTier, bound: int, allowance: Allowance
    ) -> AbstractContextManager[Beside]:
        """Ways to better values while columns are found."""
        parts = [tried for tried in self._open(tier, bound) if not tried.proven]

        def take(tried: Tried) -> None:
            self._take(tier, tried)

        if self._walks(tier):
            guide = Guide(parts[-1].proof.reduced, PATIENT)
            return self._knapsacks.walking(parts[-1], allowance, guide, take)
        if self._large or self._long:
            # What few long blocks like has been looked at for long enough.
            liked = self._liked(tier) if self._large else ()
            return self._knapsacks.opening(parts[-1], liked, allowance, take)
        return self._knapsacks.liking(parts, self._liked(tier), allowance, take)

    def _searches(self, tier: BlockTier, bound: int) -> tuple[_Search, ...]:
        """Ways to better values, the quickest first."""
        # Small ones, too: a walk that is soon over, instead of opening blocks.
        if self._plain and not tier.drawn:
            if self._far(tier, bound):
                return self._walked, self._searched
            return self._early, self._strolled, self._searched
        if self._far(tier, bound):
            return self._opened, self._searched
        return self._beginning(tier), self._early, self._opened, self._searched

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
        self, tier: BlockTier, bound: int, search: _Search, allowance: Allowance
    ) -> int:
        """Search what is open part by part; the bound reached."""
        slack = 0
        for tried in self._open(tier, bound):
            if not tried.proven and not self._budget.exhausted():
                search(tried, allowance)
                self._take(tier, tried)
            slack += max(0, tried.value - tried.bound)
        return tier.value - slack

    def _bound_share(self, tier: BlockTier, bound: int) -> float:
        """What columns may take of a tier's allowance."""
        if self._walks(tier) and self._far(tier, bound):
            return FAR_SHARE
        return BOUND_SHARE if self._large or self._long else 1.0

    def _far(self, tier: BlockTier, bound: int) -> bool:
        """Whether many values of a large model lie between the bound and the best.

        Only where a walk finds better ones sooner than columns prove anything.
        """
        many = tier.value - bound > FAR * gcd(*tier.costs.values())
        return many and (self._walks(tier) or (self._large and not self._plain))

    def _walks(self, tier: BlockTier) -> bool:
        """Whether good values are walked through; ranks are all alike good."""
        return self._plain and (self._large or self._long) and not tier.drawn

    def _liking(self, tier: BlockTier, units: float = LIKED_UNITS) -> _Search:
        """Look among what the relaxation likes, so many units for each answer."""

        def like(tried: Tried, allowance: Allowance) -> None:
            within = allowance.at_most(units)
            self._knapsacks.like(tried, self._liked(tier), within)

        return like

    def _beginning(self, tier: BlockTier) -> _Search:
        """Look among what the relaxation likes, then open few blocks at a time."""

        def begin(tried: Tried, allowance: Allowance) -> None:
            self._knapsacks.begin(tried, self._liked(tier), allowance)

        return begin

    def _liked(self, tier: BlockTier) -> Iterator[frozenset[int]]:
        """What the relaxation takes, at the tier's costs and at some like them.

        Its answer is whole nearly everywhere and leaves room nowhere: what else it
        likes has to come from costs that are a little higher here and there.
        """
        relaxed = tier.relaxed
        amount = sum(map(abs, tier.costs.values())) / max(1, len(tier.costs))
        for _ in range(LIKED):
            if relaxed is None:
                return
            yield frozenset(
                var for var, value in enumerate(relaxed.values) if value > NOTHING
            )
            noisy = {var: FINER * cost for var, cost in tier.costs.items()}
            for var in self.columns.owned:
                more = self._random.randrange(1 + int(NOISE * FINER * amount))
                noisy[var] = noisy.get(var, 0) + more
            relaxed = self._ground.relaxation.minimise(noisy, tier.rows, self._budget)

    def _early(self, tried: Tried, allowance: Allowance) -> None:
        """Give a small part to CP-SAT for a moment."""
        if len(tried.part.variables) <= SMALL:
            self._searched(tried, allowance.at_most(EARLY_UNITS))

    def _early_if_near(self, tried: Tried, allowance: Allowance) -> None:
        """The same where few values are left between the bound and the best."""
        if tried.value - tried.bound <= FAR * gcd(*tried.costs.values()):
            self._early(tried, allowance)

    def _opened(self, tried: Tried, allowance: Allowance) -> None:
        """Open more and more blocks; some of the time is left for what follows."""
        ends = allowance.within(SEARCH_SHARE * allowance.seconds)
        self._knapsacks.go_on(tried, ends)

    def _strolled(self, tried: Tried, allowance: Allowance) -> None:
        """Walk for a while among good values."""
        ends = allowance.share(STROLL_SHARE)
        self._knapsacks.walk(tried, ends, Guide(tried.proof.reduced, HURRIED))

    def _walked(self, tried: Tried, allowance: Allowance) -> None:
        """Walk among good values; some of the time is left for what follows."""
        ends = allowance.share(WALK_SHARE)
        guide = Guide(self.columns.prices(SCALE) or tried.proof.reduced, PATIENT)
        self._knapsacks.walk(tried, ends, guide)

    def _searched(self, tried: Tried, allowance: Allowance) -> None:
        """Give a part to CP-SAT, which stops at the bound that is known."""
        found = minimise_part(
            self._face,
            tried.part,
            tried.costs,
            tried.values,
            self._budget,
            replace(allowance, goal=tried.bound),
        )
        if found is not None:
            tried.bound = max(tried.bound, found.bound)
            tried.take(found.values)

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
