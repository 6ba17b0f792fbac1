"""The part of a day that some absences can touch, as a problem of its own."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from solver.stress.absence import away_on
from solver.stress.day_tables import DayTables
from solver.stress.reach import Reach
from solver.substitution.problem import (
    Link,
    Need,
    Person,
    PersonId,
    PlaceId,
    Presence,
    Problem,
)

T = TypeVar("T")
K = TypeVar("K", bound=str)


def part_of(
    tables: DayTables,
    absent: Collection[PersonId],
    reaches: Mapping[PersonId, Reach] | None,
) -> Problem:
    """The day with these persons away, without all that they do not touch.

    It holds whoever may take one of the children, the places where that may be or
    where those persons are anyway, everybody of the staff there, and the regular
    children of all of them: what any rule asks of an option (see ``reach``). Links
    that a standing rule makes useless are left out; without ``reaches`` they are kept,
    so that everybody who is linked can be asked why not.
    """
    away = sorted(absent)
    week = tables.week
    needs = tuple(need for person in away for need in tables.needs.get(person, ()))
    links = tuple(_useful(tables, away, reaches))
    taking = {*away, *(link.substitute for link in links)}
    places = _places(tables, taking, needs, links)
    persons = taking | {s for p in places for s in week.places[p].staff}
    presences = tuple(_presences(tables, frozenset(away), persons, places))
    persons |= {presence.person for presence in presences}
    places |= {presence.place for presence in presences}
    children = {need.child for need in needs}
    children |= {s for child in children for s in tables.siblings.get(child, ())}
    return Problem(
        first_day=tables.day,
        last_day=tables.day,
        land=week.land,
        needs=needs,
        children={c: week.children[c] for c in sorted(children)},
        persons=_there_or_away(tables, persons, frozenset(away)),
        places={p: week.places[p] for p in sorted(places)},
        presences=presences,
        links=links,
        familiarity=_of(tables.records, children),
        designations=_of(tables.designations, children),
        exclusions=_of(tables.exclusions, persons),
        overrides=_of(tables.overrides, children),
        family_minutes=week.family_minutes,
        place_minutes=week.place_minutes,
        clock_changes=week.clock_changes,
        former_substitutes=_of(tables.former, children),
        capacities=tuple(
            c for c in week.capacities if c.person in persons or c.place in places
        ),
        pair_costs=week.pair_costs,
    )


def _there_or_away(
    tables: DayTables, persons: Iterable[PersonId], absent: frozenset[PersonId]
) -> dict[PersonId, Person]:
    """Persons by id, the absent ones away for the whole day."""
    return {
        person: away_on(tables.persons[person], tables.day)
        if person in absent
        else tables.persons[person]
        for person in sorted(persons)
    }


def _useful(
    tables: DayTables,
    absent: Iterable[PersonId],
    reaches: Mapping[PersonId, Reach] | None,
) -> Iterable[Link]:
    for person in absent:
        for link in tables.links.get(person, ()):
            way = link.substitute, link.place
            if reaches is None or way in reaches[person].ways:
                yield link


def _places(
    tables: DayTables,
    persons: Iterable[PersonId],
    needs: Iterable[Need],
    links: Iterable[Link],
) -> set[PlaceId]:
    """Where children may go or belong, and where the persons are anyway."""
    found = {need.regular_place for need in needs}
    found.update(link.place for link in links)
    for person in persons:
        found.update(tables.places_of.get(person, ()))
        home = tables.persons[person].home
        if home is not None:
            found.add(home)
    return found


def _presences(
    tables: DayTables,
    absent: frozenset[PersonId],
    persons: Iterable[PersonId],
    places: Iterable[PlaceId],
) -> Iterable[Presence]:
    """Regular children with one of the persons or at one of the places."""
    found: dict[Presence, None] = {}
    for person in sorted(persons):
        found.update(dict.fromkeys(tables.with_person.get(person, ())))
    for place in sorted(places):
        found.update(dict.fromkeys(tables.at_place.get(place, ())))
    return (presence for presence in found if presence.person not in absent)


def _of(table: Mapping[K, list[T]], keys: Iterable[K]) -> tuple[T, ...]:
    return tuple(item for key in sorted(keys) for item in table.get(key, ()))
