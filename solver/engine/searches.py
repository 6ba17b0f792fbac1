"""Which ways to better values of a tier are tried, before, beside and after columns.

The tier belongs to a model that names its blocks. What the relaxation takes has good
values; opening a few blocks at a time finds better ones; CP-SAT takes what is small;
where a subject goes to one of several blocks as it is, good values are walked through.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from math import gcd

from solver.engine.abreast import Beside, answers
from solver.engine.blockshape import FAR, BlockShape
from solver.engine.blocktier import BlockTier
from solver.engine.budget import Allowance, Budget
from solver.engine.certificate import SCALE
from solver.engine.columns.settling import Columns
from solver.engine.cpsat import minimise_part
from solver.engine.ground import Ground
from solver.engine.knapsack.ahead import Ahead
from solver.engine.knapsack.aid import Knapsacks
from solver.engine.knapsack.tried import Take, Tried
from solver.engine.knapsack.walk import Guide
from solver.engine.relaxation import NOTHING

#: What columns leave open of up to so many variables goes to CP-SAT [variables].
SMALL = 8_000
#: For so long at first, before more blocks are opened [deterministic units].
EARLY_UNITS = 2.5
#: So many answers of the relaxation are looked at; their costs are higher by up to such
#: a share of the mean, counted in fractions of a unit.
LIKED, NOISE, FINER = 5, 0.1, 1_000
#: Each is solved for so long, or at a glance where other ways go on from it
#: [deterministic units].
LIKED_UNITS, GLANCE_UNITS = 0.8, 0.1
#: Share of a tier's allowance that the search takes before CP-SAT.
SEARCH_SHARE = 0.75
#: The same of a walk, at first and later; steps in vain per block that end it.
STROLL_SHARE, WALK_SHARE = 0.05, 0.9
HURRIED, PATIENT = 10, 150
#: And of a first walk by whole fillings, until columns are asked again.
EAGER = 6
#: From so many values above the bound on nothing but the tier itself is thought of.
CLOSE = 40
#: The next tier is thought of if it prices such a share of what the tier does at most.
PRICED = 0.5
#: With more values between bound and best, walking on brings more than proving.
NEAR = 12
#: Makes a part's values or its bound better, within an allowance.
Search = Callable[[Tried, Allowance], None]


class Searches:
    """Ways to better values of the tiers of one face."""

    def __init__(
        self, ground: Ground, shape: BlockShape, columns: Columns, budget: Budget
    ) -> None:
        self._ground = ground
        self._face = ground.face
        self._shape = shape
        self._columns = columns
        self._budget = budget
        self._random = random.Random(budget.limits.seed)  # noqa: S311 - no secret
        self._knapsacks = Knapsacks(ground.face, ground.model.blocks, budget)
        self._likes_well = True  # whether what was liked at a glance brought anything

    def before(self, tier: BlockTier) -> tuple[Search, ...]:
        """Ways to better values before columns."""
        if self._shape.walks(tier):
            first = self._liking(tier, GLANCE_UNITS), self._strolled
            return (*first, self._early_if_near) if self._shape.long else first
        if self._shape.large:
            return (self._liking(tier, GLANCE_UNITS),)
        # Few long blocks are nearly one problem: opening some of them is all of it.
        if self._shape.long:
            return self._beginning(tier), self._early
        return ()

    def beside(
        self,
        tier: BlockTier,
        parts: Sequence[Tried],
        allowance: Allowance,
        take: Take,
    ) -> AbstractContextManager[Beside]:
        """Ways to better values of parts while columns are found."""
        if self._shape.walks(tier):
            guide = Guide(parts[-1].proof.reduced, PATIENT)
            return self._knapsacks.walking(parts[-1], allowance, guide, take)
        if self._shape.large or self._shape.long:
            # What few long blocks like has been looked at for long enough, and so has
            # what brought nothing at a glance.
            again = self._shape.large and self._likes_well
            liked = self._liked(tier) if again else ()
            ahead = self._ahead(tier, parts[-1])
            return self._knapsacks.opening(ahead, liked, allowance, take)
        return self._knapsacks.liking(parts, self._liked(tier), allowance, take)

    def after(self, tier: BlockTier, bound: int) -> tuple[Search, ...]:
        """Ways to better values, the quickest first."""
        # Small ones, too: a walk instead of opening blocks.
        if self._shape.plain and not tier.drawn:
            if self._shape.far(tier, bound):
                if not self._shape.short:
                    return self._walked, self._searched
                soon, late = self._refilling(EAGER), self._refilling(PATIENT)
                return soon, late, self._walked, self._searched
            if tier.value - bound > NEAR * gcd(*tier.costs.values()):
                return self._strolled, self._walked, self._searched
            return self._early, self._strolled, self._searched
        if self._shape.far(tier, bound):
            return self._opening(tier), self._searched
        later = self._early, self._opening(tier), self._searched
        return self._beginning(tier), *later

    def _liking(self, tier: BlockTier, units: float = LIKED_UNITS) -> Search:
        """Look among what the relaxation likes, so many units for each answer."""

        def like(tried: Tried, allowance: Allowance) -> None:
            within = allowance.at_most(units)
            ahead = self._ahead(tier, tried)
            before = ahead.value
            self._knapsacks.like(ahead, self._liked(tier), within)
            self._likes_well = ahead.value < before
            tried.go_to(ahead.values)

        return like

    def _beginning(self, tier: BlockTier) -> Search:
        """Look among what the relaxation likes, then open few blocks at a time."""

        def begin(tried: Tried, allowance: Allowance) -> None:
            ahead = self._ahead(tier, tried)
            self._knapsacks.begin(ahead, self._liked(tier), allowance)
            tried.go_to(ahead.values)

        return begin

    def _liked(self, tier: BlockTier) -> Iterator[frozenset[int]]:
        """What the relaxation takes, at the tier's costs and at some like them.

        Its answer is whole nearly everywhere and leaves room nowhere: what else it
        likes has to come from costs that are a little higher here and there.
        """
        relaxed = tier.relaxed
        amount = sum(map(abs, tier.costs.values())) / max(1, len(tier.costs))
        for _ in range(LIKED):
            if relaxed is None or self._budget.exhausted():
                return
            yield frozenset(
                var for var, value in enumerate(relaxed.values) if value > NOTHING
            )
            noisy = {var: FINER * cost for var, cost in tier.costs.items()}
            for var in self._columns.owned:
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

    def _opening(self, tier: BlockTier) -> Search:
        """Open more and more blocks; some of the time is left for what follows."""

        def open_(tried: Tried, allowance: Allowance) -> None:
            ends = allowance.within(SEARCH_SHARE * allowance.seconds)
            ahead = self._ahead(tier, tried)
            self._knapsacks.go_on(ahead, ends)
            tried.go_to(ahead.values)

        return open_

    def _ahead(self, tier: BlockTier, tried: Tried) -> Tried:
        """A part with the next tier in mind, where much is equally good.

        Small models reach their bound tier by tier, and sooner with small numbers.
        What prices nearly everything makes each question hard; and while the tier
        itself is far from its bound nothing else matters.
        """
        if not self._shape.large or self._shape.plain or len(tier.tiers) == 1:
            return tried
        if tried.value - tried.bound > CLOSE * gcd(*tried.costs.values()):
            return tried
        later = tier.tiers[1]
        if len(later) > PRICED * len(tier.costs):
            return tried
        return Ahead(self._face, self._ground.model.blocks, later).of(tried)

    def _strolled(self, tried: Tried, allowance: Allowance) -> None:
        """Walk for a while among good values."""
        ends = allowance.share(STROLL_SHARE)
        self._knapsacks.walk(tried, ends, Guide(tried.proof.reduced, HURRIED))

    def _walked(self, tried: Tried, allowance: Allowance) -> None:
        """Walk among good values; some of the time is left for what follows."""
        ends = allowance.share(WALK_SHARE)
        guide = Guide(self._columns.prices(SCALE) or tried.proof.reduced, PATIENT)
        self._knapsacks.walk(tried, ends, guide)

    def _refilling(self, patience: int) -> Search:
        """Walk by whole fillings until columns may prove what is left.

        Some of the time is left for that.
        """

        def refill(tried: Tried, allowance: Allowance) -> None:
            near = tried.bound + NEAR * gcd(*tried.costs.values())
            walked = replace(tried, enough=near)
            ends = allowance.share(WALK_SHARE)
            walk = self._columns.refilling(walked, ends, patience)
            if walk is None:
                return
            with answers(walk.asked(), self._budget) as told:
                for answered in told:
                    walk.hear(answered)
            tried.go_to(walked.values)

        return refill

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
