"""The first assignment is always admitted, and as long as the order allows."""

import pytest

from solver.engine.greedy import first_assignment
from solver.errors import EngineFault
from solver.linear import LinearModel
from tests.solver.engine.build import a_model, holds


def test_it_is_admitted():
    for seed in range(300):
        model, _, decisions = a_model(seed)
        assert holds(model, first_assignment(model, decisions))


def test_it_takes_in_order_what_fits():
    model = LinearModel()
    a, b, c = (model.new_bool(name) for name in "abc")
    model.add_at_most(((a, 1), (b, 1)), 1, "a oder b")
    assert first_assignment(model, (b, a, c)) == [0, 1, 1]
    assert first_assignment(model, (a, b, c)) == [1, 0, 1]


def test_auxiliary_variables_follow():
    model = LinearModel()
    a, b = model.new_bool("a"), model.new_bool("b")
    load = model.new_int(0, 9, "last")
    model.add_at_least(((load, 1), (a, -2), (b, -3)), 0, "last zählt")
    assert first_assignment(model, (a, b)) == [1, 1, 5]


def test_a_decision_that_auxiliaries_cannot_follow_is_left():
    model = LinearModel()
    a, b = model.new_bool("a"), model.new_bool("b")
    load = model.new_int(0, 4, "last")
    model.add_at_least(((load, 1), (a, -2), (b, -3)), 0, "last zählt")
    assert first_assignment(model, (a, b)) == [1, 0, 2]


def test_a_model_without_the_empty_plan_is_a_fault():
    model = LinearModel()
    a = model.new_bool("a")
    model.add_at_least(((a, 1),), 1, "muss")
    with pytest.raises(EngineFault):
        first_assignment(model, (a,))


def test_a_choice_moves_on_to_what_holds_all_that_was_taken():
    """A small pattern gives way to a larger one, never the other way round."""
    model = LinearModel()
    a, b, c = (model.new_bool(name) for name in "abc")
    small, middle, large = model.new_choice(("a", "a und b", "alles"), "eines")
    model.add_at_most(((a, 1), (small, -1), (middle, -1), (large, -1)), 0, "a")
    model.add_at_most(((b, 1), (middle, -1), (large, -1)), 0, "b")
    model.add_at_most(((c, 1), (large, -1)), 0, "c")
    assert first_assignment(model, (a,)) == [1, 0, 0, 1, 0, 0]
    assert first_assignment(model, (a, b)) == [1, 1, 0, 0, 1, 0]
    assert first_assignment(model, (a, c, b)) == [1, 1, 1, 0, 0, 1]
    model.add_at_most(((small, 2), (middle, 4), (large, 6)), 5, "nicht alles")
    assert first_assignment(model, (b, c, a)) == [1, 1, 0, 0, 1, 0]
