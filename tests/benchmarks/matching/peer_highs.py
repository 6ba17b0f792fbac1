"""HiGHS on the rows of a matching, tier by tier, two threads: JSON in, JSON out.

Runs in the peers' environment and imports nothing of ours. No gap is left; everything
else is HiGHS' default, and a tier starts from the plan of the one before.
"""

import json
import sys
import time
from typing import Any

import highspy
import numpy as np

THREADS = 2
#: Costs are whole numbers: less than one apart is equal.
GAP = 0.99


def main() -> None:
    told = json.load(sys.stdin)
    began = time.perf_counter()
    highs, values, bounds = _engine(told), None, []
    tiers = told["tiers"]
    for number, terms in enumerate(tiers):
        costs = np.zeros(len(told["lower"]))
        for var, cost in terms:
            costs[var] += cost
        highs.changeColsCost(len(costs), np.arange(len(costs), dtype=np.int32), costs)
        left = told["seconds"] - (time.perf_counter() - began)
        share = left / 2 if number + 1 < len(tiers) else left
        highs.setOptionValue("time_limit", max(0.01, share))
        highs.run()
        info = highs.getInfo()
        if (
            info.primal_solution_status
            != highspy.SolutionStatus.kSolutionStatusFeasible
        ):
            break
        values = np.rint(highs.getSolution().col_value)
        best = round(float(costs @ values))
        solved = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        # An unproven bound is rounded up: costs are whole numbers.
        bounds.append(best if solved else int(np.ceil(info.mip_dual_bound - 1e-6)))
        used = np.flatnonzero(costs).astype(np.int32)
        if len(used):
            highs.addRow(-highspy.kHighsInf, best, len(used), used, costs[used])
        start = highspy.HighsSolution()
        start.col_value = list(values)
        highs.setSolution(start)
    found = None if values is None else [int(value) for value in values]
    seconds = time.perf_counter() - began
    json.dump({"values": found, "bounds": bounds, "seconds": seconds}, sys.stdout)


def _engine(told: dict[str, Any]) -> highspy.Highs:
    highs = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", THREADS),
        ("random_seed", 1),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", GAP),
    ):
        highs.setOptionValue(option, value)
    lower = np.array(told["lower"], dtype=float)
    upper = np.array(told["upper"], dtype=float)
    highs.addVars(len(lower), lower, upper)
    columns = np.arange(len(lower), dtype=np.int32)
    whole = np.array([highspy.HighsVarType.kInteger] * len(lower))
    highs.changeColsIntegrality(len(lower), columns, whole)
    for terms, low, high in told["rows"]:
        merged: dict[int, int] = {}
        for var, factor in terms:
            merged[var] = merged.get(var, 0) + factor
        highs.addRow(
            -highspy.kHighsInf if low is None else low,
            highspy.kHighsInf if high is None else high,
            len(merged),
            np.array(list(merged), dtype=np.int32),
            np.array(list(merged.values()), dtype=float),
        )
    return highs


if __name__ == "__main__":
    main()
