"""The relaxation of a face: it answers for the rows asked for, whatever came before."""

import random
from operator import mul

import pytest

from solver.engine.budget import Budget
from solver.engine.certificate import certify, lower_bound
from solver.engine.face import Face
from solver.engine.parts import whole
from solver.engine.relaxation import Relaxation
from solver.linear import LinearModel, Row
from solver.result import SolveLimits
from tests.solver.engine.build import a_model

SEEDS = range(20)


def proven(face, relaxation, costs, rows):
    """The relaxed minimum, and what a certificate makes of its multipliers."""
    with Budget(SolveLimits(workers=1), None) as budget:
        found = relaxation.minimise(costs, rows, budget)
    assert found is not None
    part = whole(face, rows, frozenset())
    bound = lower_bound(face, part, costs, certify(face, (part,), costs, found.duals))
    return sum(cost * found.values[var] for var, cost in costs.items()), bound


def test_rows_that_held_before_take_no_multipliers_of_the_rows_asked_for():
    fewer_do_with_less = 0
    for seed in SEEDS:
        model, objectives, _ = a_model(seed)
        face = Face(model)
        relaxation = Relaxation(face)
        everything = tuple(range(len(model.rows)))
        for objective in objectives:
            costs = {}
            for var, cost in objective.expression.terms:
                costs[var] = costs.get(var, 0) + cost
            values = []
            for rows in (everything, everything[::2], everything):
                value, bound = proven(face, relaxation, costs, rows)
                alone = proven(Face(model), Relaxation(Face(model)), costs, rows)
                assert value == pytest.approx(alone[0], abs=1e-6)
                assert bound >= value - 1e-6
                values.append(value)
            assert values[0] == pytest.approx(values[2], abs=1e-6)
            fewer_do_with_less += values[1] < values[0] - 1e-6
    assert fewer_do_with_less, "rows left out were missed somewhere"


@pytest.mark.parametrize("contradicts", ["a variable", "a row"])
def test_what_contradicts_itself_has_no_optimum(contradicts):
    model = LinearModel()
    left, right = model.new_bool("links"), model.new_bool("rechts")
    model.add_at_most(((left, 1), (right, 1)), 1, "einmal")
    face = Face(model)
    if contradicts == "a row":
        face.raise_row(0, 2)
    else:
        face.raise_lower(left, 2)
    with Budget(SolveLimits(workers=1), None) as budget:
        assert Relaxation(face).minimise({left: -1}, (0,), budget) is None


def test_a_model_of_nothing_has_an_optimum_again_and_again():
    relaxation = Relaxation(Face(LinearModel()))
    with Budget(SolveLimits(workers=1), None) as budget:
        for _ in range(2):
            found = relaxation.minimise({}, (), budget)
            assert found is not None
            assert found.values == []


def test_rows_of_millions_have_an_optimum_as_well():
    """As they are given GLOP stumbles over them, or calls solvable ones insolvable."""
    stumbled = 0
    for seed in range(60):
        model, objectives, _ = a_model(seed)
        face, chance = Face(model), random.Random(seed)
        for _ in range(3):
            factors = [
                chance.randrange(1, 10**6) * chance.choice((1, 2, 3, 5, 7))
                for _ in model.lowers
            ]
            most = sum(map(mul, factors, model.uppers)) // 2
            face.add(Row(tuple(enumerate(factors)), None, most, "Millionen"))
        relaxation = Relaxation(face, scaled=False)
        rows = tuple(range(len(face.terms)))
        for objective in objectives:
            costs = {}
            for var, cost in objective.expression.terms:
                costs[var] = costs.get(var, 0) + cost
            value, bound = proven(face, relaxation, costs, rows)
            assert bound >= value - 1e-4 * max(1, abs(value)), (seed, objective)
        stumbled += relaxation._scaled
    assert stumbled > 0
