"""Who substitutes for whom in an invented town, and by which model."""

from solver.slots import Day, Slot
from solver.substitution.problem import (
    Link,
    Model,
    Permit,
    Person,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
)
from tests.benchmarks.invented.town import (
    FAR_AHEAD,
    LONG_AGO,
    NEIGHBOURS,
    Town,
    angle,
    credentials,
    km,
    near,
    where_of,
)

#: How childminders cooperate: share [parts of a hundred] and how many at a time. Who
#: only has neighbours the children may know is left with those.
_GROUPS = {
    Model.TANDEM: (38, 2),
    Model.GROUP: (14, 5),
    Model.FLOATER: (26, 10),
    Model.BASE: (11, 10),
    Model.KNOWN_PERSON: (11, 1),
}


def cooperate(town: Town, week: tuple[Day, ...], rng) -> None:
    """Tandems, groups, floaters and a base in the shares of the Beckum demo."""
    for place in town.places.values():
        if len(place.staff) > 1:
            _link_all(town, place.staff, Model.SHARED_SETTING)
    ranked = sorted(town.minders, key=lambda p: angle(town, p))
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
    town.where[place] = near(where_of(town, members[0]), 0.5, rng)
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
    town.where[place] = near(where_of(town, members[0]), 0.5, rng)
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
        credentials=credentials(rng),
        capabilities=frozenset({"inclusion"}),
        available=dict.fromkeys(week, (Slot(start, start + 510),)),
        history_minutes=rng.choice((0, 480, 960)),
    )


def _neighbours(town: Town, person: PersonId) -> None:
    """Any of the nearest may be somebody a child happens to know."""
    linked = {link.substitute for link in town.links if link.absent == person}
    near = sorted(
        (other for other in town.minders if other != person and other not in linked),
        key=lambda other: km(where_of(town, person), where_of(town, other)),
    )
    for other in near[:NEIGHBOURS]:
        home = town.persons[other].home
        town.links.append(Link(person, other, home, Model.KNOWN_PERSON))
