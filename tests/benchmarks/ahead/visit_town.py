"""A town the size of Herne for contact visits, drawn from a seed: no import, no names.

95 childminders: 60 are in the clusters of twelve floaters, 15 in three groups of five,
12 in six tandems, eight are on their own. Floaters work 20, 25 or 30 hours a week and
have substitution that stands on some days. Vacations are announced, contacts lie back
up to nine weeks.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations

from solver.slots import DAYS_PER_WEEK, Day, Slot
from solver.substitution.problem import (
    ChildId,
    Link,
    Model,
    Person,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
)
from solver.visits.problem import Bond, BondId, Booked, Contact, Stay, VisitProblem

FIRST = Day(date(2026, 11, 2).toordinal())
WEEKS, WEEKS_AFTER = 6, 6
_VISIT_MINUTES = 180


@dataclass
class _Draft:
    """What a town is put together from."""

    rng: random.Random
    persons: dict[PersonId, Person] = field(default_factory=dict)
    places: dict[PlaceId, Place] = field(default_factory=dict)
    points: dict[PlaceId, tuple[float, float]] = field(default_factory=dict)
    bonds: dict[BondId, Bond] = field(default_factory=dict)
    booked: list[Booked] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    stays: list[Stay] = field(default_factory=list)
    children: dict[PersonId, list[ChildId]] = field(default_factory=dict)


def _weekdays(weeks: int) -> tuple[Day, ...]:
    days = range(FIRST, FIRST + DAYS_PER_WEEK * weeks)
    return tuple(Day(d) for d in days if (d - FIRST) % DAYS_PER_WEEK < 5)


DAYS = _weekdays(WEEKS)
COUNTED = _weekdays(WEEKS + WEEKS_AFTER)


def town(seed: int, minders: int = 95, floaters: int = 12) -> VisitProblem:
    """The town of a seed; with fewer people the same mixture."""
    draft = _Draft(random.Random(seed))
    hosts = [_minder(draft, number) for number in range(minders)]
    clustered = minders * 60 // 95
    grouped = minders * 15 // 95 // 5 * 5
    paired = minders * 12 // 95 // 2 * 2
    by_place = sorted(hosts, key=lambda h: draft.points[_home(h)])
    for number in range(floaters):
        share = by_place[
            clustered * number // floaters : clustered * (number + 1) // floaters
        ]
        _floater(draft, number, share)
    rest = by_place[clustered:]
    for start in range(0, grouped, 5):
        _circle(draft, rest[start : start + 5], Model.GROUP)
    for start in range(grouped, grouped + paired, 2):
        _circle(draft, rest[start : start + 2], Model.TANDEM)
    return VisitProblem(
        FIRST,
        DAYS[-1],
        COUNTED[-1],
        draft.persons,
        draft.places,
        draft.bonds,
        tuple(draft.booked),
        tuple(draft.links),
        tuple(sorted(draft.contacts)),
        tuple(draft.stays),
        dict(_ways(draft)),
    )


def _home(person: PersonId) -> PlaceId:
    return PlaceId(f"home-{person}")


def _minder(draft: _Draft, number: int) -> PersonId:
    rng, name = draft.rng, PersonId(f"K{number:03}")
    opens, closes = rng.choice((420, 450)), rng.choice((840, 900, 960))
    draft.persons[name] = Person(
        name,
        PersonKind.CHILDMINDER,
        home=_home(name),
        available={d: (Slot(opens, closes),) for d in COUNTED},
        absent={d: (Slot(0, 1440),) for d in _vacation(rng)},
    )
    draft.places[_home(name)] = Place(_home(name), PlaceKind.OWN_HOME, (name,), 10)
    draft.points[_home(name)] = rng.uniform(0, 8), rng.uniform(0, 8)
    count = rng.choices((1, 2, 3, 4, 5), (3, 9, 18, 30, 40))[0]
    for child in (ChildId(f"{name}-{i}") for i in range(count)):
        draft.children.setdefault(name, []).append(child)
        off = rng.choice((None, None, None, 0, 2, 4))
        slot = Slot(opens + rng.choice((0, 30, 60)), closes - rng.choice((0, 60, 120)))
        for d in COUNTED:
            if (d - FIRST) % DAYS_PER_WEEK != off:
                draft.booked.append(Booked(child, name, _home(name), d, slot))
    return name


def _vacation(rng: random.Random) -> Iterator[Day]:
    """In three of ten cases a week, somewhere in the time that counts."""
    if rng.random() < 0.3:
        start = rng.randrange(0, len(COUNTED) - 5, 5)
        yield from COUNTED[start : start + 5]


def _floater(draft: _Draft, number: int, hosts: list[PersonId]) -> None:
    rng, name = draft.rng, PersonId(f"V{number:02}")
    hours = rng.choice((20, 25, 30))
    draft.persons[name] = Person(
        name,
        PersonKind.FLOATER,
        employed=True,
        available={d: (Slot(450, 930),) for d in COUNTED},
        contract_minutes=hours * 60,
    )
    for d in DAYS:
        if rng.random() < 0.15:
            home = _home(rng.choice(hosts))
            draft.stays.append(Stay(name, d, Slot(480, 780), home))
    for host in hosts:
        _bond(draft, name, host, 1)
        draft.links.append(Link(host, name, _home(host), Model.FLOATER))
        _met(draft, name, host)


def _circle(draft: _Draft, members: list[PersonId], model: Model) -> None:
    for one, other in combinations(members, 2):
        _bond(draft, one, other, 1 if model is Model.TANDEM else 2)
    for absent in members:
        for person in members:
            if person != absent:
                draft.links.append(Link(absent, person, _home(person), model))
                _met(draft, person, absent)


def _bond(draft: _Draft, visitor: PersonId, host: PersonId, weeks: int) -> None:
    key = BondId(f"{visitor}-{host}")
    draft.bonds[key] = Bond(key, visitor, host, _home(host), _VISIT_MINUTES, weeks)


def _met(draft: _Draft, person: PersonId, host: PersonId) -> None:
    """Children of a household met somebody together, some of them settled."""
    rng = draft.rng
    if rng.random() < 0.15:
        return
    days = [Day(FIRST - rng.randrange(1, 63)) for _ in range(rng.randrange(1, 6))]
    for child in draft.children[host]:
        settled = rng.random() < 0.3
        for number, d in enumerate(days):
            if rng.random() < 0.85:
                met = Contact(child, person, d, settled and number == 0)
                draft.contacts.append(met)


def _ways(draft: _Draft) -> Iterator[tuple[tuple[PlaceId, PlaceId], int]]:
    """Minutes at 30 km/h with a detour, whole minutes up, and two to park."""
    for one, (x, y) in draft.points.items():
        for other, (u, v) in draft.points.items():
            if one != other:
                km = 1.3 * ((x - u) ** 2 + (y - v) ** 2) ** 0.5
                yield (one, other), int(km * 2) + 3
