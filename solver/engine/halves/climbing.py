"""Better multipliers for what is left of a sharing, which is more than for all of it.

What is settled leaves less room: other multipliers are best, and what they prove
settles more. A deflected subgradient in units of the tier; what it finds is counted in
whole numbers afterwards.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from solver.engine.halves.sharing import Sharing, narrowed
from solver.engine.knapsack.pricing import fill

Floats = NDArray[np.float64]
#: Steps of a climb; steps in vain until they become shorter, and by how much.
STEPS, PATIENCE, SHORTER = 120, 8, 0.6
#: How much of the last direction stays; steps aim at such a share of what is missing.
INERTIA, AIM = 0.7, 0.3
#: Another climb has to bring so much [units of the tier].
GROWTH, EQUAL = 0.05, 1e-6


def climbed(sharing: Sharing, scale: int, go_on: Callable[[], bool]) -> Sharing | None:
    """The sharing at better prices, and what these leave open of it.

    ``None`` if nothing is.

    Parameters
    ----------
    scale
        Units of the prices per unit of the tier.
    """
    left = narrowed(sharing)
    while left is not None and left.takers and go_on():
        better, grown = _climb(left, scale, go_on)
        left = narrowed(better)
        if grown < GROWTH:
            break
    return left


def _climb(
    sharing: Sharing, scale: int, go_on: Callable[[], bool]
) -> tuple[Sharing, float]:
    """The best prices of one climb, and how much it brought [units of the tier]."""
    ground = _Ground(sharing, scale)
    here = best = direction = np.zeros(len(ground.subjects))
    bound, slope = first, _ = ground.rate(here)
    step, stale, total = 1.0, 0, bound
    for _ in range(STEPS):
        if bound > ground.most or not go_on():
            break
        direction = slope + INERTIA * direction
        norm = float(direction @ direction)
        if norm < EQUAL:
            break
        here = here + step * AIM * max(ground.most - total, EQUAL) / norm * direction
        total, slope = ground.rate(here)
        stale += 1
        if total > bound + EQUAL:
            bound, best, stale = total, here, 0
        elif stale >= PATIENCE:
            step, stale, here = step * SHORTER, 0, best
            direction = np.zeros(len(best))
            total, slope = ground.rate(here)
    whole = np.rint(best * scale).astype(np.int64).tolist()
    better = sharing.repriced(dict(zip(ground.subjects, whole, strict=True)))
    return better, bound - first


class _Ground:
    """What a climb looks at, in units of the tier."""

    def __init__(self, sharing: Sharing, scale: int) -> None:
        self.subjects = list(sharing.takers)
        self.most = sharing.most / scale
        self._prices = sharing.prices / scale
        self._sacks = sharing.sacks()
        self._numbers = np.array(
            [t.number for own in sharing.takers.values() for t in own], dtype=np.int64
        )
        counts = [len(own) for own in sharing.takers.values()]
        self._subject = np.zeros(len(self._prices), dtype=np.int64)
        self._subject[self._numbers] = np.repeat(np.arange(len(counts)), counts)

    def rate(self, multipliers: Floats) -> tuple[float, Floats]:
        """The bound of multipliers, and how often each subject is taken too rarely."""
        prices, numbers = self._prices.copy(), self._numbers
        prices[numbers] -= multipliers[self._subject[numbers]]
        total, slope = float(multipliers.sum()), np.ones(len(multipliers))
        for sack in self._sacks:
            cost, taken = fill(sack, prices)
            total += cost
            np.subtract.at(slope, self._subject[taken], 1.0)
        return total, slope
