"""Values asked for: the bound first, each one higher, never beyond what is known."""

import pytest

from solver.engine.columns.targets import STEPS, Targets


def test_what_is_refused_is_followed_by_the_next_value_there_can_be():
    targets = Targets(5)
    assert targets.after(100, 200) == 100
    assert targets.after(105, 200) == 105


def test_beside_a_value_the_next_one_is_asked_for_as_if_it_were_refused():
    targets = Targets(5)
    assert [targets.after(100, 200) for _ in range(4)] == [100, 105, 110, 115]


def test_the_last_value_is_asked_for_once_more_with_other_luck():
    targets = Targets(1)
    assert [targets.after(9, 10) for _ in range(3)] == [9, 9, 9]


@pytest.mark.parametrize("gap", [1, 7, 50, 4_000, 1_000_000])
def test_targets_grow_and_never_exceed_what_is_known(gap: int):
    targets, best, asked = Targets(1), 0, []
    while not targets.over:
        asked.append(targets.after(best, gap))
        best = min(asked[-1] + 1, gap)
    assert asked == sorted(asked)
    assert asked[-1] <= gap
    assert len(asked) == len(STEPS)
    assert asked[-1] == gap or gap > sum(STEPS)
