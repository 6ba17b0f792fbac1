"""HiGHS on the per-day model in a process of its own: JSON in, JSON out.

The same rows as CP-SAT gets, tier by tier; the plan of one tier is the start of the
next. One thread (it runs beside another peer, and its search uses hardly more) and no
gap left, everything else is HiGHS' default.
"""

import json
import sys
import time
from typing import Any

_BEGAN = time.perf_counter()

import highspy  # noqa: E402 - the imports are timed
import numpy as np  # noqa: E402 - as above

from tests.benchmarks.peers.incumbents import Incumbents  # noqa: E402 - as above

THREADS = 1
#: Costs are whole numbers: less than one apart is equal.
GAP = 0.99


def main() -> None:
    instance = json.load(sys.stdin)
    found = Incumbents()
    start_up = time.perf_counter() - _BEGAN
    proven = _solve(instance, found)
    json.dump(found.answer(start_up_seconds=start_up, proven=proven), sys.stdout)


def _solve(instance: dict[str, Any], found: Incumbents) -> int:
    highs = _engine(instance)
    taken = np.array(instance["taken"], dtype=np.int64)

    def chosen(values: Any) -> list[int]:
        return np.flatnonzero(np.asarray(values)[taken] > 0.5).tolist()

    def better(event: Any) -> None:
        if len(event.data_out.mip_solution):
            found.add(chosen(event.data_out.mip_solution))

    highs.cbMipImprovingSolution.subscribe(better)
    proven, certain = 0, True
    tiers = instance["tiers"]
    for number, tier in enumerate(tiers):
        costs = _costs(instance, tier)
        columns = np.arange(len(costs), dtype=np.int32)
        highs.changeColsCost(len(costs), columns, costs)
        share = (instance["seconds"] - found.seconds) / (len(tiers) - number)
        status = _run(highs, share)
        if not _has_plan(highs):
            status = _run(highs, instance["seconds"] - found.seconds)
        if not _has_plan(highs):
            break
        solution = highs.getSolution()
        found.add(chosen(solution.col_value))
        certain = certain and status == highspy.HighsModelStatus.kOptimal
        proven += certain
        best = round(float(np.dot(costs, np.round(solution.col_value))))
        used = np.flatnonzero(costs).astype(np.int32)
        if len(used):
            highs.addRow(-highspy.kHighsInf, best, len(used), used, costs[used])
        start = highspy.HighsSolution()
        start.col_value = list(np.round(solution.col_value))
        highs.setSolution(start)
    return proven


def _engine(instance: dict[str, Any]) -> highspy.Highs:
    highs = highspy.Highs()
    for option, value in (
        ("output_flag", False),
        ("threads", THREADS),
        ("random_seed", instance["seed"]),
        ("mip_rel_gap", 0.0),
        ("mip_abs_gap", GAP),
    ):
        highs.setOptionValue(option, value)
    count = len(instance["lower"])
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = count, len(instance["rows"])
    lp.col_cost_ = np.zeros(count)
    lp.col_lower_ = np.array(instance["lower"], dtype=float)
    lp.col_upper_ = np.array(instance["upper"], dtype=float)
    lp.integrality_ = [highspy.HighsVarType.kInteger] * count
    infinity = highspy.kHighsInf
    lower = [-infinity if low is None else low for _, low, _ in instance["rows"]]
    upper = [infinity if high is None else high for _, _, high in instance["rows"]]
    lp.row_lower_ = np.array(lower, dtype=float)
    lp.row_upper_ = np.array(upper, dtype=float)
    terms = [_merged(row) for row, _, _ in instance["rows"]]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.cumsum([0, *map(len, terms)]).astype(np.int32)
    lp.a_matrix_.index_ = np.array(
        [var for row in terms for var in row], dtype=np.int32
    )
    lp.a_matrix_.value_ = np.array(
        [factor for row in terms for factor in row.values()], dtype=float
    )
    highs.passModel(lp)
    return highs


def _merged(terms: list[list[int]]) -> dict[int, int]:
    """A variable may stand twice in a row; HiGHS wants it once."""
    found: dict[int, int] = {}
    for var, factor in terms:
        found[var] = found.get(var, 0) + factor
    return found


def _costs(instance: dict[str, Any], tier: dict[str, Any]) -> Any:
    costs = np.zeros(len(instance["lower"]))
    for var, cost in tier["terms"]:
        costs[var] += cost
    return costs


def _run(highs: highspy.Highs, seconds: float) -> highspy.HighsModelStatus:
    highs.setOptionValue("time_limit", max(0.01, seconds))
    highs.run()
    return highs.getModelStatus()


def _has_plan(highs: highspy.Highs) -> bool:
    feasible = highspy.SolutionStatus.kSolutionStatusFeasible
    return bool(highs.getInfo().primal_solution_status == feasible)


if __name__ == "__main__":
    main()
