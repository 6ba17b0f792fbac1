"""Invented towns for measuring: a week of substitution from a number and a seed.

The shares are those of Beckum, Herne and Münster: districts of a dozen childminders,
weekly hours in steps of five, tandems, groups of four plus one with a held place,
floaters for five childminders each, a base, shared settings, places shared by part-time
children, a few special needs. Nobody in them exists.
"""

import math
import random
from dataclasses import dataclass, field

from solver.slots import Day, Slot
from solver.substitution.problem import (
    Child,
    ChildId,
    Credential,
    Designation,
    EpisodeId,
    Familiarity,
    FamiliarityRecord,
    Link,
    Model,
    Need,
    NeedId,
    Permit,
    Person,
    PersonalLimits,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
    Presence,
    Problem,
)

#: Monday, 23 November 2026.
MONDAY = Day(739943)
MINUTES_PER_KM = 2.6  # 30 km/h and a detour of 1.3
RADIUS_KM = 5.0
DISTRICT_SIZE = 12
NEIGHBOURS = 6
#: Days on which everything that has a date is valid.
LONG_AGO, FAR_AHEAD = Day(MONDAY - 400), Day(MONDAY + 400)
CREDENTIALS = ("first_aid", "infection_instruction", "measles", "conduct_certificate")

Point = tuple[float, float]


@dataclass
class Contract:
    """A child with a childminder: days of the week and the hours of each."""

    child: ChildId
    person: PersonId
    place: PlaceId
    home: Point
    hours: dict[int, Slot]


@dataclass
class Town:
    """Everything that does not depend on who is absent."""

    persons: dict[PersonId, Person] = field(default_factory=dict)
    places: dict[PlaceId, Place] = field(default_factory=dict)
    children: dict[ChildId, Child] = field(default_factory=dict)
    where: dict[PlaceId, Point] = field(default_factory=dict)
    contracts: list[Contract] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    minders: list[PersonId] = field(default_factory=list)


def town_week(childminders: int, absent: int, days: int = 5, seed: int = 1) -> Problem:
    """A week in an invented town with some childminders absent for most of it."""
    rng = random.Random(seed * 7919 + childminders)
    week = tuple(Day(MONDAY + i) for i in range(days))
    town = Town()
    _settle(town, childminders, week, rng)
    _cooperate(town, week, rng)
    away = _absences(town, absent, week, rng)
    return _problem(town, away, week, rng)


# --- people and places ---------------------------------------------------------------


