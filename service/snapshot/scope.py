"""Which rows the problem speaks of: those a decision or its limits can touch."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from service.snapshot.attendance import PresenceRow, presences_of
from service.snapshot.state import State


@dataclass(frozen=True)
class Scope:
    """Rows of the problem, and the places each substitute may be at."""

    children: frozenset[UUID]
    persons: frozenset[UUID]
    places: frozenset[UUID]
    presences: Sequence[PresenceRow]
    stations: Mapping[UUID, frozenset[UUID]]
    asked_places: Mapping[UUID, frozenset[UUID]]


def scope_of(state: State) -> Scope:
    """Persons and places of needs, links and cover, and the children who are there."""
    covers = [*(cover for cover, _ in state.fixed.facts), *state.fixed.published]
    deciding = {link.substitute_id for link in state.links}
    deciding.update(cover.person_id for cover in covers if cover.person_id)
    persons = (deciding | {n.absent_id for n in state.needs}) & state.people.keys()
    places = {need.place_id for need in state.needs}
    places.update(link.place_id for link in state.links)
    places.update(cover.place_id for cover in covers if cover.place_id)
    places |= _workplaces(state, deciding)
    for place in places:
        persons.update(s for s in state.places[place].staff if s in state.people)
    presences = [
        presence
        for presence in presences_of(state.bookings, state.absences, state.horizon)
        if presence.person_id in persons or presence.place_id in places
    ]
    persons.update(p.person_id for p in presences)
    places.update(p.place_id for p in presences)
    homes = (state.people[person].home_place_id for person in persons)
    places.update(home for home in homes if home)
    children = {need.child_id for need in state.needs}
    children.update(p.child_id for p in presences)
    children.update(cover.child_id for cover in covers)
    return Scope(
        children=frozenset(children),
        persons=frozenset(persons),
        places=frozenset(places),
        presences=presences,
        stations=_stations(state, presences),
        asked_places=_asked(state),
    )


def _workplaces(state: State, persons: set[UUID]) -> set[UUID]:
    """Places that are short of somebody when one of the persons is elsewhere."""
    return {
        key for key, row in state.places.items() if not persons.isdisjoint(row.staff)
    }


def _stations(
    state: State, presences: Sequence[PresenceRow]
) -> Mapping[UUID, frozenset[UUID]]:
    """Places by substitute: only who may be at several has ways between them."""
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for link in state.links:
        found[link.substitute_id].add(link.place_id)
    for presence in presences:
        if presence.person_id in found:
            found[presence.person_id].add(presence.place_id)
    for cover, _ in state.fixed.facts:
        if cover.person_id and cover.place_id:
            found[cover.person_id].add(cover.place_id)
    return {person: frozenset(at) for person, at in found.items() if len(at) > 1}


def _asked(state: State) -> Mapping[UUID, frozenset[UUID]]:
    """Places a child of the plan may go to, its regular ones included."""
    linked: dict[UUID, set[UUID]] = defaultdict(set)
    for link in state.links:
        linked[link.absent_id].add(link.place_id)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for need in state.needs:
        found[need.child_id] |= {need.place_id} | linked[need.absent_id]
    covers = [cover for cover, _ in state.fixed.facts]
    for cover in (*covers, *state.fixed.published):
        if cover.place_id and cover.child_id in found:
            found[cover.child_id].add(cover.place_id)
    return {child: frozenset(places) for child, places in found.items()}
