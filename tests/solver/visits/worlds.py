"""Small random visits problems, and all that may be done in them."""

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import product

from solver.familiarity import Thresholds
from solver.profile import Level, Parameter, RuleProfile, RuleSetting
from solver.rule import RuleId
from solver.slots import Day, Slot
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
from solver.visits.index import VisitIndex
from solver.visits.kinds import RuleSet
from solver.visits.problem import (
    Bond,
    BondId,
    Booked,
    Contact,
    RefusedDay,
    Stay,
    Traveller,
    Visit,
    VisitProblem,
)
from solver.visits.rounds import tries
from solver.visits.rules import DEFAULT_TIERS

MONDAY = Day(date(2026, 11, 2).toordinal())
FLOATER, STAFF = PersonId("F"), PersonId("S")
MINDERS = tuple(PersonId(name) for name in "ABC")
BASE = PlaceId("base")


def home(person: PersonId) -> PlaceId:
    return PlaceId(f"home-{person}")


def day(number: int) -> Day:
    """A day, counted from the first Monday."""
    return Day(MONDAY + number)


def the_profile(
    tiers: tuple[RuleId, ...] = DEFAULT_TIERS, **numbers: Mapping[str, int]
) -> RuleProfile:
    """Every rule; numbers by rule, dashes written as underscores."""
    settings = {}
    for name, given in numbers.items():
        rule = RuleId(name.replace("_", "-"))
        parameters = {key: Parameter(v, Level.LAND) for key, v in given.items()}
        settings[rule] = RuleSetting(rule, parameters)
    return RuleProfile("probe", "NW", "1", settings, tiers)


def minder(
    name: PersonId, days: tuple[Day, ...], absent: tuple[Day, ...] = ()
) -> Person:
    return Person(
        name,
        PersonKind.CHILDMINDER,
        home=home(name),
        available={d: (Slot(420, 1020),) for d in days},
        absent={d: (Slot(0, 1440),) for d in absent},
    )


def floater(days: tuple[Day, ...], contract: int | None = None) -> Person:
    return Person(
        FLOATER,
        PersonKind.FLOATER,
        employed=True,
        available={d: (Slot(480, 960),) for d in days},
        contract_minutes=contract,
    )


def a_town(rng: random.Random, days: tuple[Day, ...], last: Day) -> VisitProblem:
    """A floater, a base and three childminders; numbers are drawn."""
    counted = tuple(Day(d) for d in range(days[0], last + 1))
    away = {m: tuple(d for d in counted if rng.random() < 0.15) for m in MINDERS}
    persons = {m: minder(m, counted, away[m]) for m in MINDERS}
    persons[FLOATER] = floater(
        tuple(d for d in counted if rng.random() < 0.85),
        rng.choice((None, 240, 390, 600)),
    )
    staff = replace(floater(counted), id=STAFF, kind=PersonKind.BASE_STAFF)
    persons[STAFF] = staff
    places = {
        home(m): Place(home(m), PlaceKind.OWN_HOME, (m,), rng.choice((None, 4, 5)))
        for m in MINDERS
    }
    places[BASE] = Place(
        BASE,
        PlaceKind.BASE,
        open={d: (Slot(480, 900),) for d in counted},
    )
    return VisitProblem(
        days[0],
        days[-1],
        last,
        persons,
        places,
        {},
        tuple(_booked(rng, counted)),
        tuple(_links(rng)),
        tuple(_contacts(rng, days[0])),
        place_minutes={
            (one, other): rng.choice((10, 15, 25))
            for one, other in product(places, repeat=2)
            if one != other
        },
        thresholds=Thresholds(2, rng.choice((6, 9, 14)), rng.choice((5, 9, 12))),
        grid_minutes=90,
    )


def _booked(rng: random.Random, days: tuple[Day, ...]) -> Iterator[Booked]:
    for person in MINDERS:
        for number in range(rng.choice((1, 1, 2))):
            child = ChildId(f"{person}{number}")
            weekdays = set(rng.sample(range(7), 5))
            slot = Slot(rng.choice((420, 450, 540)), rng.choice((720, 780, 900)))
            for d in days:
                if (d - MONDAY) % 7 in weekdays:
                    wanted = rng.random() < 0.9
                    yield Booked(child, person, home(person), d, slot, wanted)


