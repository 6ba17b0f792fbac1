"""What the model of a problem counts, asked of an engine of its own."""

from collections.abc import Sequence

from ortools.sat.python import cp_model

from solver.linear import Expression, LinearModel
from solver.substitution.formulation import formulate
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Option, OptionSet
from solver.substitution.problem import Problem


def model_value(
    wish: str,
    problem: Problem,
    rules: RuleSet,
    options: Sequence[Option],
    taken: Sequence[Option],
) -> int:
    """What the model counts at least if it takes these of its options and no others."""
    offered = OptionSet(tuple(options), {})
    found = formulate(ProblemIndex(problem), rules, offered)
    for option in options:
        row = ((found.variables.taken(option), 1),)
        found.model.add_at_least(row, int(option in taken), "as taken")
        found.model.add_at_most(row, int(option in taken), "as taken")
    (cost,) = (o.expression for o in found.objectives if o.id == wish)
    return _least(found.model, cost)


def in_cp_sat(model: LinearModel) -> tuple[cp_model.CpModel, list[cp_model.IntVar]]:
    """The rows as they stand, and a variable of its own for each of the model's."""
    built = cp_model.CpModel()
    found = [
        built.new_int_var(lower, upper, "")
        for lower, upper in zip(model.lowers, model.uppers, strict=True)
    ]
    for row in model.rows:
        total = sum(factor * found[var] for var, factor in row.terms)
        if row.lower is not None:
            built.add(total >= row.lower)
        if row.upper is not None:
            built.add(total <= row.upper)
    return built, found


def _least(model: LinearModel, cost: Expression) -> int:
    built, found = in_cp_sat(model)
    built.minimize(sum(factor * found[var] for var, factor in cost.terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    assert solver.solve(built) == cp_model.OPTIMAL
    return cost.constant + round(solver.objective_value)
