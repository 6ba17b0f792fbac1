"""The instances are what they say, and everybody is counted alike."""

import pytest

from tests.benchmarks.matching.classical import knapsack_bound
from tests.benchmarks.matching.contest import Entry, Instance, greedy, ours
from tests.benchmarks.matching.gap import Gap, as_matching, gap_profile, numbers
from tests.benchmarks.matching.programmes import Size, programme, the_profile


@pytest.mark.parametrize(
    ("kind", "uses", "costs"),
    [("c", (5, 25), (10, 50)), ("d", (1, 100), (1, 120)), ("e", (1, 200), (-10, 1000))],
)
def test_uses_costs_and_rooms_are_those_of_the_formulae(
    kind: str, uses: tuple[int, int], costs: tuple[int, int]
):
    found = numbers(Gap(kind, 5, 100, 1))
    assert all(uses[0] <= use <= uses[1] for row in found.use for use in row)
    assert all(costs[0] <= cost <= costs[1] for row in found.cost for cost in row)
    for row, room in zip(found.use, found.room, strict=True):
        assert room == int(0.8 * sum(row) / 5)
    if kind == "d":
        for row, used in zip(found.cost, found.use, strict=True):
            pairs = zip(row, used, strict=True)
            assert all(abs(cost + use - 111) <= 10 for cost, use in pairs)


def test_the_knapsack_bound_lies_below_what_we_prove_and_nobody_is_better():
    instance = Instance.of(as_matching(Gap("d", 3, 15, 1)), gap_profile())
    mine = ours(instance, 20.0)
    assert mine.values is not None
    assert (mine.proven, mine.wrong) == (2, "")
    assert knapsack_bound(instance) <= mine.values[-1]


def test_a_programme_is_as_tight_as_asked_for_and_solved_better_than_by_hand():
    size = Size(8, 3, 4, 0.85)
    instance = Instance.of(programme(size, 1), the_profile())
    mine, by_hand = ours(instance, 20.0), greedy(instance)
    assert mine.proven == len(mine.bounds)
    assert mine.values is not None
    assert by_hand.values is not None
    assert mine.values <= by_hand.values
    loose = programme(Size(8, 3, 4, 0.5), 1)
    room = [
        sum(coach.monthly_minutes for coach in problem.coaches.values())
        for problem in (instance.problem, loose)
    ]
    assert room[1] * 0.5 == pytest.approx(room[0] * 0.85, rel=0.03)


def test_the_gap_is_that_of_the_first_unproven_tier():
    entry = Entry("x", (0, 101, 7), (0, 100, 3), 1.0)
    assert (entry.proven, entry.gap) == (1, 0.01)


def test_hours_that_are_missing_are_counted_as_a_share_of_those_that_could_be_met():
    entry = Entry("x", (0, 84, 7), (0, 73, 3), 1.0, totals=(400, 2_639, 0))
    assert entry.gap == 11 / (2_639 - 73)
