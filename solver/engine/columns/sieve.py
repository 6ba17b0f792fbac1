"""Columns of a pool that no choice as good as the best known can hold.

Each tier is relaxed over the columns that are left; its multipliers price the rows, in
whole numbers: what then exceeds the cheapest of its bag by more than the gap is out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

# The wheel ships this module's stub without the marker that would let it count.
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from solver.errors import EngineFault

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
#: Multipliers are counted in units of 1 / FINEST, or coarser where numbers are large.
FINEST = 1 << 20
#: No sum may come near what 64 bits hold.
LARGEST = float(1 << 58)
#: It ends long before; only a net [ms].
LONGEST_MS = 5_000


@dataclass(frozen=True, slots=True)
class Tie:
    """A row over columns, with both of its sides."""

    factors: Integers
    lower: int | None
    upper: int | None

    def among(self, columns: Integers) -> "Tie":
        """The same row over some of the columns."""
        return Tie(self.factors[columns], self.lower, self.upper)


def sift(
    costs: Integers, bags: Integers, ties: Sequence[Tie], value: int
) -> NDArray[np.bool_]:
    """Which columns a choice of one per bag that costs at most ``value`` may hold.

    Parameters
    ----------
    costs
        What each column costs, not below 0.
    value
        What a choice that is known costs.
    """
    every = np.ones(len(costs), dtype=bool)
    multipliers = _multipliers(costs, bags, ties)
    scale = 0 if multipliers is None else _scale(costs, ties, multipliers)
    if multipliers is None or not scale:
        return every
    reduced, bound = costs * scale, 0
    for tie, multiplier in zip(ties, multipliers.tolist(), strict=True):
        whole = round(multiplier * scale)
        side = tie.lower if whole > 0 else tie.upper
        if whole and side is not None:
            reduced = reduced - whole * tie.factors
            bound += whole * side
    least = np.full(int(bags.max()) + 1, np.iinfo(np.int64).max)
    np.minimum.at(least, bags, reduced)
    bound += int(least[np.unique(bags)].sum())
    kept: NDArray[np.bool_] = reduced - least[bags] <= value * scale - bound
    return kept


def _multipliers(costs: Integers, bags: Integers, ties: Sequence[Tie]) -> Floats | None:
    """What the relaxation pays for one more of each row; ``None`` if it has no end."""
    solver = pywraplp.Solver.CreateSolver("CLP")
    if solver is None:
        raise EngineFault("OR-Tools wurde ohne CLP gebaut.")
    solver.SetTimeLimit(LONGEST_MS)
    endless = solver.infinity()
    columns = [solver.NumVar(0.0, endless, "") for _ in range(len(costs))]
    goal = solver.Objective()
    goal.SetMinimization()
    for column, cost in zip(columns, costs.tolist(), strict=True):
        goal.SetCoefficient(column, float(cost))
    one = {bag: solver.Constraint(1.0, 1.0) for bag in np.unique(bags).tolist()}
    for column, bag in zip(columns, bags.tolist(), strict=True):
        one[bag].SetCoefficient(column, 1.0)
    units: list[float] = []
    rows: list[pywraplp.Constraint] = []
    for tie in ties:
        unit = float(np.abs(tie.factors).max(initial=1))
        row = solver.Constraint(
            -endless if tie.lower is None else tie.lower / unit,
            endless if tie.upper is None else tie.upper / unit,
        )
        used = np.flatnonzero(tie.factors)
        factors = tie.factors[used] / unit
        for at, factor in zip(used.tolist(), factors.tolist(), strict=True):
            row.SetCoefficient(columns[at], factor)
        units.append(unit)
        rows.append(row)
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    found: Floats = np.array([row.dual_value() for row in rows]) / np.array(units)
    return found


def _scale(costs: Integers, ties: Sequence[Tie], multipliers: Floats) -> int:
    """The finest grid on which no sum is too large; 0 if there is none."""
    size = float(costs.sum()) + 1.0
    for tie, multiplier in zip(ties, multipliers.tolist(), strict=True):
        own = float(np.abs(tie.factors).sum())
        own += abs(tie.lower or 0) + abs(tie.upper or 0)
        size += (abs(multiplier) + 1.0) * own
    scale = FINEST
    while scale and size * scale >= LARGEST:
        scale //= 4
    return scale
