"""Small random problems for brute force and oracle, one per seed."""

import random
from dataclasses import replace
from itertools import count

from solver.profile import RuleProfile
from solver.rule import RuleId
from solver.substitution.problem import Problem
from solver.substitution.validate import validate
from tests.solver.build import DAY, NEXT_DAY, a_profile
from tests.solver.themes import THEMES
from tests.solver.wish_themes import WISH_THEMES
from tests.solver.world import permissive


def a_world(seed: int) -> tuple[Problem, RuleProfile]:
    """The problem and profile of a seed; themes that contradict each other are out."""
    for attempt in count():
        problem, profile = _mixed(random.Random(f"{seed}/{attempt}"))
        if not validate(problem):
            return problem, profile
    raise AssertionError("count() never ends")


def _mixed(rng: random.Random) -> tuple[Problem, RuleProfile]:
    world = permissive(rng)
    for theme in rng.sample(THEMES, 5):
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