def _settle(town: Town, childminders: int, week: tuple[Day, ...], rng) -> None:
    districts = [_in_circle(rng) for _ in range(max(2, childminders // DISTRICT_SIZE))]
    alone = childminders
    number = 0
    while alone > 0:
        centre = districts[number % len(districts)]
        team = rng.choice((2, 2, 3)) if rng.random() < 0.12 and alone >= 3 else 1
        _open_home(town, number, centre, team, (week, rng))
        alone -= team
        number += 1


def _open_home(town: Town, number: int, centre: Point, team: int, given) -> None:
    """A home, rented rooms, or rooms shared by ``team`` childminders."""
    week, rng = given
    place = PlaceId(f"ort-{number}")
    kind = PlaceKind.OWN_HOME if rng.random() < 0.75 else PlaceKind.RENTED_ROOMS
    if team > 1:
        kind = PlaceKind.SHARED_SETTING
    members = tuple(PersonId(f"tp-{number}-{i}") for i in range(team))
    town.where[place] = _near(centre, 0.8, rng)
    town.places[place] = Place(
        place,
        kind,
        staff=members,
        max_children={1: 5, 2: 9, 3: 9}[team],
        usable_without_owner=kind is not PlaceKind.OWN_HOME,
        municipality="stadt",
    )
    for person in members:
        places = 3 if team == 3 else rng.choice((5, 5, 5, 5, 4))
        hours = _hours(rng)
        town.minders.append(person)
        town.persons[person] = Person(
            person,
            PersonKind.CHILDMINDER,
            home=place,
            permit=Permit(places, LONG_AGO, FAR_AHEAD),
            qualification_units=rng.choice((160, 160, 300, 300)),
            inclusion_units=100 if rng.random() < 0.2 else 0,
            credentials=_credentials(rng),
            capabilities=frozenset({"inclusion"} if rng.random() < 0.2 else ()),
            available=dict.fromkeys(week, (hours,)),
            limits=PersonalLimits(max_extra_children=rng.choice((None, None, 2, 1))),
            history_minutes=rng.choice((0, 0, 480, 960, 2400)),
        )
        _contracts(town, person, hours, rng)


def _hours(rng) -> Slot:
    """When a childminder is open: 7:00 to 14:00, 7:30 to 16:00 and the like."""
    return Slot(
        rng.choice((405, 420, 420, 450)), rng.choice((840, 870, 930, 960, 990, 1020))
    )


def _credentials(rng) -> tuple[Credential, ...]:
    """All four proofs; now and then first aid runs out within the week."""
    ends = [FAR_AHEAD] * len(CREDENTIALS)
    if rng.random() < 0.05:
        ends[0] = Day(MONDAY + rng.randrange(-20, 5))
    return tuple(
        Credential(kind, LONG_AGO, end)
        for kind, end in zip(CREDENTIALS, ends, strict=True)
    )


def _contracts(town: Town, person: PersonId, hours: Slot, rng) -> None:
    permit = town.persons[person].permit
    count = min(permit.places, rng.choices((1, 2, 3, 4, 5), (3, 9, 18, 30, 40))[0])
    shared = count == permit.places and rng.random() < 0.1
    for i in range(count):
        _contract(town, person, hours, (f"{person}-{i}", range(5), rng))
    if shared:
        # A place shared by two part-time children: the last one halves its week.
        last = town.contracts[-1]
        last.hours = {d: s for d, s in last.hours.items() if d < 2}
        _contract(town, person, hours, (f"{person}-{count}", range(2, 5), rng))


def _contract(town: Town, person: PersonId, hours: Slot, given) -> None:
    name, weekdays, rng = given
    child, place = ChildId(f"kind-{name}"), town.persons[person].home
    weekly = rng.choices((15, 20, 25, 30, 35, 40, 45), (5, 10, 20, 20, 20, 13, 12))[0]
    days = [d for d in weekdays if len(weekdays) < 5 or rng.random() < 0.93]
    length = min(hours.minutes, round(weekly * 60 / 5 / 15) * 15)
    start = min(hours.start + 15 * rng.randrange(7), hours.end - length)
    special = rng.random() < 0.03
    months = rng.randrange(9, 37) if rng.random() < 0.95 else rng.randrange(37, 70)
    town.children[child] = Child(
        child,
        2026 * 12 + 10 - months,
        capacity_weight=2 if special else 1,
        required_capabilities=frozenset({"inclusion"} if special else ()),
        max_extra_way_minutes=rng.choice((15, 15, 15, 20, None)),
    )
    town.contracts.append(
        Contract(
            child,
            person,
            place,
            _near(town.where[place], 1.2, rng),
            {day: Slot(start, start + length) for day in days},
        )
    )


# --- cooperation ---------------------------------------------------------------------


#: How childminders cooperate: share [parts of a hundred] and how many at a time. Who
#: only has neighbours the children may know is left with those.
_GROUPS = {
    Model.TANDEM: (38, 2),
    Model.GROUP: (14, 5),
    Model.FLOATER: (26, 10),
    Model.BASE: (11, 10),
    Model.KNOWN_PERSON: (11, 1),
}


def _cooperate(town: Town, week: tuple[Day, ...], rng) -> None:
    """Tandems, groups, floaters and a base in the shares of the Beckum demo."""
    for place in town.places.values():
        if len(place.staff) > 1:
            _link_all(town, place.staff, Model.SHARED_SETTING)
    ranked = sorted(town.minders, key=lambda p: _angle(town, p))
    number = 0
    while ranked:
        kind = rng.choices(tuple(_GROUPS), [share for share, _ in _GROUPS.values()])[0]
        size = _GROUPS[kind][1]
        members, ranked = ranked[:size], ranked[size:]
        if kind in (Model.TANDEM, Model.GROUP):
            _link_all(town, members, kind)
        elif kind in (Model.FLOATER, Model.BASE):
            number = _employ_for(town, kind, number, members, (week, rng))
    for person in town.minders:
        _neighbours(town, person)


def _employ_for(town: Town, kind: Model, number: int, members, given) -> int:
    """A base, or one floater for five childminders; the next free number."""
    if kind is Model.BASE:
        _base(town, number, members, given)
        return number + 1
    count = -(-len(members) // 5)
    for i in range(count):
        _floater(town, number + i, members, given)
    return number + count


def _link_all(town: Town, members, model: Model) -> None:
    for absent in members:
        for substitute in members:
            if absent != substitute:
                place = town.persons[substitute].home
                town.links.append(Link(absent, substitute, place, model, held_places=1))


def _floater(town: Town, number: int, members, given) -> None:
    """An employed floater: into rooms usable without the owner, else to her base."""
    _, rng = given
    person, place = PersonId(f"spring-{number}"), PlaceId(f"raum-{number}")
    town.where[place] = _near(_where(town, members[0]), 0.5, rng)
    town.places[place] = Place(
        place,
        PlaceKind.BASE,
        max_children=5,
        municipality="stadt",
        usable_without_owner=True,
    )
    _employ(town, person, PersonKind.FLOATER, given)
    for absent in members:
        own = town.places[town.persons[absent].home]
        for goal in sorted({own.id if own.usable_without_owner else place, place}):
            town.links.append(Link(absent, person, goal, Model.FLOATER))


def _base(town: Town, number: int, members, given) -> None:
    """A base with two employed persons and five places."""
    _, rng = given
    place = PlaceId(f"stuetzpunkt-{number}")
    staff = tuple(PersonId(f"basis-{number}-{i}") for i in range(2))
    town.where[place] = _near(_where(town, members[0]), 0.5, rng)
    town.places[place] = Place(
        place,
        PlaceKind.BASE,
        staff=staff,
        max_children=5,
        usable_without_owner=True,
        municipality="stadt",
    )
    for i, person in enumerate(staff):
        _employ(town, person, PersonKind.BASE_STAFF, given, shift=i)
        for absent in members:
            town.links.append(Link(absent, person, place, Model.BASE))


def _employ(
    town: Town, person: PersonId, kind: PersonKind, given, *, shift: int = 0
) -> None:
    week, rng = given
    start = 420 + 60 * shift
    town.persons[person] = Person(
        person,
        kind,
        employed=True,
        permit=Permit(5, LONG_AGO, FAR_AHEAD),
        qualification_units=300,
        inclusion_units=100,
        professional=True,
        credentials=_credentials(rng),
        capabilities=frozenset({"inclusion"}),
        available=dict.fromkeys(week, (Slot(start, start + 510),)),
        history_minutes=rng.choice((0, 480, 960)),
    )


def _neighbours(town: Town, person: PersonId) -> None:
    """Any of the nearest may be somebody a child happens to know."""
    linked = {link.substitute for link in town.links if link.absent == person}
    near = sorted(
        (other for other in town.minders if other != person and other not in linked),
        key=lambda other: _km(_where(town, person), _where(town, other)),
    )
    for other in near[:NEIGHBOURS]:
        home = town.persons[other].home
        town.links.append(Link(person, other, home, Model.KNOWN_PERSON))


# --- a week --------------------------------------------------------------------------


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
            km = _km(contract.home, town.where[place])
            ways[contract.child, place] = math.ceil(km * MINUTES_PER_KM)
    return ways


def _place_minutes(town: Town, links) -> dict[tuple[PlaceId, PlaceId], int]:
    goals: dict[PersonId, set[PlaceId]] = {}
    for link in links:
        goals.setdefault(link.substitute, set()).add(link.place)
    return {
        (start, end): math.ceil(
            _km(town.where[start], town.where[end]) * MINUTES_PER_KM
        )
        for places in goals.values()
        for start in sorted(places)
        for end in sorted(places)
        if start != end
    }


# --- geometry ------------------------------------------------------------------------


def _in_circle(rng) -> Point:
    angle, distance = rng.uniform(0, 2 * math.pi), RADIUS_KM * math.sqrt(rng.random())
    return distance * math.cos(angle), distance * math.sin(angle)


def _near(centre: Point, km: float, rng) -> Point:
    return rng.gauss(centre[0], km), rng.gauss(centre[1], km)


def _km(a: Point, b: Point) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def _where(town: Town, person: PersonId) -> Point:
    return town.where[town.persons[person].home]


def _angle(town: Town, person: PersonId) -> float:
    x, y = _where(town, person)
    return math.atan2(y, x)
