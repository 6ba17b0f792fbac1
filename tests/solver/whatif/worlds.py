"""Small towns in which something could be changed: spots, ways, rules."""

import random

from solver.profile import Level, Parameter, RuleSetting
from solver.rule import RuleId
from solver.whatif.problem import Order, Spot, SpotId, WhatIfProblem, WhatIfSettings
from tests.solver.stress.worlds import a_town

#: A stress set small enough to be computed again, one absence after the other.
DRAWS = 2


def a_ground(seed: int, minders: int = 5):
    """A town of the stress tests with spots for a base, and its rules."""
    stress, profile = a_town(seed, minders)
    rng = random.Random(f"ground/{seed}")
    week = stress.week
    spots = tuple(
        Spot(
            SpotId(f"spot{number}"),
            {child: rng.choice((5, 10, 10, 40)) for child in week.children},
        )
        for number in range(3)
    )
    rule = RuleId("extra-way-limit")
    limit = Parameter(15, Level.MUNICIPALITY)
    settings = {
        **profile.settings,
        rule: RuleSetting(rule, {"max_extra_way_minutes": limit}),
    }
    object.__setattr__(profile, "settings", settings)
    problem = WhatIfProblem(
        stress,
        spots,
        place_minutes={(a, b): 10 for a in week.places for b in week.places},
    )
    return problem, profile


def settings(order: Order = Order.HOURS, **more) -> WhatIfSettings:
    """Few draws of a wave that meets many."""
    return WhatIfSettings(**{"draws": DRAWS, "order": order, **more})
