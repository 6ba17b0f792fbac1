"""Invented towns for measuring: a week of substitution from a number and a seed.

The shares are those of Beckum, Herne and Münster: districts of a dozen childminders,
weekly hours in steps of five, tandems, groups of four plus one with a held place,
floaters for five childminders each, a base, shared settings, places shared by part-time
children, a few special needs. Nobody in them exists.
"""

import math
import random

from solver.slots import Day, Slot
from solver.substitution.problem import (
    ChildId,
    Designation,
    EpisodeId,
    Familiarity,
    FamiliarityRecord,
    Model,
    Need,
    NeedId,
    Person,
    PersonId,
    PlaceId,
    Presence,
    Problem,
)
from tests.benchmarks.invented.cooperation import cooperate
from tests.benchmarks.invented.people import settle
from tests.benchmarks.invented.town import (
    FAR_AHEAD,
    LONG_AGO,
    MINUTES_PER_KM,
    MONDAY,
    Contract,
    Town,
    km,
)


def town_week(childminders: int, absent: int, days: int = 5, seed: int = 1) -> Problem:
    """A week in an invented town with some childminders absent for most of it."""
    rng = random.Random(seed * 7919 + childminders)
    week = tuple(Day(MONDAY + i) for i in range(days))
    town = Town()
    settle(town, childminders, week, rng)
    cooperate(town, week, rng)
    away = _absences(town, absent, week, rng)
    return _problem(town, away, week, rng)


def _absences(town: Town, absent: int, week, rng) -> dict[PersonId, tuple[Day, ...]]:
    chosen = rng.sample(sorted(town.minders), min(absent, len(town.minders)))
    away = {}
    for person in chosen:
        length = len(week) if rng.random() < 0.6 else rng.randrange(1, len(week) + 1)
        first = rng.randrange(len(week) - length + 1)
        away[person] = week[first : first + length]
    return away


def _problem(town: Town, away, week, rng) -> Problem:
    persons = dict(town.persons)
    for person, days in away.items():
        known = persons[person]
        persons[person] = Person(
            **{
                name: getattr(known, name)
                for name in Person.__slots__
                if name != "absent"
            },
            absent=dict.fromkeys(days, (Slot(0, 1440),)),
        )
    needs, presences = [], []
    for contract in town.contracts:
        for index, day in enumerate(week):
            slot = contract.hours.get(index % 7)
            if slot is None:
                continue
            if day in away.get(contract.person, ()):
                needs.append(_need(contract, day, slot))
            else:
                weight = town.children[contract.child].capacity_weight
                presences.append(
                    Presence(
                        contract.child,
                        contract.person,
                        contract.place,
                        day,
                        slot,
                        weight,
                    )
                )
    links = tuple(link for link in town.links if link.absent in away)
    affected = [c for c in town.contracts if any(n.child == c.child for n in needs)]
    records, designations = _familiarity(affected, links, rng)
    return Problem(
        first_day=week[0],
        last_day=week[-1],
        land="NW",
        needs=tuple(needs),
        children=town.children,
        persons=persons,
        places=town.places,
        presences=tuple(presences),
        links=links,
        familiarity=tuple(records),
        designations=tuple(designations),
        family_minutes=_family_minutes(town, affected, links),
        place_minutes=_place_minutes(town, links),
    )


def _need(contract: Contract, day: Day, slot: Slot) -> Need:
    return Need(
        NeedId(f"bedarf-{contract.child}-{day - MONDAY}"),
        contract.child,
        day,
        slot,
        contract.person,
        contract.place,
        EpisodeId(f"fall-{contract.child}"),
    )


#: How well the children know whom, by cooperation: unknown, faded, met, familiar,
#: settled [parts of a hundred].
_KNOWN = {
    Model.TANDEM: (3, 4, 8, 55, 30),
    Model.GROUP: (10, 10, 20, 45, 15),
    Model.FLOATER: (8, 7, 15, 55, 15),
    Model.BASE: (6, 6, 8, 40, 40),
    Model.SHARED_SETTING: (0, 0, 5, 35, 60),
    Model.KNOWN_PERSON: (30, 10, 10, 35, 15),
}


def _familiarity(affected, links, rng):
    records, designations = [], []
    for contract in affected:
        drawn: dict[PersonId, Familiarity] = {}
        for link in links:
            if link.absent != contract.person or link.substitute in drawn:
                continue
            state = Familiarity(rng.choices(range(5), _KNOWN[link.model])[0])
            drawn[link.substitute] = state
            if state is not Familiarity.UNKNOWN:
                records.append(
                    FamiliarityRecord(
                        contract.child, link.substitute, state, LONG_AGO, FAR_AHEAD
                    )
                )
        group = [
            link.substitute
            for link in links
            if link.absent == contract.person and link.model is Model.GROUP
        ]
        if group:
            designations.append(
                Designation(contract.child, rng.choice(group), LONG_AGO, FAR_AHEAD)
            )
    return records, designations


def _family_minutes(town: Town, affected, links) -> dict[tuple[ChildId, PlaceId], int]:
    ways = {}
    for contract in affected:
        goals = {link.place for link in links if link.absent == contract.person}
        for place in sorted(goals | {contract.place}):
            way = km(contract.home, town.where[place])
            ways[contract.child, place] = math.ceil(way * MINUTES_PER_KM)
    return ways


def _place_minutes(town: Town, links) -> dict[tuple[PlaceId, PlaceId], int]:
    goals: dict[PersonId, set[PlaceId]] = {}
    for link in links:
        goals.setdefault(link.substitute, set()).add(link.place)
    return {
        (start, end): math.ceil(km(town.where[start], town.where[end]) * MINUTES_PER_KM)
        for places in goals.values()
        for start in sorted(places)
        for end in sorted(places)
        if start != end
    }
