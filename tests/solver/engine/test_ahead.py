"""A tier with the one after it in mind: the tier comes first, always."""

import random
from itertools import pairwise

import pytest

from solver.engine.budget import Budget
from solver.engine.certificate import certify
from solver.engine.face import Face
from solver.engine.knapsack.ahead import LARGEST_SUM, Ahead
from solver.engine.knapsack.aid import Knapsacks
from solver.engine.knapsack.tried import Tried
from solver.engine.parts import whole
from solver.linear import LinearModel
from solver.result import SolveLimits
from tests.solver.engine.test_knapsack import a_model, every, worth

SEEDS = range(4)
#: So many plans are compared, beside the best one.
SOME = 150


def next_costs(model: LinearModel, seed: int) -> dict[int, int]:
    rng = random.Random(seed)
    return {var: rng.randint(-7, 7) for var in range(len(model.names)) if var % 3}


def a_part(
    model: LinearModel, costs: dict[int, int], bound: int, values: tuple[int, ...]
) -> Tried:
    face = Face(model)
    part = whole(face, range(len(model.rows)), frozenset())
    proof = certify(face, (part,), costs, {})
    return Tried(part, costs, proof, list(values), bound)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_sum_of_both_orders_plans_as_the_tiers_do_one_after_another(seed: int):
    model, costs = a_model(seed)
    later = next_costs(model, seed)
    plans = list(every(model))
    best = min(worth(costs, values) for values in plans)
    good = [values for values in plans if worth(costs, values) == best]
    plans = [*good[:9], *random.Random(seed).sample(plans, min(SOME, len(plans)))]
    tried = a_part(model, costs, best, plans[0])
    ahead = Ahead(Face(model), model.blocks, later).of(tried)
    assert ahead.costs != costs
    told = [
        (worth(costs, v), worth(later, v), ahead.worth(range(len(v)), v), v)
        for v in plans
    ]
    for one, other in pairwise(sorted(told)):
        assert (one[2] < other[2]) == (one[:2] < other[:2])
    for first, _, total, values in told:
        assert ahead.bound <= total
        ahead.go_to(list(values))
        assert ahead.proven == (first == best)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_search_with_the_next_tier_in_mind_finds_what_suits_it(seed: int):
    model, costs = a_model(seed)
    later = next_costs(model, seed)
    plans = list(every(model))
    best = min((worth(costs, values), worth(later, values)) for values in plans)
    nothing = (0,) * len(model.names)
    # No bound is known: it ends with the best of both.
    tried = a_part(model, costs, best[0] - 1, nothing)
    ahead = Ahead(Face(model), model.blocks, later).of(tried)
    everything = frozenset(range(len(nothing)))
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        knapsacks = Knapsacks(Face(model), model.blocks, budget)
        knapsacks.like(ahead, [everything], budget.allowance(1))
    found = tuple(ahead.values)
    assert (worth(costs, found), worth(later, found)) == best


def test_blocks_are_widened_by_what_the_tier_gains_not_by_what_the_next_one_does():
    model, costs = a_model(1)
    plans = list(every(model))
    later = {var: -cost for var, cost in costs.items()}
    tried = a_part(model, costs, -1_000, plans[0])
    ahead = Ahead(Face(model), model.blocks, later).of(tried)
    worths = {values: worth(costs, values) for values in plans}
    for values in plans[:SOME]:
        told = ahead.worth(range(len(values)), values)
        assert (told - ahead.bound) // ahead.weight == worths[values] + 1_000


def test_sums_that_no_engine_tells_exactly_are_not_made():
    model, costs = a_model(1)
    tried = a_part(model, costs, 0, next(iter(every(model))))
    huge = {0: LARGEST_SUM}
    assert Ahead(Face(model), model.blocks, huge).of(tried) is tried
