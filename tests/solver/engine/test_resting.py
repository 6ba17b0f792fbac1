"""What rests: counted as everything that depends on it is, at most one of a group."""

import random
from collections.abc import Iterator
from itertools import product

import pytest

from solver.engine.face import Face
from solver.engine.resting import find_resting
from solver.linear import LinearModel, Var
from tests.solver.engine.build import a_model


def a_face(group: str, taken: int = 0) -> tuple[Face, int, int]:
    """Two days of two pieces each, a person who is there if one of them is taken."""
    model = LinearModel()
    pieces = [model.new_bool(f"x{i}") for i in range(4)]
    there = model.new_bool("da")
    for day in (pieces[:2], pieces[2:]):
        if group == "einmal":
            model.add_at_most([(x, 1) for x in day], 1, "einmal")
        elif group == "zweimal":
            model.add_at_most([(x, 1) for x in day], 2, "zweimal")
        model.add_at_most([*((x, 1) for x in day), (there, -1)], 0, "da")
    face = Face(model)
    for piece in pieces[:taken]:
        face.raise_lower(piece, 1)
    face.prune()
    return face, int(there), len(model.rows)


@pytest.mark.parametrize(
    ("group", "rests"), [("einmal", True), ("zweimal", False), ("", False)]
)
def test_a_person_who_costs_nothing_rests_if_one_piece_a_day_is_the_most(group, rests):
    face, there, _ = a_face(group)
    resting = find_resting(face, dict.fromkeys(range(4), -1))
    assert [rest.var for rest in resting.rests] == ([there] if rests else [])


def test_a_piece_that_is_taken_for_good_is_one_of_its_group():
    face, there, _ = a_face("einmal", taken=1)
    resting = find_resting(face, dict.fromkeys(range(4), -1))
    assert there in {rest.var for rest in resting.rests} or not face.free(there)


def test_what_is_settled_keeps_every_row():
    face, there, rows = a_face("einmal")
    resting = find_resting(face, dict.fromkeys(range(4), -1))
    values = [0, 1, 0, 0, 0]
    resting.settle(face, values)
    assert values[there] == 1
    assert face.rows_hold(range(rows), values)


def test_what_costs_something_never_rests():
    face, there, _ = a_face("einmal")
    assert not find_resting(face, dict.fromkeys(range(there + 1), 1)).rests


def test_no_row_is_dropped_on_the_strength_of_itself():
    """Of three at most one: the third may only rest if another row says so of two."""
    model = LinearModel()
    one, other, third = (model.new_bool(name) for name in ("a", "b", "c"))
    model.add_at_most([(one, 1), (other, 1), (third, 1)], 1, "einmal")
    assert not find_resting(Face(model), {one: -1, other: -1}).rests
    model.add_at_most([(one, 1), (other, 1)], 1, "beide")
    resting = find_resting(Face(model), {one: -1, other: -1})
    assert [rest.var for rest in resting.rests] == [third]
    assert resting.rows == (1,)


@pytest.mark.parametrize("seed", range(200))
def test_whatever_is_decided_can_be_settled(seed):
    """Every way to decide what does not rest is one the whole model admits."""
    rng = random.Random(seed)
    model, _, _ = a_model(seed)
    for number in range(2):
        pair = rng.sample(range(len(model.lowers)), 2)
        model.add_at_most([(Var(v), 1) for v in pair], 1, f"paar {number}")
    priced = dict.fromkeys(rng.sample(range(len(model.lowers)), 2), -1)
    face = Face(model)
    face.prune()
    resting = find_resting(face, priced)
    idle = {rest.var for rest in resting.rests}
    for values in decided(face, idle):
        if face.rows_hold(resting.rows, values):
            resting.settle(face, values)
            assert face.admits(values)


def decided(face: Face, idle: set[int]) -> Iterator[list[int]]:
    ranges = [
        (low,) if var in idle else range(low, high + 1)
        for var, (low, high) in enumerate(zip(face.lowers, face.uppers, strict=True))
    ]
    return map(list, product(*ranges))
