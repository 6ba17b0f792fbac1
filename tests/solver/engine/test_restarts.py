"""Small parts begun anew: the same optimum, whatever single attempts may take."""

import pytest

from solver.engine import restarts
from solver.engine.budget import Budget
from solver.engine.face import Face
from solver.engine.parts import whole
from solver.engine.restarts import minimise_anew
from solver.result import SolveLimits
from tests.solver.engine.build import a_hard_model, a_model, best_vector
from tests.solver.engine.test_tiers import greedy_start


def minimised(seed: int, limits: SolveLimits):
    model, objectives, decisions = a_model(seed)
    costs = dict(objectives[0].expression.terms)
    face = Face(model)
    part = whole(face, tuple(face.live), frozenset())
    start = greedy_start(model, decisions)
    with Budget(limits, None) as budget:
        found = minimise_anew(face, part, costs, start, budget, budget.allowance(1))
    value = sum(cost * found.values.get(var, start[var]) for var, cost in costs.items())
    return found.bound + 60, value + 60, best_vector(model, objectives)[0]


@pytest.mark.parametrize("least", [1e-6, 0.02])
def test_attempts_that_come_to_nothing_are_begun_anew(monkeypatch, least):
    """With next to no time each, only the last one finds anything."""
    monkeypatch.setattr(restarts, "ATTEMPTS", (least,) * 3)
    monkeypatch.setattr(restarts, "LEAST_ATTEMPT", least)
    for seed in range(30):
        bound, value, best = minimised(seed, SolveLimits(workers=1))
        assert bound == value == best


def test_a_deterministic_limit_ends_all_attempts_together():
    model, objectives, decisions = a_hard_model(items=30)
    face = Face(model)
    part = whole(face, tuple(face.live), frozenset())
    start = greedy_start(model, decisions)
    costs = dict(objectives[0].expression.terms)
    with Budget(SolveLimits(deterministic=0.05, workers=1), None) as budget:
        found = minimise_anew(face, part, costs, start, budget, budget.allowance(1))
        assert budget.exhausted()
    assert found is None or found.bound <= sum(
        cost * found.values[var] for var, cost in costs.items()
    )
