"""The morning telephone: a dispatcher's greedy, in our own process."""

import time

from solver.engine.greedy import first_assignment
from solver.substitution.plan import Option, Plan
from tests.benchmarks.peers.exchange import Instance


def nearest_familiar_first(instance: Instance) -> tuple[Plan, float]:
    """Child by child the nearest of those it knows best; the plan and seconds."""
    began = time.perf_counter()
    index, options = instance.index, instance.options.options
    position = {need.id: i for i, need in enumerate(index.problem.needs)}

    def appeal(option: Option) -> tuple[int, int, int, int]:
        known = index.familiarity(option.child, option.person, option.day)
        regular = index.needs[option.need].regular_place
        way = index.extra_way(option.child, regular, option.place)
        return (
            position[option.need],
            -known,
            0 if way is None else way,
            -option.slot.minutes,
        )

    taken = instance.formulation.variables.taken
    order = [taken(option) for option in sorted(options, key=appeal)]
    values = first_assignment(instance.formulation.model, order)
    plan = Plan(tuple(o for o in options if values[taken(o)]))
    return plan, time.perf_counter() - began
