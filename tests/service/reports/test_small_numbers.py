"""No row is about fewer than three, and none can be found by subtraction."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.reports.small_numbers import LEAST_PEOPLE, People, common_row


def people(children: int, absent: int | None = None, offset: int = 0) -> People:
    def ids(count, kind):
        return frozenset(UUID(int=kind * 10_000 + offset + n) for n in range(count))

    return People(ids(children, 1), ids(children if absent is None else absent, 2))


@pytest.mark.parametrize(
    ("children", "absent", "hidden"), [(3, 3, False), (2, 3, True), (3, 2, True)]
)
def test_three_of_each_are_enough(children, absent, hidden):
    rows = {"a": people(9), "b": people(9, offset=100), "c": people(children, absent)}
    assert ("c" in common_row(rows)) is hidden


def test_nothing_is_hidden_where_all_are_large():
    assert common_row({"a": people(3), "b": people(4)}) == frozenset()
    assert common_row({}) == frozenset()


def test_one_small_row_takes_the_next_smallest_with_it():
    rows = {
        "large": people(20),
        "middle": people(5, offset=100),
        "small": people(1, offset=200),
    }
    assert common_row(rows) == {"small", "middle"}


def test_two_small_rows_that_are_enough_together_stay_among_themselves():
    rows = {
        "large": people(20),
        "b": people(2, offset=100),
        "c": people(2, offset=200),
    }
    assert common_row(rows) == {"b", "c"}


def test_two_small_rows_about_the_same_people_take_another():
    """The same two children with two models are still two children."""
    rows = {"large": people(20, offset=100), "b": people(2), "c": people(2)}
    assert common_row(rows) == {"large", "b", "c"}


@given(
    st.dictionaries(
        st.text(min_size=1, max_size=3),
        st.tuples(st.integers(1, 6), st.integers(1, 6), st.integers(0, 20)),
        max_size=6,
    )
)
def test_what_is_left_and_what_is_put_together_are_large(sizes):
    rows = {key: people(*size) for key, size in sizes.items()}
    hidden = common_row(rows)
    shown = set(rows) - hidden
    assert all(rows[key].count >= LEAST_PEOPLE for key in shown)
    if hidden and shown:
        together = People()
        for key in hidden:
            together |= rows[key]
        assert together.count >= LEAST_PEOPLE
        assert len(hidden) >= 2
