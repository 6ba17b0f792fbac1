"""Persons, places and what lies between them, for visits: ids as they are."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from service.ahead.visits.bonds import ends_of
from service.snapshot.links import LinkRow
from service.snapshot.nouns import Nouns, day_of
from service.snapshot.pseudonyms import Pseudonyms
from service.snapshot.relations import Meetings
from service.snapshot.scope import Scope
from service.snapshot.state import State
from service.snapshot.ways import place_ways
from service.snapshot.weeks import weeks_by_person
from service.travel import TravelTimes
from solver.slots import Day
from solver.substitution.problem import (
    ChildId,
    Link,
    Person,
    PersonId,
    Place,
    PlaceId,
)
from solver.visits.problem import Bond, Contact, Stay


def persons_and_places(
    state: State, travel: TravelTimes
) -> tuple[Mapping[PersonId, Person], Mapping[PlaceId, Place]]:
    """Everybody and every place of the tenant."""
    scope = Scope(
        children=frozenset(),
        persons=frozenset(state.people),
        places=frozenset(state.places),
        presences=(),
        stations={},
        asked_places={},
    )
    codes = Pseudonyms(
        {},
        {key: PersonId(str(key)) for key in state.people},
        {key: PlaceId(str(key)) for key in state.places},
    )
    nouns = Nouns(state, scope, codes, weeks_by_person(state, travel))
    return nouns.persons(), nouns.places()


def links(rows: Iterable[LinkRow], state: State) -> Iterator[Link]:
    """Who may take whose children, without those somebody said no to for good."""
    booked: dict[UUID, set[UUID]] = defaultdict(set)
    for child, found in state.bookings.items():
        for one in found:
            booked[one.person_id].add(child)
    refused: dict[UUID, set[UUID | None]] = defaultdict(set)
    for out in state.exclusions:
        refused[out.person_id].add(out.child_id)
    for row in rows:
        without = refused[row.substitute_id]
        if row.substitute_id not in state.people or None in without:
            continue
        children = row.children
        if without & booked[row.absent_id]:
            everybody = children or frozenset(booked[row.absent_id])
            children = frozenset(everybody - without)
        yield Link(
            PersonId(str(row.absent_id)),
            PersonId(str(row.substitute_id)),
            PlaceId(str(row.place_id)),
            row.model,
            day_of(row.first_day) if row.first_day else None,
            day_of(row.last_day) if row.last_day else None,
            children=None
            if children is None
            else frozenset(ChildId(str(child)) for child in children),
        )


def contacts(meetings: Meetings, state: State) -> Iterator[Contact]:
    """Contacts on record, and those that substitution which stands will bring."""
    found: dict[tuple[UUID, UUID, Day], bool] = {}
    for (child, person), by_place in meetings.items():
        for one in (m for group in by_place.values() for m in group):
            key = child, person, day_of(one.day)
            found[key] = found.get(key, False) or one.settled
    facts = [cover for cover, _ in state.fixed.facts]
    for cover in (*facts, *state.fixed.published):
        if cover.person_id is not None:
            found.setdefault(
                (cover.child_id, cover.person_id, day_of(cover.day)), False
            )
    for (child, person, day), settled in sorted(found.items()):
        yield Contact(ChildId(str(child)), PersonId(str(person)), day, settled)


def ways(
    bonds: Iterable[Bond],
    stays: Iterable[Stay],
    state: State,
    travel: TravelTimes,
) -> dict[tuple[PlaceId, PlaceId], int]:
    """Minutes between the places where whoever travels may be."""
    stations: dict[UUID, set[UUID]] = defaultdict(set)
    for goes, there in ends_of(bonds):
        stations[UUID(goes)].add(UUID(there))
    for stay in stays:
        stations[UUID(stay.person)].add(UUID(stay.place))
    for person, at in stations.items():
        home = state.people[person].home_place_id
        at.update({home} if home else ())
    frozen = {person: frozenset(at) for person, at in stations.items()}
    found = place_ways(frozen, state.people, state.places, travel)
    return {
        (PlaceId(str(one)), PlaceId(str(other))): minutes
        for (one, other), minutes in found.items()
    }
