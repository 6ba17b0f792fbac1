"""What differs between two variations of a normal week, as touched things."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from solver.rule import Rule, RuleId
from solver.stress.problem import StressProblem
from solver.stress.reach import (
    STANDING,
    Token,
    child_token,
    person_token,
    place_token,
)
from solver.substitution.kinds import JointRule, RuleSet
from solver.substitution.problem import PersonId, Problem

T = TypeVar("T")
K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Changes:
    """Everything a difference between two weeks can be felt through.

    Whatever touches none of it, in both weeks, is worth the same in both. Ways are
    felt only where both of their ends are touched: ``ways`` holds them by one end.
    """

    things: frozenset[Token]
    ways: Mapping[Token, frozenset[Token]]

    def touch(self, tokens: frozenset[Token]) -> bool:
        """Whether they can be felt through one of the things."""
        return not tokens.isdisjoint(self.things) or any(
            not tokens.isdisjoint(self.ways[one]) for one in self.ways.keys() & tokens
        )


def changes_between(old: StressProblem, new: StressProblem) -> Changes | None:
    """What differs; ``None`` says that it is something that concerns all."""
    one, other = old.week, new.week
    if (one.land, one.first_day, one.last_day, one.clock_changes) != (
        other.land,
        other.first_day,
        other.last_day,
        other.clock_changes,
    ):
        return None
    found = {person_token(need.absent) for need in _entries(old.needs, new.needs)}
    found.update(_nouns(one, other))
    found.update(_relations(one, other))
    found.update(_contacts(one, other))
    return Changes(frozenset(found), _ways(one, other))


def differ_in_admission(one: RuleSet, other: RuleSet) -> bool:
    """Whether two sets of rules differ in nothing but who may take a need at all.

    Then whatever they say alike of every need and person is worth the same in both.
    """
    if one.pieces != other.pieces or _numbers(one.wishes) != _numbers(other.wishes):
        return False
    here, there = _numbers(one.pair), _numbers(other.pair)
    admitting = {
        rule.id
        for rule in (*one.pair, *other.pair)
        if rule.id in STANDING and not rule.timed and not isinstance(rule, JointRule)
    }
    differing = {key for key in {**here, **there} if here.get(key) != there.get(key)}
    return differing <= admitting and _numbers(one.joint) == _numbers(other.joint)


def _numbers(rules: Iterable[Rule[Any]]) -> dict[RuleId, object]:
    return {rule.id: rule.parameters for rule in rules}


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


def _ways(one: Problem, other: Problem) -> dict[Token, frozenset[Token]]:
    """Ends of the ways that differ, by the other end."""
    found: dict[Token, set[Token]] = defaultdict(set)
    for child, place in _keys(one.family_minutes, other.family_minutes):
        found[child_token(child)].add(place_token(place))
    for start, end in _keys(one.place_minutes, other.place_minutes):
        found[place_token(start)].add(place_token(end))
    return {token: frozenset(ends) for token, ends in found.items()}


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
