"""Districts that share nobody are planned apart; one person who serves two ties them.

Two towns side by side: their tiers add up. Then somebody of the first may take children
of the second, and the plan has to be that of both together, however it is divided.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, replace

import pytest

from solver import solve
from solver.engine import components
from solver.engine import tiers as engine_tiers
from solver.result import Solved, SolveLimits
from solver.substitution.audit import audit
from solver.substitution.codec import problem_from_bytes, problem_to_bytes
from solver.substitution.plan import Plan
from solver.substitution.problem import (
    Familiarity,
    FamiliarityRecord,
    Link,
    Problem,
)
from tests.benchmarks.instances import town_week
from tests.benchmarks.profile import the_profile

PROFILE = the_profile()
SEEDS = range(1, 7)


def planned(problem: Problem) -> Plan:
    result = solve(problem, PROFILE, SolveLimits(seconds=120, workers=1))
    assert isinstance(result, Solved)
    assert all(tier.proven for tier in result.plan.tiers)
    assert audit(problem, PROFILE, result.plan).accepted
    return result.plan


def values(plan: Plan) -> tuple[int, ...]:
    """Of all tiers but the ranks, which are drawn from the ids."""
    return tuple(tier.value for tier in plan.tiers if tier.id != "tie-break")


def district(seed: int, name: str) -> Problem:
    """A town whose ids all begin with a name."""
    town = town_week(12, 3, 3, seed)
    ids = {*town.children, *town.persons, *town.places}
    ids |= {need.id for need in town.needs} | {need.episode for need in town.needs}
    names = {old: f"{name}.{old}" for old in ids}
    document = json.loads(problem_to_bytes(town))
    return problem_from_bytes(json.dumps(_named(document, names)).encode())


def _named(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_named(item, names) for item in value]
    if isinstance(value, dict):
        return {names.get(k, k): _named(item, names) for k, item in value.items()}
    return value


def side_by_side(one: Problem, other: Problem) -> Problem:
    """Everything of both."""
    both = {}
    for field in fields(Problem):
        mine, theirs = getattr(one, field.name), getattr(other, field.name)
        if isinstance(mine, tuple):
            both[field.name] = (*mine, *theirs)
        elif isinstance(mine, Mapping):
            both[field.name] = {**mine, **theirs}
    return replace(one, **both)


def helped_by_the_first(both: Problem) -> Problem:
    """Whoever substitutes in the first district may do so in all of the second."""
    link = next(link for link in both.links if link.substitute.startswith("a."))
    substitute, place = link.substitute, link.place
    children = sorted(child for child in both.children if child.startswith("b."))
    absent = sorted({n.absent for n in both.needs if n.absent.startswith("b.")})
    known = tuple(
        FamiliarityRecord(
            child, substitute, Familiarity.SETTLED, both.first_day, both.last_day
        )
        for child in children
    )
    return replace(
        both,
        links=(
            *both.links,
            *(Link(person, substitute, place, link.model) for person in absent),
        ),
        familiarity=(*both.familiarity, *known),
        family_minutes={
            **both.family_minutes,
            **{(child, place): 5 for child in children},
        },
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_tiers_of_districts_that_share_nobody_add_up(seed: int):
    one, other = district(seed, "a"), district(seed + 50, "b")
    apart = zip(values(planned(one)), values(planned(other)), strict=True)
    together = values(planned(side_by_side(one, other)))
    assert together == tuple(first + second for first, second in apart)


@pytest.mark.parametrize("seed", SEEDS)
def test_linked_districts_have_one_plan_with_and_without_decomposition(
    seed: int, monkeypatch
):
    linked = helped_by_the_first(
        side_by_side(district(seed, "a"), district(seed + 50, "b"))
    )
    divided = planned(linked)

    def undivided(face, rows, idle):
        return (engine_tiers.whole(face, rows, idle),)

    monkeypatch.setattr(engine_tiers, "independent_parts", undivided)
    monkeypatch.setattr(components, "independent_parts", undivided)
    assert planned(linked).tiers == divided.tiers


def test_the_link_is_used_and_betters_both():
    """Otherwise nothing would tie the districts of the tests above."""
    betters = 0
    for seed in SEEDS:
        both = side_by_side(district(seed, "a"), district(seed + 50, "b"))
        alone, linked = planned(both), planned(helped_by_the_first(both))
        crossing = [
            option
            for option in linked.assignments
            if option.person.startswith("a.") and option.child.startswith("b.")
        ]
        betters += bool(crossing) and values(linked) < values(alone)
    assert betters >= len(SEEDS) // 2
