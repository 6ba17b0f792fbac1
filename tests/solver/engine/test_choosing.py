"""What is left of a tier: the best is found, proven to be, and never left out."""

from itertools import product

import numpy as np
import pytest

from solver.engine.budget import Budget
from solver.engine.columns import asking, choosing
from solver.engine.columns.asking import Asking, Stage
from solver.engine.columns.choosing import Choice
from solver.engine.columns.offers import Offers
from solver.engine.columns.proofs import Proofs
from solver.engine.columns.sieve import Tie, sift
from solver.engine.cpsat import minimise_part
from solver.engine.face import Face
from solver.engine.parts import whole
from solver.result import SolveLimits
from tests.solver.engine.test_columns import generated, offers_of
from tests.solver.engine.test_knapsack import a_model, every, worth

SEEDS = range(20)


def settles_at_the_best(seed: int, workers: int = 1, *, climbs: bool = False) -> None:
    """Asked again and again, a choice ends at what brute force finds."""
    model, costs = a_model(seed)
    best = min(worth(costs, values) for values in every(model))
    values = [0] * len(model.names)
    offers = offers_of(model, costs)
    with Budget(SolveLimits(seconds=120, workers=workers), None) as budget:
        choice = a_choice(offers, costs, values, budget, climbs=climbs)
        while choice.gap and not budget.exhausted():
            choice.settle(budget.allowance(1), None)
    assert choice.gap == 0
    assert worth(costs, tuple(values)) == best
    assert Face(model).admits(values)


@pytest.mark.parametrize("few", [0, 3, 400], ids="{} of a bag".format)
@pytest.mark.parametrize("seed", SEEDS)
def test_targets_lead_to_the_best_however_many_bags_are_listed(
    seed: int, few: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(asking, "FEW_OF_BAG", few)
    monkeypatch.setattr(choosing, "FEW_COLUMNS", -1)
    monkeypatch.setattr(choosing, "MOST_COLUMNS", -1)
    settles_at_the_best(seed)


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("seed", SEEDS)
def test_what_goes_together_in_vain_questions_leads_to_the_best(
    seed: int, workers: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(choosing, "FAR", -1)
    monkeypatch.setattr(choosing, "FEW_COLUMNS", -1)
    monkeypatch.setattr(choosing, "MOST_COLUMNS", -1)
    settles_at_the_best(seed, workers, climbs=True)


def test_all_bags_are_told_where_there_are_few_fillings_in_the_mean(
    monkeypatch: pytest.MonkeyPatch,
):
    model, costs = a_model(1)
    offers = offers_of(model, costs)
    found = generated(offers)
    proof = offers.prove(found.best.multipliers)
    assert proof is not None
    proofs, nothing = Proofs(offers, proof, ()), [0] * len(model.names)
    bags = range(len(offers.blocks))
    target = worth(costs, tuple(nothing))
    listed = [proofs.fillings(bag, target, 400) for bag in bags]
    counts = [len(own) for own in listed if own is not None]
    assert len(set(counts)) > 1
    monkeypatch.setattr(asking, "FEW_OF_BAG", max(counts) - 1)
    monkeypatch.setattr(asking, "MANY_OF", 1)
    with Budget(SolveLimits(seconds=60, workers=1), None) as budget:
        stage = Stage([costs], nothing, budget.allowance(1))
        for every_bag in (False, True):
            ask = Asking(proofs, stage, every=every_bag).reaching(target, 0, 1.0)
            assert ask is not None
            assert ask.mixture is not None
            assert ask.mixture.told == every_bag


def a_choice(
    offers: Offers,
    costs: dict[int, int],
    values: list[int],
    budget: Budget,
    *,
    climbs: bool = False,
) -> Choice:
    found = generated(offers)
    proof = offers.prove(found.best.multipliers)
    assert proof is not None
    stage = Stage([costs], values, budget.allowance(1), climbs=climbs)
    return Choice(Proofs(offers, proof, found.others), stage, budget)


@pytest.mark.parametrize("seed", SEEDS)
def test_columns_that_are_sifted_out_are_in_no_choice_as_good(seed: int):
    rng = np.random.default_rng(seed)
    bags = np.repeat(np.arange(3), 5)
    costs = rng.integers(0, 30, 15)
    ties = [
        Tie(rng.integers(0, 9, 15), None, int(rng.integers(8, 16))),
        Tie(rng.integers(0, 9, 15), int(rng.integers(2, 9)), None),
    ]
    choices = [
        list(choice)
        for choice in product(*(np.flatnonzero(bags == bag) for bag in range(3)))
        if all(
            (tie.lower or 0) <= tie.factors[list(choice)].sum() <= (tie.upper or 99)
            for tie in ties
        )
    ]
    worths = sorted(int(costs[choice].sum()) for choice in choices)
    value = worths[len(worths) // 20]
    kept = sift(costs, bags, ties, value)
    for choice in choices:
        if costs[choice].sum() <= value:
            assert kept[choice].all()
    assert not kept.all()


@pytest.mark.parametrize("seed", range(5))
def test_nothing_as_good_as_asked_for_is_a_bound(seed: int):
    model, costs = a_model(seed)
    best = min(worth(costs, values) for values in every(model))
    face = Face(model)
    part = whole(face, range(len(model.rows)), frozenset())
    nothing = [0] * len(model.names)
    with Budget(SolveLimits(seconds=120, workers=1), None) as budget:
        for most in (best - 1, best):
            allowance = budget.allowance(1).asking(most)
            found = minimise_part(face, part, costs, nothing, budget, allowance)
            assert found is not None
            assert found.bound == best
            reached = sum(cost * found.values[var] for var, cost in costs.items())
            assert (reached <= most) == (most == best)
