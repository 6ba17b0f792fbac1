"""Small random problems for brute force and oracle, one per seed."""

import random
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from itertools import count

from solver.profile import RuleProfile
from solver.rule import RuleId
from solver.slots import ClockChange
from solver.substitution.problem import Problem
from solver.substitution.validate import validate
from tests.solver.build import DAY, NEXT_DAY, a_profile
from tests.solver.themes import THEMES
from tests.solver.wish_themes import WISH_THEMES
from tests.solver.world import World, permissive

Theme = Callable[[World], None]
THEMES_PER_WORLD = 7


def a_world(seed: int) -> tuple[Problem, RuleProfile]:
    """The problem and profile of a seed; themes that contradict each other are out."""
    for attempt in count():
        rng = random.Random(f"{seed}/{attempt}")
        problem, profile = _mixed(rng, _themes(seed, attempt))
        if not validate(problem):
            return _with_clock_change(problem, seed), profile
    raise AssertionError("count() never ends")


def _with_clock_change(problem: Problem, seed: int) -> Problem:
    """In every fourth world an hour of the morning is skipped or lived twice."""
    if seed % 4:
        return problem
    at, shift = (480, 600, 690)[seed // 4 % 3], (-60, 60)[seed // 8 % 2]
    changes = (*problem.clock_changes, ClockChange(DAY, at, shift))
    return replace(problem, clock_changes=changes)


def _themes(seed: int, attempt: int) -> list[Theme]:
    """Themes of a world, dealt from shuffled decks: each turns up equally often."""
    first = seed * THEMES_PER_WORLD
    dealt = (
        _deck(position // len(THEMES), attempt)[position % len(THEMES)]
        for position in range(first, first + THEMES_PER_WORLD)
    )
    return list(dict.fromkeys(dealt))


@cache
def _deck(number: int, attempt: int) -> tuple[Theme, ...]:
    deck = list(THEMES)
    random.Random(f"c/{number}/{attempt}").shuffle(deck)
    return tuple(deck)


def _mixed(rng: random.Random, themes: list[Theme]) -> tuple[Problem, RuleProfile]:
    world = permissive(rng)
    for theme in themes:
        theme(world)
    world.numbers.setdefault("one_person_at_a_time", {})["handover"] = rng.choice(
        ("never", "same_place", "same_place", "at_all")
    )
    shortest = rng.choice((60, 120))
    world.numbers["piece_length"] = {"min_piece_minutes": shortest}
    rng.choice(WISH_THEMES)(world)
    problem = Problem(
        first_day=DAY,
        last_day=NEXT_DAY,
        land="NW",
        needs=(),
        children=world.children,
        persons=world.persons,
        places=world.places,
        family_minutes=world.family,
        place_minutes=world.between,
    )
    changes = {
        name: tuple(found) if isinstance(found, list) else found
        for name, found in world.changes.items()
    }
    profile = a_profile(**world.numbers)
    tiers = (*world.on_demand, *profile.tiers)
    return replace(problem, **changes), replace(
        profile, tiers=tuple(dict.fromkeys(RuleId(tier) for tier in tiers))
    )
