"""A plain CP-SAT model of a matching with the solver's defaults: JSON in, JSON out.

The same rows, tier by tier, two workers, no other parameter and no hint.
"""

import json
import sys
import time
from math import ceil

from ortools.sat.python import cp_model

WORKERS = 2


def main() -> None:
    told = json.load(sys.stdin)
    began = time.perf_counter()
    model, values, bounds = cp_model.CpModel(), None, []
    ends = zip(told["lower"], told["upper"], strict=True)
    variables = [model.new_int_var(low, high, "") for low, high in ends]
    for terms, low, high in told["rows"]:
        model.add_linear_constraint(
            sum(factor * variables[var] for var, factor in terms),
            cp_model.INT_MIN if low is None else low,
            cp_model.INT_MAX if high is None else high,
        )
    tiers = told["tiers"]
    for number, terms in enumerate(tiers):
        cost = sum(factor * variables[var] for var, factor in terms)
        model.minimize(cost)
        left = told["seconds"] - (time.perf_counter() - began)
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = WORKERS
        share = left / 2 if number + 1 < len(tiers) else left
        solver.parameters.max_time_in_seconds = max(0.01, share)
        status = solver.solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        values = [int(solver.value(variable)) for variable in variables]
        bounds.append(ceil(solver.best_objective_bound - 1e-6))
        if terms:
            model.add(cost <= round(solver.objective_value))
    seconds = time.perf_counter() - began
    json.dump({"values": values, "bounds": bounds, "seconds": seconds}, sys.stdout)


if __name__ == "__main__":
    main()
