"""Homes, childminders, and the children under contract with them."""

from solver.slots import Day, Slot
from solver.substitution.problem import (
    Child,
    ChildId,
    Permit,
    Person,
    PersonalLimits,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
)
from tests.benchmarks.invented.town import (
    DISTRICT_SIZE,
    FAR_AHEAD,
    LONG_AGO,
    Contract,
    Point,
    Town,
    credentials,
    in_circle,
    near,
)


def settle(town: Town, childminders: int, week: tuple[Day, ...], rng) -> None:
    districts = [in_circle(rng) for _ in range(max(2, childminders // DISTRICT_SIZE))]
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
    town.where[place] = near(centre, 0.8, rng)
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
            credentials=credentials(rng),
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
            near(town.where[place], 1.2, rng),
            {day: Slot(start, start + length) for day in days},
        )
    )
