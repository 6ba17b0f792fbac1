"""Spots for bases: the best there are, with a bound that proves it."""

import random
from itertools import combinations

import pytest

from solver.errors import ProblemError
from solver.whatif.problem import CostRates, Spot, WhatIfProblem, WhatIfSettings
from solver.whatif.siting import best_alone, served, site
from tests.solver.stress.build import a_day

COOPERATIONS = 2


def a_worth(seed: int):
    rng = random.Random(f"worth/{seed}")
    return {
        f"s{spot}": {f"p{p}": rng.choice((0, 0, 30, 60, 90)) for p in range(5)}
        for spot in range(4)
    }


def by_brute_force(worth, bases: int) -> int:
    """Every choice of spots and of the spot that serves each person."""
    best = 0
    persons = sorted({p for row in worth.values() for p in row})
    for spots in combinations(sorted(worth), bases):
        best = max(best, _most(worth, spots, persons, dict.fromkeys(spots, 0)))
    return best


def _most(worth, spots, persons, taken) -> int:
    if not persons:
        return 0
    first, rest = persons[0], persons[1:]
    best = _most(worth, spots, rest, taken)
    for spot in spots:
        if taken[spot] < COOPERATIONS and worth[spot].get(first, 0):
            more = {**taken, spot: taken[spot] + 1}
            best = max(best, worth[spot][first] + _most(worth, spots, rest, more))
    return best


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("bases", [1, 2, 3])
def test_spots_are_the_best_of_all(seed, bases):
    worth = a_worth(seed)
    found = site(worth, bases, COOPERATIONS)
    assert found.reached_minutes == by_brute_force(worth, bases)
    assert found.proven
    assert len(found.spots) <= bases
    assert all(len(members) <= COOPERATIONS for members in found.members)
    told = [person for members in found.members for person in members]
    assert len(told) == len(set(told))


def test_one_base_is_the_best_alone():
    worth = a_worth(1)
    (spot, members), *_ = best_alone(worth, COOPERATIONS, 3)
    assert sum(worth[spot][p] for p in members) == by_brute_force(worth, 1)


def test_of_spots_that_reach_the_same_one_stands_for_all():
    worth = {"a": {"p": 60}, "b": {"p": 60}, "c": {"q": 30}, "d": {}}
    assert best_alone(worth, 2, 5) == [("a", ("p",)), ("c", ("q",))]


def test_a_base_serves_those_of_whom_it_reaches_most():
    assert served({"a": 10, "b": 30, "c": 20, "d": 0}, 2) == ("b", "c")


def test_numbers_that_mean_nothing_are_refused():
    for wrong in (
        {"month": 13},
        {"draws": -1},
        {"best": 0},
        {"absence_days_per_year": 251},
    ):
        with pytest.raises(ValueError, match=r"liegt|mindestens|ist 1 bis 12"):
            WhatIfSettings(**wrong)
    with pytest.raises(ValueError, match="40 Stunden"):
        WhatIfSettings(floater_weekly_minutes=(2_401,))
    assert WhatIfSettings(floater_weekly_minutes=(2_400,))
    with pytest.raises(ValueError, match="nie negativ"):
        CostRates(course_cents=-1)


def test_spots_must_be_told_apart():
    town = a_day([], [], [], [])
    with pytest.raises(ProblemError, match="zweimal"):
        WhatIfProblem(town, (Spot("s", {}), Spot("s", {})))
