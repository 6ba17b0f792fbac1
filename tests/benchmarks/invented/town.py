"""An invented town: who is in it, where, and how far it is."""

import math
from dataclasses import dataclass, field

from solver.slots import Day, Slot
from solver.substitution.problem import (
    Child,
    ChildId,
    Credential,
    Link,
    Person,
    PersonId,
    Place,
    PlaceId,
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


def credentials(rng) -> tuple[Credential, ...]:
    """All four proofs; now and then first aid runs out within the week."""
    ends = [FAR_AHEAD] * len(CREDENTIALS)
    if rng.random() < 0.05:
        ends[0] = Day(MONDAY + rng.randrange(-20, 5))
    return tuple(
        Credential(kind, LONG_AGO, end)
        for kind, end in zip(CREDENTIALS, ends, strict=True)
    )


def in_circle(rng) -> Point:
    angle, distance = rng.uniform(0, 2 * math.pi), RADIUS_KM * math.sqrt(rng.random())
    return distance * math.cos(angle), distance * math.sin(angle)


def near(centre: Point, km: float, rng) -> Point:
    return rng.gauss(centre[0], km), rng.gauss(centre[1], km)


def km(a: Point, b: Point) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def where_of(town: Town, person: PersonId) -> Point:
    return town.where[town.persons[person].home]


def angle(town: Town, person: PersonId) -> float:
    x, y = where_of(town, person)
    return math.atan2(y, x)
