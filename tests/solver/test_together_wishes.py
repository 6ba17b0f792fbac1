"""Siblings and groups kept together, on plans small enough to count by hand."""

from dataclasses import replace

import pytest

from solver.result import SolveLimits
from solver.rule import RuleId
from solver.substitution.plan import Option, Plan
from solver.substitution.planning import solve
from solver.substitution.problem import Model, PersonId, PlaceId, Problem
from solver.substitution.rules import load_rules
from tests.solver.build import (
    a_child,
    a_fixed,
    a_link,
    a_need,
    a_person,
    a_place,
    a_problem,
    a_profile,
    an_option,
    hours,
    index_of,
)

PLACES = ("ort", "anderswo")


def town(**changes: object) -> Problem:
    """Two children of one group, two persons, each at two places."""
    return a_problem(
        children=(a_child("ada", siblings=frozenset({"ben"})), a_child("ben")),
        persons=(a_person("eine"), a_person("andere")),
        places=tuple(a_place(place) for place in PLACES),
        needs=(a_need("ada"), a_need("ben", hours(11, 14))),
        links=tuple(a_link(p, place) for p in ("eine", "andere") for place in PLACES),
        **changes,
    )


def with_(problem: Problem, child: str, person: str, place: str) -> Option:
    need = next(n for n in problem.needs if n.child == child)
    return an_option(
        problem,
        need.slot,
        need=need.id,
        child=need.child,
        person=PersonId(person),
        place=PlaceId(place),
    )


def value(wish: str, problem: Problem, *taken: Option, **settings) -> int:
    rules = load_rules(a_profile(**settings))
    found = next(w for w in rules.wishes if w.id == RuleId(wish))
    return found.measure(index_of(problem), Plan(taken))


def applies(wish: str, problem: Problem) -> bool:
    rules = load_rules(a_profile())
    found = next(w for w in rules.wishes if w.id == RuleId(wish))
    return found.applies(index_of(problem))


@pytest.mark.parametrize(
    ("person", "place", "separated", "places"),
    [
        ("eine", "ort", 0, 0),
        ("andere", "ort", 1, 0),
        ("eine", "anderswo", 1, 1),
        ("andere", "anderswo", 1, 1),
    ],
)
def test_siblings_share_person_and_place_a_group_only_the_place(
    person, place, separated, places
):
    problem = town()
    both = with_(problem, "ada", "eine", "ort"), with_(problem, "ben", person, place)
    assert value("siblings-apart", problem, *both) == separated
    assert value("group-together", problem, *both) == places
    # The same with one of the two fixed.
    pinned = town(fixed=(a_fixed("ada", person="eine", place="ort"),))
    assert value("siblings-apart", pinned, both[1]) == separated
    assert value("group-together", pinned, both[1]) == places


def test_siblings_one_after_the_other_or_uncovered_are_not_apart():
    problem = town()
    one = with_(problem, "ada", "eine", "ort")
    after = replace(with_(problem, "ben", "andere", "ort"), slot=hours(12, 14))
    assert value("siblings-apart", problem, one) == 0
    assert value("siblings-apart", problem, one, after) == 0


def test_in_a_substitution_group_the_children_are_divided_on_purpose():
    problem = town()
    both = [
        replace(with_(problem, child, "eine", place), model=Model.GROUP)
        for child, place in (("ada", "ort"), ("ben", "anderswo"))
    ]
    assert value("group-together", problem, *both) == 0
    strict = {"group_together": {"divided_models": ()}}
    assert value("group-together", problem, *both, **strict) == 1


def test_a_pin_by_a_substitution_group_is_no_place_of_the_group_either():
    divided = [replace(link, model=Model.GROUP) for link in town().links]
    pinned = replace(
        town(fixed=(a_fixed("ada", person="eine", place="ort"),)), links=tuple(divided)
    )
    other = with_(pinned, "ben", "eine", "anderswo")
    other = replace(other, model=Model.TANDEM)
    assert value("group-together", pinned, other) == 0


def test_the_tiers_exist_only_where_something_could_be_divided():
    alone = a_problem()
    assert not applies("siblings-apart", alone)
    assert not applies("group-together", alone)
    assert applies("siblings-apart", town())
    assert applies("group-together", town())


def test_the_solver_keeps_them_together():
    plan = solve(town(), a_profile(), SolveLimits(seconds=120, workers=1)).plan
    tiers = {tier.id: (tier.value, tier.proven) for tier in plan.tiers}
    assert tiers["siblings-apart"] == (0, True)
    assert tiers["group-together"] == (0, True)
    assert len({(o.person, o.place) for o in plan.assignments}) == 1
