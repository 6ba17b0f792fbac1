"""What kind of problem blocks make, from which follows how their tiers are searched."""

from collections.abc import Sequence
from math import gcd

from solver.engine.blocktier import BlockTier
from solver.linear import Block

#: With more variables, or more subjects per block, more is searched through before
#: columns bound a tier, and these may take such a share of its allowance.
LARGE, LONG, BOUND_SHARE = 1_800, 12, 0.6
#: With so few subjects per block their fillings can be looked at one by one.
SHORT = 6
#: The same where good values are walked through: multipliers have climbed before.
WALK_SHARE = 0.3
#: Where more values lie between bound and best, a search comes before these are asked
#: for one by one; where that is a walk, columns only show what is likely at first and
#: take such a share.
FAR, FAR_SHARE = 32, 0.2


class BlockShape:
    """Whether blocks are large or long, and subjects go to them as they are.

    ``large`` are many variables, ``long`` many subjects per block and ``short``
    few; ``plain`` says that
    a subject goes to a block or not, in no other way.
    """

    def __init__(self, blocks: Sequence[Block]) -> None:
        subjects = {item.subject for block in blocks for item in block.items}
        size = sum(len(item.variables) for block in blocks for item in block.items)
        self.large = size > LARGE
        self.long = len(subjects) > LONG * len(blocks)
        self.short = len(subjects) <= SHORT * len(blocks)
        self.plain = all(
            item.ways == (((item.variables[0], 1),),)
            for block in blocks
            for item in block.items
        )

    def walks(self, tier: BlockTier) -> bool:
        """Whether good values are walked through; ranks are all alike good."""
        return self.plain and (self.large or self.long) and not tier.drawn

    def far(self, tier: BlockTier, bound: int) -> bool:
        """Whether many values of a large model lie between the bound and the best.

        Only where a search finds better ones sooner than columns prove anything.
        """
        many = tier.value - bound > FAR * gcd(*tier.costs.values())
        return many and (self.walks(tier) or (self.large and not self.plain))

    def bound_share(self, tier: BlockTier, bound: int) -> float:
        """What columns may take of a tier's allowance."""
        if self.walks(tier) and self.far(tier, bound):
            return FAR_SHARE
        if self.walks(tier):
            return WALK_SHARE
        return BOUND_SHARE if self.large or self.long else 1.0
