"""What our engine is measured against, on the very same options and rows."""

import time
from dataclasses import dataclass
from math import ceil

from ortools.sat.python import cp_model

from solver.engine.greedy import first_assignment
from solver.engine.tiers import Objective
from solver.substitution.formulation import Formulation
from solver.substitution.index import ProblemIndex
from solver.substitution.options import OptionSet
from solver.substitution.plan import Option, Plan
from solver.tier import TierResult

WORKERS = 2


@dataclass(frozen=True)
class Answer:
    """One peer's plan, if it found any, what it proved, and how long it took [s]."""

    plan: Plan | None
    seconds: float
    tiers: tuple[TierResult, ...] = ()

    @property
    def proven(self) -> int:
        """Tiers proven, from the first on."""
        count = 0
        for tier in self.tiers:
            if not tier.proven:
                break
            count += 1
        return count


def straightforward(
    formulation: Formulation, options: OptionSet, seconds: float
) -> Answer:
    """One Boolean per option and day, CP-SAT's defaults, tier by tier.

    What a competent developer writes in a day: no hints, no decomposition, no
    parameters but the number of workers. Each tier gets its share of the time left;
    time a proof did not need is passed on, and all of it is used to find anything.
    """
    began = time.perf_counter()
    model = cp_model.CpModel()
    source = formulation.model
    variables = [
        model.new_int_var(low, high, name)
        for low, high, name in zip(
            source.lowers, source.uppers, source.names, strict=True
        )
    ]
    for row in source.rows:
        model.add_linear_constraint(
            sum(factor * variables[var] for var, factor in row.terms),
            cp_model.INT_MIN if row.lower is None else row.lower,
            cp_model.INT_MAX if row.upper is None else row.upper,
        )
    taken = formulation.variables.taken
    plan: Plan | None = None
    tiers: list[TierResult] = []
    for index, objective in enumerate(formulation.objectives):
        cost = sum(c * variables[var] for var, c in objective.expression.terms)
        model.minimize(cost)
        share = _left(began, seconds) / (len(formulation.objectives) - index)
        solver, status = _solved(model, share)
        if status == cp_model.UNKNOWN:
            solver, status = _solved(model, _left(began, seconds))
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            break
        plan = Plan(
            tuple(o for o in options.options if solver.value(variables[taken(o)]))
        )
        value = round(solver.objective_value)
        bound = value if status == cp_model.OPTIMAL else solver.best_objective_bound
        tiers.append(_result(objective, value, ceil(bound - 1e-6), tiers))
        if objective.expression.terms:
            model.add(cost <= value)
    return Answer(plan, time.perf_counter() - began, tuple(tiers))


def _left(began: float, seconds: float) -> float:
    return max(0.01, seconds - (time.perf_counter() - began))


def _solved(
    model: cp_model.CpModel, seconds: float
) -> tuple[cp_model.CpSolver, cp_model.CpSolverStatus]:
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = seconds
    return solver, solver.solve(model)


def _result(
    objective: Objective, value: int, bound: int, above: list[TierResult]
) -> TierResult:
    constant = objective.expression.constant
    return TierResult(
        objective.id,
        objective.unit,
        value + constant,
        bound + constant,
        conditional=not all(tier.proven for tier in above),
    )


def nearest_familiar_first(
    index: ProblemIndex, options: OptionSet, formulation: Formulation
) -> Answer:
    """A dispatcher's morning: child by child, the nearest of those it knows best."""
    began = time.perf_counter()
    position = {need.id: i for i, need in enumerate(index.problem.needs)}

    def appeal(option: Option) -> tuple[int, int, int, int]:
        known = index.familiarity(option.child, option.person, option.day)
        regular = index.needs[option.need].regular_place
        way = index.extra_way(option.child, regular, option.place)
        return (
            position[option.need],
            -known,
            0 if way is None else way,
            -option.slot.minutes,
        )

    taken = formulation.variables.taken
    order = [taken(option) for option in sorted(options.options, key=appeal)]
    values = first_assignment(formulation.model, order)
    plan = Plan(tuple(o for o in options.options if values[taken(o)]))
    return Answer(plan, time.perf_counter() - began)
