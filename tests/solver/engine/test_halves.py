"""Half plans that meet: each value is found or refused, as by looking at all plans."""

import random
from collections.abc import Iterator
from functools import partial

import numpy as np
import pytest

from solver.engine.abreast import Beside
from solver.engine.budget import Budget
from solver.engine.columns.asking import Stage
from solver.engine.columns.offers import Offers
from solver.engine.columns.settling import Columns
from solver.engine.face import Face
from solver.engine.halves import joining, reaching
from solver.engine.halves.meeting import meet
from solver.engine.halves.reaching import Reach, reach
from solver.engine.halves.sharing import Sharing, narrowed, sharing_of
from solver.engine.tiers import Objective, minimise_tiers
from solver.linear import Expression, LinearModel, Row, Var
from solver.result import SolveLimits
from tests.solver.engine.test_knapsack import a_model as a_model_with_choices
from tests.solver.engine.test_walk import a_model, answers, packed, worth

Costs = dict[int, int]


def offers_of(model: LinearModel, costs: Costs) -> Offers:
    return Offers(Face(model), model.blocks, costs)


def asked(offers: Offers, target: int, seed: int | None = None) -> Sharing:
    """A sharing at multipliers of nothing, or of anything."""
    multipliers = np.zeros(offers.rows)
    if seed is not None:
        multipliers = np.random.default_rng(seed).uniform(0, 60, offers.rows)
    proof = offers.prove(multipliers)
    assert proof is not None
    sharing = sharing_of(offers, proof, target)
    assert sharing is not None
    return sharing


def scale_of(offers: Offers) -> int:
    proof = offers.prove(np.zeros(offers.rows))
    assert proof is not None
    return proof.scale


def go_on() -> bool:
    return True


def goes_on_for(left: Iterator[int]) -> bool:
    return next(left, None) is not None


def values_of(offers: Offers, found: Reach, size: int) -> list[int]:
    values = [0] * size
    for number in found.taken:
        for var, value in offers.pricing.ways[number].values:
            values[var] = value
    return values


def best_of(model: LinearModel, costs: Costs) -> int:
    """What is best where nothing is said of blocks."""
    bare = LinearModel(model.names, model.lowers, model.uppers, model.rows)
    goal = Expression(tuple((Var(var), cost) for var, cost in costs.items()))
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        found = minimise_tiers(
            bare, [Objective("cost", "1", goal)], packed(model), budget, lambda _: None
        )
    assert found.tiers[0].value == found.tiers[0].bound
    return found.tiers[0].value


def widened(model: LinearModel, times: int) -> LinearModel:
    """The same with uses and rooms so many times as large, and uses that differ."""
    rng = random.Random(times)
    for number, row in enumerate(model.rows):
        if row.upper != 1:
            terms = tuple((v, times * use + rng.randrange(7)) for v, use in row.terms)
            upper = times * ((row.upper or 0) + 8)
            model.rows[number] = Row(terms, None, upper, row.name)
    return model


@pytest.mark.parametrize("prices", [None, 1])
@pytest.mark.parametrize("seed", range(5))
def test_whatever_costs_as_little_as_a_target_is_found_and_nothing_else(
    seed: int, prices: int | None
):
    model, costs = a_model(3, 6, seed)
    best = min(worth(costs, values) for values in answers(model))
    offers = offers_of(model, costs)
    for target in range(best - 3, best + 4):
        found = reach(asked(offers, target, prices), scale_of(offers), go_on)
        assert found.refused == (target < best)
        if not found.refused:
            values = values_of(offers, found, len(model.names))
            assert Face(model).admits(values)
            assert worth(costs, values) <= target


@pytest.mark.parametrize(
    ("agents", "jobs", "times"), [(2, 20, 1), (4, 24, 1), (3, 7, 2_000), (6, 5, 400)]
)
def test_the_best_is_found_and_less_is_refused_whatever_rooms_are_like(
    agents: int, jobs: int, times: int
):
    model, costs = a_model(agents, jobs, 3)
    widened(model, times)
    if times > 1:
        best = min(worth(costs, values) for values in answers(model))
    else:
        best = best_of(model, costs)
    offers = offers_of(model, costs)
    scale = scale_of(offers)
    assert reach(asked(offers, best - 1), scale, go_on).refused
    found = reach(asked(offers, best), scale, go_on)
    values = values_of(offers, found, len(model.names))
    assert Face(model).admits(values)
    assert worth(costs, values) == best


@pytest.mark.parametrize(("pairs", "bags"), [(1, 3), (7, 1), (1 << 20, 2)])
def test_halves_are_joined_however_many_pairs_and_bags_are_looked_at_at_once(
    monkeypatch: pytest.MonkeyPatch, pairs: int, bags: int
):
    monkeypatch.setattr(joining, "PAIRS", pairs)
    monkeypatch.setattr(joining, "LOOKED_UP", bags)
    model, costs = a_model(3, 6, 4)
    best = min(worth(costs, values) for values in answers(model))
    offers = offers_of(model, costs)
    scale = scale_of(offers)
    assert reach(asked(offers, best - 1), scale, go_on).refused
    found = reach(asked(offers, best), scale, go_on)
    assert worth(costs, values_of(offers, found, len(model.names))) == best


