"""A straightforward CP-SAT model in a process of its own: JSON in, JSON out.

What a competent developer writes in a day: one Boolean per option and day, the rows,
tier by tier; no hints, no decomposition, no parameter but two workers. Each tier gets
its share of the time left; time a proof did not need is passed on, and all of it is
used to find anything.
"""

import json
import sys
import time
from typing import Any

_BEGAN = time.perf_counter()

from ortools.sat.python import cp_model  # noqa: E402 - the import is timed

from tests.benchmarks.peers.incumbents import Incumbents  # noqa: E402 - as above

WORKERS = 2


class _Watch(cp_model.CpSolverSolutionCallback):
    """Notes each better plan of the tier at work."""

    def __init__(self, taken: list[cp_model.IntVar], found: Incumbents) -> None:
        super().__init__()
        self._taken, self._found = taken, found

    def on_solution_callback(self) -> None:
        chosen = [i for i, var in enumerate(self._taken) if self.value(var)]
        self._found.add(chosen)


def main() -> None:
    instance = json.load(sys.stdin)
    found = Incumbents()
    start_up = time.perf_counter() - _BEGAN
    proven = _solve(instance, found)
    json.dump(found.answer(start_up_seconds=start_up, proven=proven), sys.stdout)


def _solve(instance: dict[str, Any], found: Incumbents) -> int:
    model, variables = _model(instance)
    taken = [variables[var] for var in instance["taken"]]
    proven, certain = 0, True
    for number, tier in enumerate(instance["tiers"]):
        cost = sum(c * variables[var] for var, c in tier["terms"])
        model.minimize(cost)
        left = instance["seconds"] - found.seconds
        share = left / (len(instance["tiers"]) - number)
        solver, status = _solved(model, share, _Watch(taken, found))
        if status == cp_model.UNKNOWN:
            left = instance["seconds"] - found.seconds
            solver, status = _solved(model, left, _Watch(taken, found))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        found.add([i for i, var in enumerate(taken) if solver.value(var)])
        certain = certain and status == cp_model.OPTIMAL
        proven += certain
        if tier["terms"]:
            model.add(cost <= round(solver.objective_value))
    return proven


def _model(
    instance: dict[str, Any],
) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model = cp_model.CpModel()
    bounds = zip(instance["lower"], instance["upper"], strict=True)
    variables = [model.new_int_var(low, high, "") for low, high in bounds]
    for terms, lower, upper in instance["rows"]:
        model.add_linear_constraint(
            sum(factor * variables[var] for var, factor in terms),
            cp_model.INT_MIN if lower is None else lower,
            cp_model.INT_MAX if upper is None else upper,
        )
    return model, variables


def _solved(
    model: cp_model.CpModel, seconds: float, watch: _Watch
) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = max(0.01, seconds)
    return solver, solver.solve(model, watch)


if __name__ == "__main__":
    main()
