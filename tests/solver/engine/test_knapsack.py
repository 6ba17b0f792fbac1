"""Bounds by knapsacks hold for any multipliers, and cut off no optimum."""

import random
from collections.abc import Callable, Iterator
from itertools import product

import numpy as np
import pytest

from solver.engine.budget import Budget
from solver.engine.columns.offers import Offers
from solver.engine.face import Face
from solver.engine.knapsack.ascent import ascend
from solver.engine.knapsack.pricing import Pricing, fill
from solver.engine.knapsack.proof import narrow
from solver.engine.knapsack.split import split
from solver.engine.tiers import Objective, minimise_tiers
from solver.linear import Block, Expression, Item, LinearModel, Var
from solver.result import SolveLimits

SEEDS = range(40)
Values = tuple[int, ...]


def a_model(seed: int) -> tuple[LinearModel, dict[int, int]]:
    """Three bags, four subjects with up to two more units each, and a common budget."""
    rng = random.Random(seed)
    model = LinearModel()
    costs: dict[int, int] = {}
    of_subject: dict[str, list[Var]] = {f"s{n}": [] for n in range(4)}
    budget: list[tuple[Var, int]] = []
    for number in range(3):
        items, room = [], []
        for subject, choices in of_subject.items():
            chosen = model.new_bool("chosen")
            choices.append(chosen)
            more = rng.choice((0, 0, 2))
            weight, each = rng.randint(1, 9), rng.randint(1, 3)
            costs[chosen] = rng.randint(-30, 5)
            room.append((chosen, weight))
            budget.append((chosen, rng.randint(0, 9)))
            if not more:
                items.append(Item(subject, (chosen,), (((chosen, 1),),)))
                continue
            extra = model.new_int(0, more, "extra")
            costs[extra] = rng.randint(-9, 3)
            room.append((extra, each))
            budget.append((extra, 2))
            model.add_at_most(((extra, 1), (chosen, -more)), 0, "only if chosen")
            ways = (
                ((chosen, 1),),
                ((chosen, 1), (extra, 1)),
                ((chosen, 1), (extra, 2)),
            )
            items.append(Item(subject, (chosen, extra), ways))
        model.add_at_most(room, rng.randint(6, 16), "room")
        model.blocks.append(Block(f"b{number}", tuple(items)))
    for choices in of_subject.values():
        model.add_at_most([(var, 1) for var in choices], 1, "one bag")
    model.add_at_most(budget, rng.randint(10, 30), "budget")
    load = model.new_int(0, 40, "load above 5")
    model.add_at_most([*budget[:4], (load, -1)], 5, "load")
    costs[load] = 2
    return model, costs


def every(model: LinearModel) -> Iterator[Values]:
    """All assignments the rows allow, the load as small as it may be."""
    subjects = sorted({item.subject for b in model.blocks for item in b.items})
    ways = [
        [
            (),
            *(
                w
                for b in model.blocks
                for i in b.items
                if i.subject == s
                for w in i.ways
            ),
        ]
        for s in subjects
    ]
    face = Face(model)
    load = len(model.names) - 1
    for taken in product(*ways):
        values = [0] * len(model.names)
        for way in taken:
            for var, value in way:
                values[var] = value
        values[load] = -face.missing(len(model.rows) - 1, values)
        if face.admits(values):
            yield tuple(values)


def worth(costs: dict[int, int], values: Values) -> int:
    return sum(cost * values[var] for var, cost in costs.items())


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bound_of_any_multipliers_lies_below_the_optimum(seed: int):
    model, costs = a_model(seed)
    face = Face(model)
    best = min(worth(costs, values) for values in every(model))
    offers = Offers(face, model.blocks, costs)
    pricing = offers.pricing
    rng = np.random.default_rng(seed)
    proof = offers.prove(-rng.random(len(pricing.split.rows)) * 5)
    assert proof is not None
    assert -(-proof.bound // proof.scale) <= best
    start = np.zeros(len(pricing.split.rows))
    climbed = ascend(pricing, start, float(best), _steps(60))
    better = offers.prove(climbed.multipliers)
    assert better is not None
    assert -(-better.bound // better.scale) <= best


def _steps(most: int) -> Callable[[float], bool]:
    """Whether to go on: so many times."""
    left = iter([True] * most)
    return lambda _bound: next(left, False)


@pytest.mark.parametrize("seed", SEEDS)
def test_narrowing_keeps_everything_as_good_as_the_value_asked_for(seed: int):
    model, costs = a_model(seed)
    face = Face(model)
    found = sorted(every(model), key=lambda values: worth(costs, values))
    value = worth(costs, found[min(2, len(found) - 1)])
    offers = Offers(face, model.blocks, costs)
    pricing = offers.pricing
    start = np.zeros(len(pricing.split.rows))
    proof = offers.prove(ascend(pricing, start, float(value), _steps(60)).multipliers)
    assert proof is not None
    narrow(pricing, proof, value * proof.scale - proof.bound, face)
    for values in found:
        if worth(costs, values) <= value:
            assert face.in_bounds(range(len(values)), values)


def test_narrowing_cuts_off_something_in_most_models():
    cut = 0
    for seed in SEEDS:
        model, costs = a_model(seed)
        face = Face(model)
        best = min(worth(costs, values) for values in every(model))
        offers = Offers(face, model.blocks, costs)
        pricing = offers.pricing
        start = np.zeros(len(pricing.split.rows))
        proof = offers.prove(
            ascend(pricing, start, float(best), _steps(60)).multipliers
        )
        assert proof is not None
        narrow(pricing, proof, best * proof.scale - proof.bound, face)
        cut += bool(face.changed_bounds)
    assert cut > len(SEEDS) // 2


@pytest.mark.parametrize("seed", SEEDS)
def test_a_bag_is_filled_as_cheaply_as_can_be(seed: int):
    model, costs = a_model(seed)
    face = Face(model)
    pricing = Pricing(face, split(face, model.blocks, face.live), costs)
    way_costs = pricing.way_costs(pricing.costs)
    for sack in pricing.sacks:
        fillings = product(*([None, *spots] for spots, _ in sack.things))
        best = min(
            sum(int(way_costs[s.number]) for s in taken if s)
            for taken in fillings
            if sum(s.weight for s in taken if s) <= sack.room
        )
        cost, ways = fill(sack, way_costs)
        assert cost == best == sum(int(way_costs[way]) for way in ways)


@pytest.mark.parametrize("seed", SEEDS)
def test_tiers_with_blocks_are_the_best_of_all_assignments(seed: int):
    model, costs = a_model(seed)
    second = {var: (7 * var) % 11 - 5 for var in range(len(model.names) - 1)}
    best = min((worth(costs, values), worth(second, values)) for values in every(model))
    objectives = [
        Objective(name, "points", Expression(tuple((Var(v), c) for v, c in of.items())))
        for name, of in (("first", costs), ("second", second))
    ]
    nothing = [0] * len(model.names)
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        reached = minimise_tiers(model, objectives, nothing, budget, lambda _: None)
    assert all(tier.proven for tier in reached.tiers)
    assert tuple(tier.value for tier in reached.tiers) == best
