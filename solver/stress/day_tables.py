"""What a stress test looks up for one day, by person, place and child, built once."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from solver.slots import Day
from solver.stress.problem import StressProblem
from solver.substitution.problem import (
    ChildId,
    Designation,
    Exclusion,
    FamiliarityOverride,
    FamiliarityRecord,
    FormerSubstitute,
    Link,
    Need,
    Person,
    PersonId,
    PlaceId,
    Presence,
    Problem,
)

T = TypeVar("T")
K = TypeVar("K")


class DayTables:
    """One day of a normal week; persons are cut to it, since nothing else is asked."""

    def __init__(self, problem: StressProblem, day: Day) -> None:
        week = problem.week
        self.day = day
        self.week = week
        self.persons: dict[PersonId, Person] = {
            key: _on(person, day) for key, person in week.persons.items()
        }
        needs = [need for need in problem.needs if need.day == day]
        presences = [p for p in week.presences if p.day == day]
        self.presences: Sequence[Presence] = presences
        self.needs: Mapping[PersonId, list[Need]] = _by(needs, lambda n: n.absent)
        self.with_person: Mapping[PersonId, list[Presence]] = _by(
            presences, lambda p: p.person
        )
        self.at_place: Mapping[PlaceId, list[Presence]] = _by(
            presences, lambda p: p.place
        )
        self.links: Mapping[PersonId, list[Link]] = _by(
            (link for link in week.links if _holds(link.first_day, link.last_day, day)),
            lambda link: link.absent,
        )
        self.places_of: dict[PersonId, set[PlaceId]] = defaultdict(set)
        for place in week.places.values():
            for person in place.staff:
                self.places_of[person].add(place.id)
        for presence in presences:
            self.places_of[presence.person].add(presence.place)
        self._index_children(week)

    def everybody(self) -> Problem:
        """The day with everybody there, and beside it everybody's would-be needs.

        It cannot be planned: nobody both is there and needs somebody. Rules that look
        at one option at a time can be asked of it.
        """
        return replace(
            self.week,
            first_day=self.day,
            last_day=self.day,
            needs=tuple(need for needs in self.needs.values() for need in needs),
            presences=tuple(self.presences),
            persons=self.persons,
            frozen_day=None,
            frozen_minute=0,
        )

    def _index_children(self, week: Problem) -> None:
        self.records: Mapping[ChildId, list[FamiliarityRecord]] = _by(
            week.familiarity, lambda r: r.child
        )
        self.designations: Mapping[ChildId, list[Designation]] = _by(
            week.designations, lambda d: d.child
        )
        self.overrides: Mapping[ChildId, list[FamiliarityOverride]] = _by(
            week.overrides, lambda o: o.child
        )
        self.former: Mapping[ChildId, list[FormerSubstitute]] = _by(
            week.former_substitutes, lambda f: f.child
        )
        self.exclusions: Mapping[PersonId, list[Exclusion]] = _by(
            week.exclusions, lambda e: e.person
        )
        self.siblings: dict[ChildId, set[ChildId]] = defaultdict(set)
        for child in week.children.values():
            for other in child.siblings:
                self.siblings[child.id].add(other)
                self.siblings[other].add(child.id)


def _on(person: Person, day: Day) -> Person:
    """The person as she is on one day."""
    return replace(person, available={day: person.available.get(day, ())}, absent={})


def _holds(first: Day | None, last: Day | None, day: Day) -> bool:
    return (first is None or first <= day) and (last is None or day <= last)


def _by(items: Iterable[T], key: Callable[[T], K]) -> dict[K, list[T]]:
    found: dict[K, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return dict(found)
