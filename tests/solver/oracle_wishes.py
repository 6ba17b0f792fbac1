"""Wishes said again, naively: tick by tick, person by person, no shared code."""

from collections.abc import Sequence
from fractions import Fraction
from math import ceil

from solver.substitution.plan import Option
from tests.solver.oracle import TICK, Oracle, ticks


def changes(o: Oracle, plan: Sequence[Option]) -> int:
    """Published covers of which a tick still open goes to somebody else or nobody."""
    total = 0
    for cover in o.problem.published:
        still_open = {
            tick
            for need in o.problem.needs
            if (need.child, need.day) == (cover.child, cover.day)
            for start, end in o.stretches(need)
            for tick in ticks(start, end)
        }
        told = still_open & ticks(cover.slot.start, cover.slot.end)
        kept = {
            tick
            for x in plan
            if (x.child, x.day) == (cover.child, cover.day)
            and (x.person, x.place) == (cover.person, cover.place)
            for tick in ticks(x.slot.start, x.slot.end)
        }
        total += cover.person is not None and not told <= kept
    return total


def spare_places(o: Oracle, plan: Sequence[Option]) -> int:
    """Per person and day: places of the reserve gone with the plan, less without it."""
    reserve = o.numbers.get(("spare-places", "reserve_places"), 1)
    most = o.numbers.get(("spare-places", "max_children"), 5)
    total = 0
    for person, day in {(x.person, x.day) for x in plan}:
        permit = o.problem.persons[person].permit
        places = most if permit is None else min(most, permit.places)
        gone = {False: 0, True: 0}  # without and with the plan
        for tick in range(1440 // TICK):
            there = sum(f[4] for f in o.fixed(day) if f[0] == person and tick in f[3])
            mine = [
                o.problem.children[x.child].capacity_weight
                for x in plan
                if (x.person, x.day) == (person, day)
                and tick in ticks(x.slot.start, x.slot.end)
            ]
            gone[False] = max(gone[False], there - (places - reserve))
            if mine:
                gone[True] = max(gone[True], there + sum(mine) - (places - reserve))
        total += max(0, gone[True] - gone[False])
    return total


def cost(o: Oracle, plan: Sequence[Option]) -> int:
    """Cents of each piece: its flat rate, else the hours, and what the pair costs."""
    total = 0
    for x in plan:
        total += o.problem.pair_costs.get((x.child, x.person), 0)
        need = o.need(x)
        flat = [
            link.held_place_cents
            for link in o.problem.links
            if (link.absent, link.substitute, link.place)
            == (need.absent, x.person, x.place)
            and (link.first_day or 0) <= x.day <= (link.last_day or 10**9)
            and (link.children is None or x.child in link.children)
        ]
        if flat and flat[0] is not None:
            total += flat[0]
            continue
        hours = Fraction(o.minutes(x.day, ticks(x.slot.start, x.slot.end)), 60)
        total += ceil(o.person(x).cents_per_hour * hours)
    return total


def persons_deployed(o: Oracle, plan: Sequence[Option]) -> int:
    """Who takes a child now and has no fixed cover."""
    there = [pin.cover.person for pin in o.problem.fixed]
    return sum(
        1
        for person in o.problem.persons
        if person not in there and any(x.person == person for x in plan)
    )


WISHES = {
    "changes": changes,
    "spare-places": spare_places,
    "cost": cost,
    "persons-deployed": persons_deployed,
}
