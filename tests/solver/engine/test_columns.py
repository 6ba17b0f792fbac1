"""Fillings as columns: bounds hold, covers cut off nothing, lists are complete."""

from collections.abc import Mapping

import numpy as np
import pytest

from solver.engine.abreast import Beside
from solver.engine.budget import Budget
from solver.engine.columns import master
from solver.engine.columns.asking import Stage
from solver.engine.columns.generation import Generated, generate
from solver.engine.columns.listing import NOTHING, Listing
from solver.engine.columns.loads import find_loads
from solver.engine.columns.offers import Offers
from solver.engine.columns.pool import make_pool
from solver.engine.columns.posting import row_of
from solver.engine.columns.settling import Columns
from solver.engine.draws import TieBreak, hashed_rank
from solver.engine.face import Face
from solver.engine.tiers import Objective, Reached, minimise_tiers
from solver.linear import Expression, LinearModel, Var
from solver.result import SolveLimits
from tests.solver.engine.test_knapsack import Values, a_model, every, worth

SEEDS = range(25)


def generated(offers: Offers) -> Generated:
    """Columns and covers from no multipliers and empty bags on."""
    nothing = [(bag, ()) for bag in range(len(offers.blocks))]
    return generate(offers, np.zeros(offers.rows), nothing, 0.01, lambda _: True)


def offers_of(model: LinearModel, costs: Mapping[int, int]) -> Offers:
    return Offers(Face(model), model.blocks, costs)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_bound_of_columns_is_proven_below_the_optimum_and_near(seed: int):
    model, costs = a_model(seed)
    best = min(worth(costs, values) for values in every(model))
    offers = offers_of(model, costs)
    found = generated(offers)
    proof = offers.prove(found.best.multipliers)
    assert proof is not None
    assert -(-proof.bound // proof.scale) <= best
    assert best - proof.bound / proof.scale <= 0.5 * abs(best)


@pytest.mark.parametrize("climbs", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_the_bound_of_a_stage_holds_whether_multipliers_climb_before(
    seed: int, *, climbs: bool
):
    model, costs = a_model(seed)
    admitted = list(every(model))
    best = min(worth(costs, values) for values in admitted)
    face, nothing = Face(model), [0] * len(model.names)
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        columns = Columns(face, model.blocks, budget, None)
        stage = Stage([costs], nothing, budget.allowance(1), None, climbs)
        slack = columns.bound(stage, {}, Beside(lambda: None, budget))
    assert 2 * best <= stage.value - slack <= best
    # What was cut off leaves room for what is best.
    assert any(
        worth(costs, values) == best and face.admits(values) for values in admitted
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_covers_cut_off_no_assignment(seed: int):
    model, costs = a_model(seed)
    covers = generated(offers_of(model, costs)).covers
    for values in every(model):
        for cover in covers:
            taken = sum(_taken(model, way, values) for way in cover.ways)
            assert taken <= cover.most


def _taken(
    model: LinearModel, way: tuple[tuple[Var, int], ...], values: Values
) -> bool:
    """Whether an item is taken in just this way."""
    item = next(
        item for b in model.blocks for item in b.items if way[0][0] in item.variables
    )
    return all(values[var] == dict(way).get(var, 0) for var in item.variables)


def test_covers_are_found_where_a_budget_is_split():
    found = sum(len(generated(offers_of(*a_model(seed))).covers) for seed in SEEDS)
    assert found > len(SEEDS)


def test_a_large_master_ends_with_a_round_of_covers_that_brings_nothing(
    monkeypatch: pytest.MonkeyPatch,
):
    models = [a_model(seed) for seed in range(25, 40)]
    patient = [generated(offers_of(*model)) for model in models]
    monkeypatch.setattr(master, "LARGE", 1)
    hurried = [generated(offers_of(*model)) for model in models]
    counts = [sum(len(one.covers) for one in every_) for every_ in (hurried, patient)]
    assert 0 < counts[0] < counts[1]
    for one, other in zip(hurried, patient, strict=True):
        assert one.best.bound == pytest.approx(other.best.bound, abs=0.05)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_fillings_of_the_best_are_among_those_that_the_gap_leaves(seed: int):
    model, costs = a_model(seed)
    admitted = list(every(model))
    best = min(worth(costs, values) for values in admitted)
    offers = offers_of(model, costs)
    proof = offers.prove(generated(offers).best.multipliers)
    loads = find_loads(offers, (costs,))
    assert proof is not None
    if loads is None:
        # The load is that of two bags.
        return
    room = best * proof.scale - proof.bound
    listed = []
    for sack, cost in zip(offers.pricing.sacks, proof.bag_costs, strict=True):
        own = Listing(sack, proof.way_costs).fillings(cost + room, 10_000)
        assert own is not None
        listed.append(own)
    pool = make_pool(offers, listed, loads)
    columns = {
        (int(bag), tuple(sorted(w for w in ways.tolist() if w != NOTHING)))
        for bag, ways in zip(pool.bags, pool.ways, strict=True)
    }
    for values in admitted:
        if worth(costs, values) == best:
            for bag in range(len(model.blocks)):
                assert offers.column(bag, values) in columns


def test_a_list_says_when_it_grows_too_long():
    model, costs = a_model(1)
    offers = offers_of(model, costs)
    proof = offers.prove(np.zeros(offers.rows))
    assert proof is not None
    listing = Listing(offers.pricing.sacks[0], proof.way_costs)
    assert listing.fillings(1 << 50, 2) is None


@pytest.mark.parametrize("seed", SEEDS)
def test_the_answer_is_the_same_with_columns_and_without(seed: int):
    with_columns, costs = a_model(seed)
    without, _ = a_model(seed)
    without.blocks.clear()
    first = reached(with_columns, costs)
    assert first == reached(without, costs)
    assert first.unique


def reached(model: LinearModel, costs: Mapping[int, int]) -> Reached:
    """Two tiers, the load among the first, and ranks after them."""
    load = len(model.names) - 1
    second = {var: var % 3 for var in range(load)}
    objectives = [
        Objective(name, "points", Expression(tuple((Var(v), c) for v, c in of.items())))
        for name, of in (("first", costs), ("second", second))
    ]

    def ranks(draw: int) -> Mapping[int, int]:
        return {var: hashed_rank((var, draw)) for var in range(load)}

    tie_break = TieBreak(tuple(Var(var) for var in range(load)), ranks)
    nothing = [0] * len(model.names)
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        return minimise_tiers(
            model, objectives, nothing, budget, lambda _: None, tie_break
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_covers_posted_as_rows_cut_off_no_assignment(seed: int):
    model, costs = a_model(seed)
    offers = offers_of(model, costs)
    for cover in generated(offers).covers:
        terms, _ = row_of(offers, cover)
        for values in every(model):
            assert sum(factor * values[var] for var, factor in terms) <= cover.most
