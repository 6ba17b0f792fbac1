"""Good multipliers by a deflected subgradient; what they are worth is proven elsewhere.

Rows are measured in units of their largest coefficient, so that cents and kindergartens
can be priced by the same steps. A step aims at the incumbent's value; where the bound
does not grow for a while it goes back to the best multipliers and aims shorter.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engine.knapsack.pricing import Pricing, fill

Floats = NDArray[np.float64]
#: Steps without a better bound before steps become shorter, and by how much.
PATIENCE, SHORTER = 12, 0.6
#: How much of the last direction stays, and steps too short to be worth it.
INERTIA, SHORTEST = 0.7, 1e-3
#: Steps that are looked back upon: they have to bring something.
LULL = 40
#: Bounds that differ by less are the same.
EQUAL = 1e-7


@dataclass(frozen=True, slots=True)
class Ascent:
    """Best multipliers found and about what they are worth."""

    multipliers: Floats
    bound: float


def ascend(
    pricing: Pricing,
    start: Floats,
    target: float,
    go_on: Callable[[float], bool],
    growth: float = 0.0,
) -> Ascent:
    """Better multipliers from given ones on.

    Parameters
    ----------
    target
        What no bound can exceed: the incumbent's value.
    go_on
        Asked before each step with the bound so far.
    growth
        It ends where the bound grows by less in ``LULL`` steps.
    """
    scale = np.ones(len(pricing.split.rows))
    np.maximum.at(scale, pricing.entry_rows, np.abs(pricing.factors))
    costs = pricing.costs.astype(np.float64)
    here, direction = start, np.zeros_like(start)
    bound, values = _relaxed(pricing, here, costs)
    best = Ascent(here, bound)
    step, stale = 1.0, 0
    bounds = [bound]
    while step >= SHORTEST and go_on(best.bound):
        bounds.append(best.bound)
        if len(bounds) > LULL and best.bound - bounds[-LULL] < growth:
            break
        slope = _slope(pricing, here, values) / scale
        direction = slope + INERTIA * direction
        norm = float(direction @ direction)
        if norm < EQUAL or not slope.any():
            break
        move = step * max(target - bound, EQUAL) / norm
        here = _allowed(pricing, here + move * direction / scale)
        bound, values = _relaxed(pricing, here, costs)
        stale += 1
        if bound > best.bound + EQUAL:
            best, stale = Ascent(here, bound), 0
        elif stale >= PATIENCE:
            step, stale = step * SHORTER, 0
            here, direction = best.multipliers, np.zeros_like(start)
            bound, values = _relaxed(pricing, here, costs)
    return best


def _allowed(pricing: Pricing, multipliers: Floats) -> Floats:
    """Multipliers only of sides that the rows have."""
    found = np.where(pricing.has_lower, multipliers, np.minimum(multipliers, 0.0))
    return np.where(pricing.has_upper, found, np.maximum(found, 0.0))


def _slope(pricing: Pricing, multipliers: Floats, values: NDArray[np.int64]) -> Floats:
    """What a row misses (positive) or has too much of (negative)."""
    activity = pricing.activity(values)
    missing = np.where(pricing.has_lower, pricing.row_lowers - activity, -np.inf)
    spare = np.where(pricing.has_upper, pricing.row_uppers - activity, np.inf)
    unpriced = np.maximum(missing, 0.0) + np.minimum(spare, 0.0)
    priced = np.where(multipliers > 0, missing, spare)
    return np.where(multipliers == 0, unpriced, priced)


def _relaxed(
    pricing: Pricing, multipliers: Floats, costs: Floats
) -> tuple[float, NDArray[np.int64]]:
    """The bound of multipliers and the values that attain it."""
    reduced = pricing.reduced(multipliers, costs)
    way_costs = pricing.way_costs(reduced)
    values = np.zeros(pricing.size + 1, dtype=np.int64)
    total = float(multipliers @ pricing.sides(multipliers))
    for sack in pricing.sacks:
        cost, taken = fill(sack, way_costs)
        total += cost
        for way in taken:
            for var, value in pricing.ways[way].values:
                values[var] = value
    loose = reduced[pricing.loose]
    ends = np.where(loose > 0, pricing.loose_lowers, pricing.loose_uppers)
    values[pricing.loose] = ends
    return total + float(loose @ ends), values
