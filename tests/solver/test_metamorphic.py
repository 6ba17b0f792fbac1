"""What must hold between two problems that differ in one thing, on proven tiers."""

import json
import random
from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from solver.profile import RuleProfile
from solver.result import SolveLimits
from solver.slots import weekday
from solver.substitution.codec import problem_from_bytes, problem_to_bytes
from solver.substitution.planning import solve
from solver.substitution.problem import (
    Exclusion,
    ExclusionOrigin,
    PersonId,
    Problem,
)
from tests.solver.world import SUBSTITUTES
from tests.solver.worlds import a_world

SEEDS = range(3000, 3025)
Change = Callable[[Problem, random.Random], Problem]


def vector(problem: Problem, profile: RuleProfile) -> tuple[int, ...]:
    """Values of all tiers, each of them proven, but for ranks drawn from the ids."""
    plan = solve(problem, profile, SolveLimits(seconds=120, workers=1)).plan
    assert all(tier.proven for tier in plan.tiers)
    return tuple(tier.value for tier in plan.tiers if tier.id != "tie-break")


def uncovered(problem: Problem, profile: RuleProfile) -> tuple[int, ...]:
    """Values of the tiers that count uncovered minutes, in their order."""
    plan = solve(problem, profile, SolveLimits(seconds=120, workers=1)).plan
    counted = [tier for tier in plan.tiers if tier.id.startswith("uncovered")]
    assert counted
    assert all(tier.proven for tier in counted)
    return tuple(tier.value for tier in counted)


def with_person(problem: Problem, person: str, **changes: object) -> Problem:
    changed = replace(problem.persons[PersonId(person)], **changes)
    return replace(problem, persons={**problem.persons, changed.id: changed})


def never_available(problem: Problem, rng: random.Random) -> Problem:
    return with_person(problem, rng.choice(SUBSTITUTES), available={})


def away_for_a_day(problem: Problem, rng: random.Random) -> Problem:
    person = rng.choice(SUBSTITUTES)
    available = problem.persons[PersonId(person)].available
    day = rng.choice(sorted(available)) if available else problem.first_day
    rest = {other: slots for other, slots in available.items() if other != day}
    return with_person(problem, person, available=rest)


@pytest.mark.parametrize("change", [never_available, away_for_a_day])
@pytest.mark.parametrize("seed", SEEDS)
def test_less_availability_never_lowers_uncovered_minutes(seed: int, change: Change):
    problem, profile = a_world(seed)
    less = change(problem, random.Random(seed))
    assert uncovered(less, profile) >= uncovered(problem, profile)


def full(problem: Problem, by_permit: int, by_place: int | None) -> Problem:
    """Permits and places for so many children: without, hardly a world is full."""
    persons = {
        id_: replace(
            person, permit=person.permit and replace(person.permit, places=by_permit)
        )
        for id_, person in problem.persons.items()
    }
    places = {
        id_: replace(place, max_children=by_place)
        for id_, place in problem.places.items()
    }
    return replace(problem, persons=persons, places=places)


def one_more_place(problem: Problem, rng: random.Random) -> tuple[Problem, Problem]:
    """Permits for one child, and one of them for two."""
    problem = full(problem, 1, None)
    person = problem.persons[PersonId(rng.choice(SUBSTITUTES))]
    wider = person.permit and replace(person.permit, places=2)
    return problem, with_person(problem, person.id, permit=wider)


def one_more_child_there(
    problem: Problem, rng: random.Random
) -> tuple[Problem, Problem]:
    """Room for one child, and at one place that somebody may use for two."""
    problem = full(problem, 5, 1)
    place = problem.places[rng.choice(sorted(link.place for link in problem.links))]
    wider = replace(place, max_children=2)
    return problem, replace(problem, places={**problem.places, place.id: wider})


@pytest.mark.parametrize("change", [one_more_place, one_more_child_there])
@pytest.mark.parametrize("seed", SEEDS)
def test_one_more_place_never_raises_uncovered_minutes(
    seed: int, change: Callable[[Problem, random.Random], tuple[Problem, Problem]]
):
    problem, profile = a_world(seed)
    problem, more = change(problem, random.Random(seed))
    assert uncovered(more, profile) <= uncovered(problem, profile)


def excluded_pair(problem: Problem, rng: random.Random) -> Problem:
    need = rng.choice(problem.needs)
    exclusion = Exclusion(
        PersonId(rng.choice(SUBSTITUTES)),
        ExclusionOrigin.GUARDIAN,
        problem.first_day,
        problem.last_day,
        child=need.child,
    )
    return replace(problem, exclusions=(*problem.exclusions, exclusion))


def needs_a_ramp(problem: Problem, rng: random.Random) -> Problem:
    child = problem.children[rng.choice(problem.needs).child]
    demanding = child.required_capabilities | {"step_free"}
    changed = replace(child, required_capabilities=demanding)
    return replace(problem, children={**problem.children, child.id: changed})


def weekday_off(problem: Problem, rng: random.Random) -> Problem:
    person = problem.persons[PersonId(rng.choice(SUBSTITUTES))]
    off = person.limits.weekdays_off | {weekday(rng.choice(problem.needs).day)}
    return with_person(
        problem, person.id, limits=replace(person.limits, weekdays_off=off)
    )


@pytest.mark.parametrize("change", [excluded_pair, needs_a_ramp, weekday_off])
@pytest.mark.parametrize("seed", SEEDS)
def test_one_more_restriction_never_improves_the_vector(seed: int, change: Change):
    problem, profile = a_world(seed)
    stricter = change(problem, random.Random(seed))
    assert vector(stricter, profile) >= vector(problem, profile)


@pytest.mark.parametrize("seed", SEEDS)
def test_renaming_keeps_the_vector(seed: int):
    problem, profile = a_world(seed)
    ids = sorted({*problem.children, *problem.persons, *problem.places})
    ids += sorted(need.id for need in problem.needs)
    ids += sorted({need.episode for need in problem.needs})
    numbers = list(range(len(ids)))
    random.Random(seed).shuffle(numbers)
    names = {old: f"x{number}" for old, number in zip(ids, numbers, strict=True)}
    renamed = problem_from_bytes(
        json.dumps(_renamed(json.loads(problem_to_bytes(problem)), names)).encode()
    )
    assert vector(renamed, profile) == vector(problem, profile)


def _renamed(value: object, names: Mapping[str, str]) -> object:
    """The same JSON value with every id replaced, as a key and as a value."""
    if isinstance(value, str):
        return names.get(value, value)
    if isinstance(value, list):
        return [_renamed(item, names) for item in value]
    if isinstance(value, dict):
        return {names.get(k, k): _renamed(item, names) for k, item in value.items()}
    return value
