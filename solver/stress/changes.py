"""What differs between two variations of a normal week, as touched things."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from solver.stress.problem import StressProblem
from solver.stress.reach import Token, child_token, person_token, place_token
from solver.substitution.problem import PersonId, PlaceId, Problem

T = TypeVar("T")
K = TypeVar("K")


def changed_tokens(old: StressProblem, new: StressProblem) -> frozenset[Token] | None:
    """Everything a difference between two weeks can be felt through.

    Whatever touches none of it, in both weeks, is worth the same in both. ``None``
    says that they differ in something that concerns all.
    """
    one, other = old.week, new.week
    if (
        (one.land, one.first_day, one.last_day, one.clock_changes)
        != (other.land, other.first_day, other.last_day, other.clock_changes)
    ):  # fmt: skip
        return None
    found = {person_token(need.absent) for need in _entries(old.needs, new.needs)}
    found.update(_nouns(one, other))
    found.update(_relations(one, other))
    found.update(_contacts(one, other))
    found.update(_minutes(one, other))
    return frozenset(found)


def _nouns(one: Problem, other: Problem) -> Iterator[Token]:
    for person in _keys(one.persons, other.persons):
        yield person_token(person)
        yield from _workplaces(one, person)
        yield from _workplaces(other, person)
    for place in _keys(one.places, other.places):
        yield place_token(place)
        for week in (one, other):
            if place in week.places:
                yield from map(person_token, week.places[place].staff)
    for child in _keys(one.children, other.children):
        yield child_token(child)
        for week in (one, other):
            if child in week.children:
                yield from map(child_token, week.children[child].siblings)


def _workplaces(week: Problem, person: PersonId) -> Iterator[Token]:
    """Where a person is on the staff: who is there decides what may be done there."""
    for place in week.places.values():
        if person in place.staff:
            yield place_token(place.id)


def _relations(one: Problem, other: Problem) -> Iterator[Token]:
    for presence in _entries(one.presences, other.presences):
        yield person_token(presence.person)
        yield place_token(presence.place)
    for link in _entries(one.links, other.links):
        yield person_token(link.absent)
    for exclusion in _entries(one.exclusions, other.exclusions):
        yield person_token(exclusion.person)
    for capacity in _entries(one.capacities, other.capacities):
        if capacity.person is not None:
            yield person_token(capacity.person)
        if capacity.place is not None:
            yield place_token(capacity.place)


def _contacts(one: Problem, other: Problem) -> Iterator[Token]:
    for record in _entries(one.familiarity, other.familiarity):
        yield child_token(record.child)
    for override in _entries(one.overrides, other.overrides):
        yield child_token(override.child)
    for former in _entries(one.former_substitutes, other.former_substitutes):
        yield child_token(former.child)


def _minutes(one: Problem, other: Problem) -> Iterator[Token]:
    for child, _ in _keys(one.family_minutes, other.family_minutes):
        yield child_token(child)
    pair: tuple[PlaceId, PlaceId]
    for pair in _keys(one.place_minutes, other.place_minutes):
        yield from map(place_token, pair)


def _entries(old: Iterable[T], new: Iterable[T]) -> Iterable[T]:
    """What stands in one of two tables only."""
    if old is new:
        return ()
    return set(old) ^ set(new)


def _keys(old: Mapping[K, T], new: Mapping[K, T]) -> Iterable[K]:
    """Keys under which two tables say something else."""
    if old is new:
        return ()
    return [key for key in dict.fromkeys((*old, *new)) if old.get(key) != new.get(key)]
