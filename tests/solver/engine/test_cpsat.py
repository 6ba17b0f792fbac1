"""What CP-SAT says of a part is held against what we know of it."""

import json
from pathlib import Path

from solver.engine.budget import Budget
from solver.engine.cpsat import minimise_part
from solver.engine.face import Face
from solver.engine.parts import whole
from solver.linear import LinearModel, Row, Var
from solver.result import SolveLimits

#: A part of a real week: 211 variables, 400 rows, a cost, an assignment that holds.
RECORDED = Path(__file__).parent / "wrongly_infeasible.json"


def recorded() -> tuple[LinearModel, dict[int, int], list[int]]:
    part = json.loads(RECORDED.read_text())
    model = LinearModel()
    for lower, upper in zip(part["lowers"], part["uppers"], strict=True):
        model.new_int(lower, upper, "")
    for terms, lower, upper in part["rows"]:
        row = tuple((Var(var), factor) for var, factor in terms)
        model.rows.append(Row(row, lower, upper, ""))
    return model, {int(v): c for v, c in part["costs"].items()}, part["incumbent"]


def test_presolve_calls_no_part_infeasible_that_has_a_solution_bug():
    # google/or-tools#5293: with the default of one presolve step it was "infeasible".
    model, costs, incumbent = recorded()
    face = Face(model)
    assert face.admits(incumbent)
    part = whole(face, range(len(model.rows)), frozenset())
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        found = minimise_part(face, part, costs, incumbent, budget, budget.allowance(1))
    assert found is not None
    values = [found.values[var] for var in range(len(incumbent))]
    assert face.admits(values)
    assert found.bound == sum(cost * values[var] for var, cost in costs.items()) == 1
