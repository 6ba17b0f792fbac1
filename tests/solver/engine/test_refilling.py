"""A walk by whole fillings finds values that hold, and the best of small models."""

import numpy as np
import pytest

from solver.engine.abreast import answers as answered
from solver.engine.budget import Budget
from solver.engine.columns.offers import Offers
from solver.engine.columns.proofs import Proofs
from solver.engine.columns.refilling import Refilling
from solver.engine.columns.stock import Stock
from solver.engine.face import Face
from solver.engine.knapsack.tried import Tried
from solver.linear import LinearModel
from solver.result import SolveLimits
from tests.solver.engine.test_walk import answers, begun, worth

EVERYTHING, PATIENCE = 1_000.0, 20


def a_stock(face: Face, model: LinearModel, tried: Tried, beyond: float) -> Stock:
    """Fillings by the rows' multipliers of nothing at all."""
    offers = Offers(face, model.blocks, tried.costs)
    proof = offers.prove(np.zeros(offers.rows))
    assert proof is not None
    return Stock(Proofs(offers, proof, ()), beyond)


def refilled(stock: Stock, tried: Tried, workers: int = 1, units: float = 0.5) -> None:
    """Walk until it is in vain."""
    limits = SolveLimits(seconds=60.0, workers=workers, deterministic=units)
    with Budget(limits, None) as budget:
        within = budget.allowance(1)
        walk = Refilling(stock, tried, (budget, within), PATIENCE)
        with answered(walk.asked(), budget) as told:
            for answer in told:
                walk.hear(answer)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("workers", [1, 2])
def test_the_best_of_a_small_model_is_found(seed, workers):
    face, model, tried = begun(3, 6, seed)
    best = min(worth(tried.costs, found) for found in answers(model))
    assert tried.value > best
    refilled(a_stock(face, model, tried, EVERYTHING), tried, workers)
    assert face.admits(tried.values)
    assert tried.value == worth(tried.costs, tried.values) == best


@pytest.mark.parametrize("beyond", [0.0, 5.0, 40.0])
def test_whatever_is_on_the_shelves_values_hold(beyond):
    face, model, tried = begun(5, 20, 1)
    before = tried.value
    refilled(a_stock(face, model, tried, beyond), tried)
    assert face.admits(tried.values)
    assert tried.value <= before


def test_the_same_comes_out_again():
    found = []
    for _ in range(2):
        face, model, tried = begun(5, 20, 2)
        refilled(a_stock(face, model, tried, EVERYTHING), tried)
        found.append(tried.values)
    assert found[0] == found[1]


def test_what_is_cut_off_is_not_on_the_shelves():
    face, model, tried = begun(3, 6, 0)
    face.cut_upper(0, 0)
    stock = a_stock(face, model, tried, EVERYTHING)
    everything = stock.owned[0]
    fillings = stock.fitting(0, everything)
    assert fillings
    assert all(0 not in taken for taken in fillings)


def test_fillings_take_nothing_but_what_is_free():
    face, model, tried = begun(3, 6, 0)
    stock = a_stock(face, model, tried, EVERYTHING)
    free = [var for var in stock.owned[1] if var % 6 < 3]
    fillings = stock.fitting(0, free)
    assert () in fillings
    assert all({stock.subject(v) for v in f} <= {0, 1, 2} for f in fillings)
    assert len(fillings) == len(set(fillings)) > 1