def _links(rng: random.Random) -> Iterator[Link]:
    for absent in MINDERS:
        for person in (FLOATER, STAFF, *MINDERS):
            if person != absent and rng.random() < 0.7:
                yield Link(absent, person, home(absent), Model.KNOWN_PERSON)


def _contacts(rng: random.Random, first: Day) -> Iterator[Contact]:
    for host in MINDERS:
        for person in (FLOATER, STAFF, *MINDERS):
            if person != host and rng.random() < 0.6:
                for back in rng.sample(range(1, 15), rng.choice((1, 1, 2))):
                    settled = rng.random() < 0.2
                    met = Day(first - back)
                    yield Contact(ChildId(f"{host}0"), person, met, settled)


def a_world(seed: int) -> VisitProblem:
    """Two or three bonds over two weeks of two days each."""
    rng = random.Random(seed)
    days = tuple(Day(MONDAY + d) for d in range(9))
    town = a_town(rng, days, Day(MONDAY + 14))
    possible = [
        (FLOATER, "A", Traveller.VISITOR),
        (FLOATER, "B", Traveller.VISITOR),
        (PersonId("A"), "B", Traveller.VISITOR),
        (PersonId("B"), "C", Traveller.VISITOR),
        (STAFF, "A", Traveller.HOST),
    ]
    bonds = {}
    for visitor, host, goes in rng.sample(possible, rng.choice((2, 2, 3))):
        key = BondId(f"{visitor}-{host}")
        place = BASE if goes is Traveller.HOST else home(PersonId(host))
        weeks = rng.choice((1, 1, 2))
        minutes = rng.choice((90, 120))
        bonds[key] = Bond(key, visitor, PersonId(host), place, minutes, weeks, goes)
    # Few days stay open: everything can be tried.
    kept = {d for d in days if (d - MONDAY) % 7 in rng.sample(range(5), 2)}
    refused = tuple(RefusedDay(b, d) for b in bonds for d in days if d not in kept)
    stays = tuple(
        Stay(FLOATER, d, Slot(480, rng.choice((600, 690))), home(PersonId("C")))
        for d in days
        if rng.random() < 0.2
    )
    world = replace(town, bonds=bonds, refused=refused, stays=stays)
    return replace(world, published=tuple(_published(rng, world)))


def _published(rng: random.Random, world: VisitProblem) -> Iterator[Visit]:
    refused = {(found.bond, found.day) for found in world.refused}
    for bond in world.bonds.values():
        days = range(world.first_day, world.last_day + 1)
        free = [Day(d) for d in days if (bond.id, Day(d)) not in refused]
        if free and rng.random() < 0.3:
            start = rng.choice((500, 540))
            yield Visit(bond.id, rng.choice(free), Slot(start, start + bond.minutes))


def with_fixed(rng: random.Random, world: VisitProblem) -> VisitProblem:
    """The world with a visit of one of its bonds that stands."""
    bond = rng.choice(sorted(world.bonds.values(), key=lambda b: b.id))
    start = rng.choice((540, 630))
    at = Day(rng.randrange(world.first_day, world.last_day + 1))
    fixed = (Visit(bond.id, at, Slot(start, start + bond.minutes)),)
    published = tuple(visit for visit in world.published if visit not in fixed)
    return replace(world, fixed=fixed, published=published)


def everything(index: VisitIndex, rules: RuleSet) -> Iterator[tuple[Visit, ...]]:
    """Every choice of at most one visit per bond and stretch of weeks.

    Visits that a pair rule refuses by themselves are left out.
    """
    groups: list[list[Visit | None]] = []
    for bond in index.problem.bonds.values():
        for period in index.periods(bond):
            days = [d for d in index.days if index.period(bond, d) == period]
            found: list[Visit | None] = [None]
            for d in days:
                found += [
                    visit
                    for visit in tries(index, bond, d)
                    if not any(rule.refuse(index, visit) for rule in rules.pair)
                ]
            groups.append(found)
    for chosen in product(*groups):
        yield tuple(visit for visit in chosen if visit is not None)
