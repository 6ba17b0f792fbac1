"""A tier of a model that names its blocks, as it is worked on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solver.engine.relaxation import RelaxedOptimum


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
