"""Ways to the proof that were tried: ``python -m tests.benchmarks.alternatives``.

Every one gets the same rows of the same per-day problem and has to prove all tiers one
after another. What each takes is written down in ``RESULTS.md``.
"""

import argparse
import sys
import time
from collections.abc import Callable, Sequence

from ortools.linear_solver.python import model_builder
from ortools.sat.python import cp_model

from solver.engine.budget import Budget
from solver.engine.greedy import first_assignment
from solver.engine.tiers import minimise_tiers
from solver.result import SolveLimits
from solver.substitution.formulation import Formulation, dispatch_order, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.options import generate
from solver.substitution.rules import load_rules
from tests.benchmarks.instances import town_week
from tests.benchmarks.profile import the_profile

Way = Callable[[Formulation, list[int], float], list[int]]


def ours(formulation: Formulation, first: list[int], seconds: float) -> list[int]:
    """Relaxation, exact certificate, CP-SAT on fractional parts."""
    with Budget(SolveLimits(seconds=seconds), None) as budget:
        reached = minimise_tiers(
            formulation.model, formulation.objectives, first, budget, lambda _: None
        )
    return [tier.value for tier in reached.tiers if tier.proven]


def cp_sat(workers: int, subsolvers: Sequence[str], level: int) -> Way:
    """CP-SAT on the whole model, complete hint, hints cleared between tiers."""

    def way(formulation: Formulation, first: list[int], seconds: float) -> list[int]:
        ends_at = time.perf_counter() + seconds
        model, variables = _cp_model(formulation)
        values, proven = first, []
        for objective in formulation.objectives:
            model.clear_hints()
            for variable, value in zip(variables, values, strict=True):
                model.add_hint(variable, value)
            cost = sum(c * variables[var] for var, c in objective.expression.terms)
            model.minimize(cost)
            solver = cp_model.CpSolver()
            solver.parameters.num_workers = workers
            solver.parameters.linearization_level = level
            solver.parameters.subsolvers.extend(subsolvers)
            solver.parameters.max_time_in_seconds = max(
                0.01, ends_at - time.perf_counter()
            )
            if solver.solve(model) != cp_model.OPTIMAL:
                break
            best = round(solver.objective_value)
            proven.append(best + objective.expression.constant)
            values = [solver.value(variable) for variable in variables]
            if objective.expression.terms:
                model.add(cost <= best)
        return proven

    return way


def _cp_model(
    formulation: Formulation,
) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    model, source = cp_model.CpModel(), formulation.model
    variables = [
        model.new_int_var(low, high, "")
        for low, high in zip(source.lowers, source.uppers, strict=True)
    ]
    for row in source.rows:
        model.add_linear_constraint(
            sum(factor * variables[var] for var, factor in row.terms),
            cp_model.INT_MIN if row.lower is None else row.lower,
            cp_model.INT_MAX if row.upper is None else row.upper,
        )
    return model, variables


def mip(name: str) -> Way:
    """A MIP engine inside OR-Tools on the whole model, tier by tier."""

    def way(formulation: Formulation, _: list[int], seconds: float) -> list[int]:
        ends_at = time.perf_counter() + seconds
        model, source = model_builder.Model(), formulation.model
        variables = [
            model.new_int_var(low, high, f"v{i}")
            for i, (low, high) in enumerate(
                zip(source.lowers, source.uppers, strict=True)
            )
        ]
        for row in source.rows:
            model.add_linear_constraint(
                sum(factor * variables[var] for var, factor in row.terms),
                float("-inf") if row.lower is None else row.lower,
                float("inf") if row.upper is None else row.upper,
            )
        proven = []
        for objective in formulation.objectives:
            cost = sum(c * variables[var] for var, c in objective.expression.terms)
            model.minimize(cost)
            solver = model_builder.Solver(name)
            solver.set_time_limit_in_seconds(max(0.01, ends_at - time.perf_counter()))
            if solver.solve(model) != model_builder.SolveStatus.OPTIMAL:
                break
            best = round(solver.objective_value)
            proven.append(best + objective.expression.constant)
            if objective.expression.terms:
                model.add(cost <= best)
        return proven

    return way


WAYS: dict[str, Way] = {
    "ours": ours,
    "CP-SAT, defaults, 2 workers": cp_sat(2, (), 1),
    "CP-SAT, max_lp, 2 workers": cp_sat(2, ("max_lp",), 2),
    "CP-SAT, linearization 2, 1 worker": cp_sat(1, (), 2),
    "HiGHS (in OR-Tools)": mip("highs"),
    "SCIP (in OR-Tools)": mip("scip"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Print for each way and seed the tiers proven, the time and the CPU time [s]."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.alternatives")
    parser.add_argument("--childminders", type=int, default=95)
    parser.add_argument("--absent", type=int, default=10)
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=30.0)
    chosen = parser.parse_args(arguments)
    for seed in range(1, chosen.seeds + 1):
        formulation, first = _instance(chosen.childminders, chosen.absent, seed)
        best: list[int] | None = None
        for name, way in WAYS.items():
            began, cpu_began = time.perf_counter(), time.process_time()
            proven = way(formulation, first, chosen.seconds)
            seconds = time.perf_counter() - began
            cpu = time.process_time() - cpu_began
            best = proven if best is None else best
            agrees = proven == best[: len(proven)]
            sys.stdout.write(
                f"seed {seed}  {name:34} {len(proven)}/{len(formulation.objectives)}"
                f" tiers  {seconds:7.2f} s  {cpu:7.2f} s CPU"
                f"{'' if agrees else '  DISAGREES'}\n"
            )
            sys.stdout.flush()
    return 0


def _instance(childminders: int, absent: int, seed: int) -> tuple[Formulation, list]:
    problem = town_week(childminders, absent, 5, seed)
    rules, index = load_rules(the_profile()), ProblemIndex(problem)
    options = generate(index, rules)
    formulation = formulate(index, rules, options)
    taken = formulation.variables.taken
    order = [taken(option) for option in dispatch_order(index, options)]
    return formulation, first_assignment(formulation.model, order)


if __name__ == "__main__":
    sys.exit(main())
