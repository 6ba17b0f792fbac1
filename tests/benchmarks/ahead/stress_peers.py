"""What others say of an absence: the full planner, a telephone round, a plain model."""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ortools.sat.python import cp_model

from solver.engine.greedy import first_assignment
from solver.linear import Expression
from solver.result import SolveLimits
from solver.slots import Day
from solver.stress.absence import switched
from solver.stress.value import first_tier_rules
from solver.substitution.formulation import Formulation, formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import generate
from solver.substitution.plan import Option, OptionSet
from solver.substitution.planning import solve
from solver.substitution.problem import PersonId
from solver.substitution.rules import load_rules
from tests.benchmarks.ahead.stress_towns import TownWeek

WORKERS = 2
MOST_SECONDS = 60.0

Absence = tuple[frozenset[PersonId], Day]


@dataclass(frozen=True)
class Said:
    """Value of the first tier, whether it is proven, and wall seconds."""

    minutes: int
    proven: bool
    seconds: float


@dataclass(frozen=True)
class _Built:
    index: ProblemIndex
    options: OptionSet
    formulation: Formulation


def full_planner(town: TownWeek, absence: Absence) -> Said:
    """The planner itself on the whole day, first tier only."""
    profile = replace(town.profile, tiers=town.profile.tiers[:1])
    began = time.perf_counter()
    plan = solve(
        switched(town.problem, *absence), profile, SolveLimits(workers=WORKERS)
    ).plan
    tier = plan.tiers[0]
    return Said(tier.value, tier.proven, time.perf_counter() - began)


def telephone(town: TownWeek, absence: Absence, rules: RuleSet) -> Said:
    """Child by child the nearest of those it knows best."""
    began = time.perf_counter()
    built = _built(town, absence, rules)
    taken = built.formulation.variables.taken
    order = [taken(o) for o in sorted(built.options.options, key=_Appeal(built.index))]
    values = first_assignment(built.formulation.model, order)
    return Said(_value(built, values), False, time.perf_counter() - began)  # noqa: FBT003 - what it is stands beside it


def plain_model(town: TownWeek, absence: Absence, rules: RuleSet) -> Said:
    """One CP-SAT model of the whole day, the solver's defaults, no hint."""
    began = time.perf_counter()
    built = _built(town, absence, rules)
    lines = built.formulation.model
    model = cp_model.CpModel()
    bounds = zip(lines.lowers, lines.uppers, strict=True)
    variables = [model.new_int_var(low, high, "") for low, high in bounds]
    for row in lines.rows:
        model.add_linear_constraint(
            sum(factor * variables[var] for var, factor in row.terms),
            cp_model.INT_MIN if row.lower is None else row.lower,
            cp_model.INT_MAX if row.upper is None else row.upper,
        )
    objectives = [o.expression for o in built.formulation.objectives]
    model.minimize(sum(c * variables[v] for e in objectives for v, c in e.terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = WORKERS
    solver.parameters.max_time_in_seconds = MOST_SECONDS
    status = solver.solve(model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        values = list(lines.lowers)
    else:
        values = [solver.value(variable) for variable in variables]
    proven = status == cp_model.OPTIMAL
    return Said(_value(built, values), proven, time.perf_counter() - began)


def rules_of(town: TownWeek) -> RuleSet:
    """The town's rules with the tiers of open minutes only."""
    return first_tier_rules(load_rules(town.profile))


def _built(town: TownWeek, absence: Absence, rules: RuleSet) -> _Built:
    index = ProblemIndex(switched(town.problem, *absence))
    options = generate(index, rules)
    return _Built(index, options, formulate(index, rules, options))


def _value(built: _Built, values: Sequence[int]) -> int:
    return sum(_worth(o.expression, values) for o in built.formulation.objectives)


def _worth(expression: Expression, values: Sequence[int]) -> int:
    return expression.constant + sum(c * values[var] for var, c in expression.terms)


class _Appeal:
    """Children in their order; for each the best known, then the nearest."""

    def __init__(self, index: ProblemIndex) -> None:
        self._index = index
        self._position = {need.id: i for i, need in enumerate(index.problem.needs)}

    def __call__(self, option: Option) -> tuple[int, int, int, int]:
        index = self._index
        known = index.familiarity(option.child, option.person, option.day)
        regular = index.needs[option.need].regular_place
        way = index.extra_way(option.child, regular, option.place)
        position = self._position[option.need]
        return position, -known, 0 if way is None else way, -option.slot.minutes
