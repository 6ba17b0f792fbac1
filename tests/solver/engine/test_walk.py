"""A walk finds values that hold, never better than the best, and ends in time."""

import random
from itertools import product

import pytest

from solver.engine.budget import Budget
from solver.engine.certificate import certify
from solver.engine.face import Face
from solver.engine.knapsack.aid import Knapsacks
from solver.engine.knapsack.tried import Tried
from solver.engine.knapsack.walk import Guide
from solver.engine.parts import whole
from solver.engine.tiers import Objective, minimise_tiers
from solver.linear import Block, Expression, Item, LinearModel, Row, Var
from solver.result import SolveLimits

PATIENCE = 4


def a_model(agents: int, jobs: int, seed: int) -> tuple[LinearModel, dict[int, int]]:
    """Every job to one agent, dear where it takes little room; each has just enough."""
    rng = random.Random(seed)
    model = LinearModel()
    costs: dict[int, int] = {}
    takers: list[list[Var]] = [[] for _ in range(jobs)]
    for agent in range(agents):
        items, room, used = [], [], 0
        for job, those in enumerate(takers):
            var = model.new_bool("takes")
            use = rng.randint(1, 30)
            costs[var] = 40 - use + rng.randint(-4, 4)
            items.append(Item(f"j{job}", (var,), (((var, 1),),)))
            room.append((var, use))
            those.append(var)
            used += use
        model.add_at_most(room, used // agents + 4, "room")
        model.blocks.append(Block(f"a{agent}", tuple(items)))
    for those in takers:
        model.rows.append(Row(tuple((var, 1) for var in those), 1, 1, "one agent"))
    return model, costs


def begun(agents: int, jobs: int, seed: int) -> tuple[Face, LinearModel, Tried]:
    """A model with all but the worst of its answers that hold."""
    model, costs = a_model(agents, jobs, seed)
    face = Face(model)
    values = worst(model, costs) if jobs < 7 else packed(model)
    part = whole(face, range(len(model.rows)), frozenset())
    proof = certify(face, (part,), costs, {})
    return face, model, Tried(part, costs, proof, values, -1)


def answers(model: LinearModel) -> list[list[int]]:
    """All assignments the rows allow."""
    face, count = Face(model), len(model.blocks)
    jobs = len(model.blocks[0].items)
    found = []
    for taken in product(range(count), repeat=jobs):
        values = [0] * len(model.names)
        for job, agent in enumerate(taken):
            values[agent * jobs + job] = 1
        if face.admits(values):
            found.append(values)
    return found


def worth(costs: dict[int, int], values: list[int]) -> int:
    return sum(cost * values[var] for var, cost in costs.items())


def worst(model: LinearModel, costs: dict[int, int]) -> list[int]:
    return max(answers(model), key=lambda values: worth(costs, values))


def packed(model: LinearModel) -> list[int]:
    """Each job where it takes least, if there is room."""
    values = [0] * len(model.names)
    left = {n: row.upper or 0 for n, row in enumerate(model.rows) if row.upper != 1}
    use = {var: (n, much) for n in left for var, much in model.rows[n].terms}
    for row in (row for row in model.rows if row.upper == 1):
        for var, _ in sorted(row.terms, key=lambda term: use[term[0]][1]):
            bag, much = use[var]
            if much <= left[bag]:
                values[var], left[bag] = 1, left[bag] - much
                break
    return values


def walked(face: Face, model: LinearModel, tried: Tried, limits: SolveLimits) -> None:
    with Budget(limits, None) as budget:
        knapsacks = Knapsacks(face, model.blocks, budget)
        guide = Guide(tried.proof.reduced, PATIENCE)
        knapsacks.walk(tried, budget.allowance(1), guide)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_is_found_holds_and_is_mostly_the_best_but_never_better(workers: int):
    best_found = 0
    for seed in range(5):
        face, model, tried = begun(3, 6, seed)
        costs, before = dict(tried.costs), tried.value
        best = min(worth(costs, values) for values in answers(model))
        walked(face, model, tried, SolveLimits(seconds=60, workers=workers))
        assert face.admits(tried.values)
        assert best <= tried.value <= before
        best_found += tried.value == best
    assert best_found >= 4


def test_one_worker_walks_the_same_way_every_time_as_long_as_units_are_left():
    found = []
    for units in (0.02, 0.02, 0.04):
        face, model, tried = begun(4, 24, 1)
        before = tried.value
        limits = SolveLimits(seconds=600, workers=1, deterministic=units)
        walked(face, model, tried, limits)
        assert face.admits(tried.values)
        assert tried.value < before
        found.append(tried.values)
    assert found[0] == found[1]
    costs = dict(tried.costs)
    assert worth(costs, found[2]) <= worth(costs, found[0])


def test_nothing_is_begun_once_somebody_wants_it_to_end():
    face, model, tried = begun(4, 24, 1)
    before, looks = tried.value, 0

    def after_some_looks() -> bool:
        nonlocal looks
        looks += 1
        return looks > 12

    with Budget(SolveLimits(seconds=600, workers=2), after_some_looks) as budget:
        knapsacks = Knapsacks(face, model.blocks, budget)
        guide = Guide(tried.proof.reduced, 10**6)
        knapsacks.walk(tried, budget.allowance(1), guide)
    assert face.admits(tried.values)
    assert tried.value <= before


def test_a_single_agent_leaves_nothing_to_walk_through():
    face, model, tried = begun(1, 5, 1)
    before = list(tried.values)
    walked(face, model, tried, SolveLimits(seconds=60))
    assert tried.values == before


@pytest.mark.parametrize("seed", range(3))
def test_a_tier_of_such_a_model_is_proven(seed: int):
    model, costs = a_model(3, 6, seed)
    first = worst(model, costs)
    expression = Expression(tuple((Var(var), cost) for var, cost in costs.items()))
    with Budget(SolveLimits(seconds=60), None) as budget:
        reached = minimise_tiers(
            model, [Objective("x", "", expression)], first, budget, lambda _: None
        )
    best = min(worth(costs, values) for values in answers(model))
    assert [(tier.value, tier.bound) for tier in reached.tiers] == [(best, best)]
