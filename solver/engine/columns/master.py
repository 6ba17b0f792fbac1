"""The relaxation over columns: which of those known go together best.

CLP inside OR-Tools: started again from the last basis whenever columns come in. GLOP
gave up on some of these programmes. Its multipliers are never trusted, only rated.
"""

from collections import defaultdict
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

# The wheel ships this module's stub without the marker that would let it count.
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]

from solver.engine.columns.offers import Column, Offers
from solver.errors import EngineFault

Floats = NDArray[np.float64]
#: It ends long before; only a net [ms].
LONGEST_MS = 20_000
#: From so many rows on it goes on from the last basis: a fifth of the time. Where there
#: are fewer it begins anew, for answers that differ more: they find better values.
LARGE = 300
#: Other answers are looked for by costs that are higher by up to so much.
NOISE = 0.01


class Master:
    """Columns chosen in shares, one of them in all for each bag.

    ``value`` is what the best shares cost, ``shares`` how much of each way they take,
    ``large`` says that it goes on from its last basis.
    """

    def __init__(self, offers: Offers) -> None:
        solver = pywraplp.Solver.CreateSolver("CLP")
        if solver is None:
            raise EngineFault("OR-Tools wurde ohne CLP gebaut.")
        solver.SetTimeLimit(LONGEST_MS)
        self._solver = solver
        self._offers = offers
        self._scales = self._units()
        self._rows = {number: self._row(number) for number in self._scales}
        self._one = [solver.Constraint(1.0, 1.0) for _ in offers.pricing.sacks]
        self._columns: dict[Column, pywraplp.Variable] = {}
        self.value = 0.0
        self.shares: dict[int, float] = {}
        self._goal = solver.Objective()
        self._goal.SetMinimization()
        self.large = len(self._rows) + len(self._one) >= LARGE
        self._parameters = pywraplp.MPSolverParameters()
        if self.large:
            _from_last_basis(self._parameters)

    def _units(self) -> dict[int, float]:
        """The largest use of each row: cents and kindergartens count alike."""
        offers = self._offers
        covers = range(offers.rows, offers.rows + len(offers.covers))
        found = dict.fromkeys((*offers.tying, *covers), 1.0)
        for uses in offers.uses:
            for number, use in uses.items():
                found[number] = max(found[number], float(abs(use)))
        return found

    def _row(self, number: int) -> pywraplp.Constraint:
        lower, upper = self._offers.sides(number)
        unit, endless = self._scales[number], self._solver.infinity()
        return self._solver.Constraint(
            -endless if lower is None else lower / unit,
            endless if upper is None else upper / unit,
        )

    def add(self, columns: Iterable[Column]) -> int:
        """Take in columns not known yet; how many they were."""
        offers, count = self._offers, 0
        for column in columns:
            if column in self._columns:
                continue
            count += 1
            bag, taken = column
            var = self._solver.NumVar(0.0, self._solver.infinity(), "")
            self._columns[column] = var
            self._goal.SetCoefficient(var, float(sum(offers.base[n] for n in taken)))
            self._one[bag].SetCoefficient(var, 1.0)
            uses: dict[int, int] = defaultdict(int)
            for way in taken:
                for number, use in offers.uses[way].items():
                    uses[number] += use
            for number, use in uses.items():
                self._rows[number].SetCoefficient(var, use / self._scales[number])
        return count

    def minimise(self) -> bool:
        """Solve; whether that came to an end."""
        status = self._solver.Solve(self._parameters)
        ended = bool(status == pywraplp.Solver.OPTIMAL)
        if ended:
            self.value = float(self._goal.Value()) + self._offers.idle
            self.shares = self._shares()
        return ended

    def varied(self, seed: int) -> dict[int, float]:
        """How much of each way another answer takes that is about as good."""
        drawn = np.random.default_rng(seed).random(len(self._columns))
        for var, more in zip(self._columns.values(), drawn.tolist(), strict=True):
            before = self._goal.GetCoefficient(var)
            self._goal.SetCoefficient(var, before + NOISE * more)
        self._solver.Solve(self._parameters)
        return self._shares()

    @property
    def columns(self) -> tuple[Column, ...]:
        """All that are known."""
        return tuple(self._columns)

    def multipliers(self) -> tuple[Floats, Floats]:
        """Multipliers of rows and covers, and what one more of each bag costs."""
        offers = self._offers
        found = np.zeros(offers.rows + len(offers.covers))
        for number, row in self._rows.items():
            found[number] = row.dual_value() / self._scales[number]
        return found, np.array([row.dual_value() for row in self._one])

    def _shares(self) -> dict[int, float]:
        found: dict[int, float] = defaultdict(float)
        for (_, taken), var in self._columns.items():
            share = var.solution_value()
            for way in taken if share > 0 else ():
                found[way] += share
        return found


def _from_last_basis(parameters: pywraplp.MPSolverParameters) -> None:
    """Primal simplex: columns that come in leave the last basis feasible."""
    parameters.SetIntegerParam(parameters.LP_ALGORITHM, parameters.PRIMAL)
    parameters.SetIntegerParam(parameters.PRESOLVE, parameters.PRESOLVE_OFF)
