"""What rows fix is fixed, and nothing the face admits is cut off."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from solver.engine import narrowing
from solver.engine.face import Face
from solver.engine.narrowing import Narrowing
from solver.linear import LinearModel, Row
from tests.solver.engine.build import a_model, admitted


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10_000), cuts=st.lists(st.integers(0, 200), max_size=3))
def test_every_solution_that_was_admitted_stays_so(seed: int, cuts: list[int]):
    """Also where bounds and rows are tightened again and again in between."""
    model, _, _ = a_model(seed)
    face = Face(model)
    narrowed = Narrowing(face)
    solutions = list(admitted(model))
    for cut in cuts:
        keeper = solutions[cut % len(solutions)]
        var = cut % len(model.names)
        face.cut_upper(var, keeper[var])
        row = cut % len(model.rows)
        total = sum(factor * keeper[other] for other, factor in face.terms[row])
        face.cut_row(row, total)
        solutions = [one for one in solutions if face.admits(one)]
        narrowed.narrow()
        face.prune()
        assert all(face.admits(one) for one in solutions)
    fresh = Face(model)
    for var, (lower, upper) in enumerate(zip(face.lowers, face.uppers, strict=True)):
        fresh.raise_lower(var, lower)
        fresh.cut_upper(var, upper)
    fresh.row_lowers, fresh.row_uppers = face.row_lowers, face.row_uppers
    assert [one for one in admitted(model) if fresh.admits(one)] == solutions


def a_chain() -> tuple[LinearModel, list[int]]:
    """Each variable is at most the next, and the last at most 3 of 10."""
    model = LinearModel()
    chain = [model.new_int(0, 10, f"x{number}") for number in range(5)]
    for one, other in pairwise(chain):
        model.add_at_most(((one, 1), (other, -1)), 0, "höchstens das nächste")
    model.add_at_most(((chain[-1], 2),), 7, "das letzte")
    return model, chain


def test_what_follows_step_by_step_is_found():
    model, chain = a_chain()
    face = Face(model)
    narrowed = Narrowing(face)
    narrowed.narrow()
    assert [face.uppers[var] for var in chain] == [3] * 5
    face.raise_lower(chain[0], 3)
    narrowed.narrow()
    assert [face.lowers[var] for var in chain] == [3] * 5


def test_a_row_tightened_later_narrows_exactly_to_its_limit():
    model, chain = a_chain()
    last = chain[-2:]
    model.add_at_most(((var, 1) for var in last), 5, "die beiden letzten")
    face = Face(model)
    narrowed = Narrowing(face)
    narrowed.narrow()
    assert [face.uppers[var] for var in chain] == [3] * 5
    face.cut_row(len(model.rows) - 1, 2)
    narrowed.narrow()
    assert [face.uppers[var] for var in chain] == [2] * 5
    face.cut_row(len(model.rows) - 1, 1)
    narrowed.narrow()
    assert [face.uppers[var] for var in chain] == [1] * 5


def test_rows_that_forbid_nothing_any_more_are_dropped_on_the_way():
    """Those that a look at all of them would drop, and no others."""
    model, chain = a_chain()
    face = Face(model)
    Narrowing(face).narrow()
    assert list(face.live) == [0, 1, 2, 3]
    face.raise_lower(chain[2], 3)
    Narrowing(face).narrow()
    assert list(face.live) == [0]


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_what_is_left_is_what_a_look_at_every_row_leaves(seed: int):
    model, _, _ = a_model(seed)
    face = Face(model)
    Narrowing(face).narrow()
    fresh = Face(model)
    for var, (lower, upper) in enumerate(zip(face.lowers, face.uppers, strict=True)):
        fresh.raise_lower(var, lower)
        fresh.cut_upper(var, upper)
    fresh.prune()
    assert list(face.live) == list(fresh.live)
    counted = Face(model)
    for row in counted.live.keys() - face.live.keys():
        counted.drop(row)
    assert (face.rising, face.falling) == (counted.rising, counted.falling)


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10_000), cuts=st.lists(st.integers(0, 200), max_size=6))
def test_what_rows_can_be_is_counted_while_bounds_move(seed: int, cuts: list[int]):
    """In a copy as well, which has a row of its own and leaves the first face alone."""
    model, _, _ = a_model(seed)
    face = Face(model)
    twin = face.copy()
    twin.add(Row(tuple((var, 1) for var in range(len(model.names))), None, 3, "mehr"))
    for cut in cuts:
        var = cut % len(model.names)
        twin.cut_upper(var, twin.uppers[var] - cut % 3)
        twin.bound(var, twin.lowers[var] - cut % 2, twin.uppers[var])
        twin.raise_lower(var, twin.lowers[var] + cut % 2)
    Narrowing(twin).narrow()
    told(twin)
    told(face)
    assert [len(column) for column in face.columns] == [
        len(column) for column in Face(model).columns
    ]


def told(face: Face):
    """What rows can be is what their variables' bounds add up to."""
    for row, terms in enumerate(face.terms):
        ends = [
            sorted((factor * face.lowers[var], factor * face.uppers[var]))
            for var, factor in terms
            if face.lowers[var] <= face.uppers[var]
        ]
        if len(ends) == len(terms):
            assert face.least[row] == sum(low for low, _ in ends)
            assert face.most[row] == sum(high for _, high in ends)
            assert all(high - low <= face.widest[row] for low, high in ends)


def test_a_large_face_is_left_alone(monkeypatch: pytest.MonkeyPatch):
    model, chain = a_chain()
    face = Face(model)
    monkeypatch.setattr(narrowing, "NARROWED_UP_TO", 4)
    Narrowing(face).narrow()
    assert face.uppers[chain[0]] == 10
    monkeypatch.setattr(narrowing, "NARROWED_UP_TO", 5)
    Narrowing(face).narrow()
    assert face.uppers[chain[0]] == 3


def test_a_face_that_admits_nothing_is_found_out():
    model, chain = a_chain()
    face = Face(model)
    face.raise_lower(chain[0], 3)
    assert Narrowing(face).narrow()
    face.raise_lower(chain[0], 4)
    assert not Narrowing(face).narrow()


@settings(max_examples=150, deadline=None)
@given(seed=st.integers(0, 10_000), cuts=st.lists(st.integers(0, 200), max_size=4))
def test_nothing_is_called_empty_that_admits_something(seed: int, cuts: list[int]):
    """Rows are cut at random here, whether or not that leaves anything."""
    model, _, _ = a_model(seed)
    face = Face(model)
    for cut in cuts:
        row = cut % len(model.rows)
        face.cut_row(row, cut // len(model.rows))
    left = [one for one in admitted(model) if face.admits(one)]
    assert Narrowing(face).narrow() or not left
