"""The last tier of a year: the load of substitutes, even over persons and weeks.

Which weeks stand open is not to be levelled by a plan: the needs of a week can only be
met in that week, and each week's uncovered time is as small as can be. What a plan can
level is who carries a week. So the price is convex in a person's child-minutes of a
calendar week: nothing up to a band, then one more per minute with each further band.
It is a sum over persons and weeks, and so keeps weeks apart.
"""

from collections import defaultdict
from collections.abc import Iterable

from solver.engine.tiers import Objective
from solver.linear import Expression, Var
from solver.slots import Clocks, Day
from solver.substitution.plan import Option
from solver.substitution.problem import PersonId
from solver.substitution.variables import Variables
from solver.year.problem import monday_of

LEVEL = "year-level"
UNIT = "band-minutes"
#: Child-minutes of a week that cost nothing, and after which each further minute costs
#: one more: five days of one child.
BAND_MINUTES = 2_400

_PersonWeek = tuple[PersonId, Day]


def level_objective(clocks: Clocks, variables: Variables) -> Objective:
    """The price as terms; adds a variable per person, week and band in reach."""
    minutes: dict[_PersonWeek, list[tuple[Var, int]]] = defaultdict(list)
    for option in variables.options:
        key = option.person, monday_of(option.day)
        if long := clocks.of(option.day).minutes(option.slot):
            minutes[key].append((variables.taken(option), long))
    terms: list[tuple[Var, int]] = []
    for (person, monday), taken in minutes.items():
        most = sum(m for _, m in taken)
        for start in range(BAND_MINUTES, most, BAND_MINUTES):
            name = f"{person} in Woche {monday}: über {start} Minuten"
            above = variables.model.new_int(0, most - start, name)
            variables.model.add_at_most((*taken, (above, -1)), start, name)
            terms.append((above, 1))
    return Objective(LEVEL, UNIT, Expression(tuple(terms)))


def level_value(clocks: Clocks, assignments: Iterable[Option]) -> int:
    """What the price of a plan is."""
    load: dict[_PersonWeek, int] = defaultdict(int)
    for option in assignments:
        key = option.person, monday_of(option.day)
        load[key] += clocks.of(option.day).minutes(option.slot)
    return sum(
        minutes - start
        for minutes in load.values()
        for start in range(BAND_MINUTES, minutes, BAND_MINUTES)
    )
