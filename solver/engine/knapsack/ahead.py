"""A part of a tier with the tier after it in mind: of what is as good, what suits it.

Many values are equally good on a tier of a large model, and a search takes any of them.
What they are worth on the next tier counts too, never as much as one unit of the tier.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from solver.engine.face import Face
from solver.engine.knapsack.tried import Tried
from solver.linear import Block

#: Sums stay below this: engines tell their bounds in floating point.
LARGEST_SUM = 1 << 46


class Ahead:
    """What the next tier costs at least and at most, whatever is taken."""

    def __init__(
        self, face: Face, blocks: Sequence[Block], costs: Mapping[int, int]
    ) -> None:
        self._costs = costs
        loose = dict(costs)
        # Of a subject at most one way is taken, in one of the blocks.
        least: dict[str, int] = defaultdict(int)
        most: dict[str, int] = defaultdict(int)
        for item in (item for block in blocks for item in block.items):
            for var in item.variables:
                loose.pop(var, None)
            for way in item.ways:
                cost = sum(costs.get(var, 0) * value for var, value in way)
                least[item.subject] = min(least[item.subject], cost)
                most[item.subject] = max(most[item.subject], cost)
        ends = [(c * face.lowers[v], c * face.uppers[v]) for v, c in loose.items()]
        self.least = sum(least.values()) + sum(map(min, ends))
        self.most = sum(most.values()) + sum(map(max, ends))

    def of(self, tried: Tried) -> Tried:
        """The same part with both tiers as one sum; itself if that is too large.

        It is good enough as soon as nothing is better on the first of them.
        """
        weight = 1 + self.most - self.least
        variables = tried.part.variables
        size = sum(abs(tried.costs.get(var, 0)) for var in variables)
        if weight * (1 + size) > LARGEST_SUM:
            return tried
        return Tried(
            tried.part,
            {
                var: weight * tried.costs.get(var, 0) + self._costs.get(var, 0)
                for var in variables
                if var in tried.costs or var in self._costs
            },
            tried.proof,
            list(tried.values),
            weight * tried.bound + self.least,
            weight * tried.bound + self.most,
            weight,
        )