@pytest.mark.parametrize("most", ["MOST_PLANS", "MOST_IN_ALL", "MOST_ENTRIES"])
def test_nobody_knows_where_there_would_be_too_much(
    monkeypatch: pytest.MonkeyPatch, most: str
):
    monkeypatch.setattr(reaching, most, 1)
    model, costs = a_model(4, 24, 0)
    offers = offers_of(model, costs)
    loose = best_of(model, costs) + 20
    assert reach(asked(offers, loose), scale_of(offers), go_on) == Reach()


def test_nothing_is_told_once_it_may_not_go_on():
    model, costs = a_model(4, 24, 0)
    offers, best = offers_of(model, costs), best_of(model, costs)
    for steps in (0, 1, 2, 5, 130, 150):
        left = iter(range(steps))
        found = reach(
            asked(offers, best - 1), scale_of(offers), partial(goes_on_for, left)
        )
        assert not found.taken


def test_what_is_settled_takes_its_room_and_its_price():
    model, costs = a_model(3, 6, 2)
    best = min(worth(costs, values) for values in answers(model))
    offers = offers_of(model, costs)
    left = narrowed(asked(offers, best, 5))
    assert left is not None
    sacks = offers.pricing.sacks
    weight = {s.number: s.weight for k in sacks for spots, _ in k.things for s in spots}
    whole = asked(offers, best, 5)
    assert whole.most - left.most == sum(whole.prices[n] for n in left.settled)
    assert sum(whole.rooms) - sum(left.rooms) == sum(weight[n] for n in left.settled)


def test_subjects_that_may_go_to_nobody_or_in_several_ways_are_no_sharing():
    model, costs = a_model_with_choices(0)
    offers = offers_of(model, costs)
    proof = offers.prove(np.zeros(offers.rows))
    assert proof is not None
    assert sharing_of(offers, proof, 0) is None
    model, costs = a_model(3, 6, 0)
    model.rows[-1] = Row(model.rows[-1].terms, 0, 1, "one agent or none")
    offers = offers_of(model, costs)
    proof = offers.prove(np.zeros(offers.rows))
    assert proof is not None
    assert sharing_of(offers, proof, 1_000) is None


def a_stage(
    model: LinearModel, costs: Costs, budget: Budget, **told: bool
) -> tuple[Stage, Offers]:
    stage = Stage([costs], packed(model), budget.allowance(1), None, **told)
    return stage, offers_of(model, costs)


def test_a_stage_is_led_to_its_best_and_its_bound():
    model, costs = a_model(3, 12, 6)
    best = best_of(model, costs)
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        stage, offers = a_stage(model, costs, budget)
        assert stage.value > best
        proof = offers.prove(np.zeros(offers.rows))
        assert proof is not None
        meet(offers, proof, stage, 1.0, go_on)
    assert stage.value == stage.bound == best
    assert Face(model).admits(stage.values)


def test_rows_that_halves_do_not_know_are_respected():
    model, costs = a_model(3, 6, 1)
    best = min(answers(model), key=lambda values: worth(costs, values))
    taken = tuple((Var(var), 1) for var, value in enumerate(best) if value)
    model.rows.append(Row(taken, None, len(taken) - 1, "not these"))
    admitted = answers(model)
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        worst = max(admitted, key=lambda values: worth(costs, values))
        stage = Stage([costs], list(worst), budget.allowance(1))
        offers = offers_of(model, costs)
        proof = offers.prove(np.zeros(offers.rows))
        assert proof is not None
        meet(offers, proof, stage, 1.0, go_on)
    assert Face(model).admits(stage.values)
    assert (stage.bound or 0) <= min(worth(costs, values) for values in admitted)


@pytest.mark.parametrize("climbs", [False, True])
@pytest.mark.parametrize("seed", range(3))
def test_a_tier_is_settled_whether_multipliers_climb_before_and_its_face_is_left(
    seed: int, *, climbs: bool
):
    model, costs = a_model(3, 12, seed)
    best = best_of(model, costs)
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        stage, _ = a_stage(model, costs, budget, climbs=climbs, meets=True)
        face = Face(model)
        columns = Columns(face, model.blocks, budget, None)
        slack = columns.bound(stage, {}, Beside(lambda: None, budget))
    assert slack == 0
    assert stage.value == best
    assert face.admits(stage.values)


def test_what_was_refused_stays_refused_where_halves_do_not_meet(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(reaching, "MOST_PLANS", 0)
    model, costs = a_model(3, 12, 0)
    best = best_of(model, costs)
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        stage, _ = a_stage(model, costs, budget, meets=True)
        stage.bound = best - 1
        columns = Columns(Face(model), model.blocks, budget, None)
        slack = columns.bound(stage, {}, Beside(lambda: None, budget))
    assert best - 1 <= stage.value - slack <= best <= stage.value
