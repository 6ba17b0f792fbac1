"""Changes worth trying, made from what stays open when one person is away.

A change is left out only where it cannot do anything: nobody within reach has open
time. Which of the others are good is not decided here.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from solver.profile import RuleProfile
from solver.rule import RuleId
from solver.stress.problem import StressProblem
from solver.substitution.problem import (
    Person,
    PersonId,
    PersonKind,
    Place,
    PlaceId,
    PlaceKind,
    Problem,
)
from solver.whatif.candidate import Change, ChangeKind
from solver.whatif.newcomers import FINISHED_UNITS
from solver.whatif.potential import OpenTime, Reach
from solver.whatif.problem import SpotId, WhatIfProblem, WhatIfSettings
from solver.whatif.result import Siting
from solver.whatif.siting import best_alone, site
from solver.whatif.vary import EXTRA_WAY, INCLUSION_UNITS, MAX_EXTRA_WAY

_ROOMS = (PlaceKind.BASE, PlaceKind.RENTED_ROOMS, PlaceKind.SHARED_SETTING)
_PRESENT = RuleId("present-at-once-person")
_QUALIFICATION = RuleId("qualification")
MOST_SEEDS = 10
MOST_CLUSTERS = 2
MOST_BASES = 3


@dataclass(frozen=True)
class Candidates:
    """Makes changes for one problem."""

    problem: WhatIfProblem
    profile: RuleProfile
    settings: WhatIfSettings
    open_time: OpenTime

    def changes(self) -> tuple[Change, ...]:
        """Every change worth trying, each once, in the order of their keys."""
        families: tuple[Callable[[], Iterable[Change]], ...] = (
            self._floaters,
            self._held_places,
            self._bases,
            self._permit_places,
            self._courses,
            self._longer_way,
        )
        found = {change.key: change for family in families for change in family()}
        return tuple(found[key] for key in sorted(found))

    def sitings(self) -> tuple[Siting, ...]:
        """Where one, two, three bases would reach most."""
        worth = self.worth
        if not any(row for row in worth.values()):
            return ()
        most = min(MOST_BASES, len(worth))
        return tuple(
            site(worth, bases, self.settings.cooperations)
            for bases in range(1, most + 1)
        )

    def _bases(self) -> Iterator[Change]:
        count, cooperations = self.settings.spots_tried, self.settings.cooperations
        for spot, members in best_alone(self.worth, cooperations, count):
            yield Change(
                ChangeKind.BASE,
                members=members,
                spot=spot,
                minutes=self.settings.base_staff_weekly_minutes,
                places=self.settings.base_places,
            )

    @property
    def worth(self) -> Mapping[SpotId, Mapping[PersonId, int]]:
        """Open minutes of whose single absences could be brought to which spot."""
        reach = self._reach
        return {
            spot.id: self._reached(reach.to_spot(spot.family_minutes))
            for spot in self.problem.spots
        }

    def _floaters(self) -> Iterator[Change]:
        clusters = [*self._around_rooms(), *self._visiting()]
        for place, members in clusters:
            for minutes in self.settings.floater_weekly_minutes:
                yield Change(
                    ChangeKind.FLOATER, members=members, place=place.id, minutes=minutes
                )

    def _around_rooms(self) -> Iterator[tuple[Place, tuple[PersonId, ...]]]:
        """Rooms usable without their owner, and whose children could come there.

        First those with most open time, then the next ones.
        """
        for place in sorted(self._week.places.values(), key=lambda p: p.id):
            if place.kind not in _ROOMS or not place.usable_without_owner:
                continue
            reached = self._reached(self._reach.to_place(place.id))
            for _ in range(MOST_CLUSTERS):
                members = self._most(reached)
                if members:
                    yield place, members
                reached = {p: m for p, m in reached.items() if p not in members}

    def _visiting(self) -> Iterator[tuple[Place, tuple[PersonId, ...]]]:
        """A floater who goes to rooms near one another, from the most open one on."""
        rooms = self._own_rooms()
        open_by = self.open_time.by_person()
        seeds = sorted(rooms, key=lambda p: (-open_by.get(p, 0), p))
        for seed in seeds[:MOST_SEEDS]:
            if not open_by.get(seed):
                continue
            ways = {
                person: minutes
                for person, place in rooms.items()
                if person != seed and open_by.get(person)
                if (minutes := self._between(rooms[seed], place)) is not None
            }
            near = sorted(ways, key=lambda p: (ways[p], p))
            members = tuple(sorted([seed, *near[: self.settings.cooperations - 1]]))
            yield rooms[seed], members

    def _own_rooms(self) -> dict[PersonId, Place]:
        """Rooms of persons who could be away, usable without them."""
        found: dict[PersonId, Place] = {}
        for need in self._stress.needs:
            place = self._week.places[need.regular_place]
            if place.usable_without_owner:
                found.setdefault(need.absent, place)
        return found

    def _between(self, one: Place, other: Place) -> int | None:
        if one.id == other.id:
            return 0
        known = self._week.place_minutes.get((one.id, other.id))
        if known is not None:
            return known
        return self.problem.place_minutes.get((one.id, other.id))

    def _held_places(self) -> Iterator[Change]:
        """One place more where some are held; the first one where nobody stands in."""
        linked = self._linked()
        for person in self._persons():
            if person.kind is not PersonKind.CHILDMINDER or person.home is None:
                continue
            if not self._has_room(person):
                continue
            if person.id not in linked:
                yield from self._first_held_place(person.id, person.home)
            elif person.limits.max_extra_children is not None:
                yield Change(ChangeKind.HELD_PLACE, person=person.id)

    def _first_held_place(self, person: PersonId, home: PlaceId) -> Iterator[Change]:
        reached = self._reached(self._reach.to_place(home))
        others = {p: minutes for p, minutes in reached.items() if p != person}
        members = self._most(others, self.settings.cooperations - 1)
        if members:
            yield Change(ChangeKind.HELD_PLACE, person=person, members=members)

    def _has_room(self, person: Person) -> bool:
        """Whether the permit allows one more child than are ever there, on some day."""
        if person.permit is None:
            return False
        limit = min(person.permit.places, self._most_children)
        present = [p for p in self._week.presences if p.person == person.id]
        for day in self._stress.days:
            slots = [(p.slot, p.weight) for p in present if p.day == day]
            fullest = max(
                (
                    sum(w for slot, w in slots if slot.start <= at.start < slot.end)
                    for at, _ in slots
                ),
                default=0,
            )
            if fullest < limit:
                return True
        return False

    def _permit_places(self) -> Iterator[Change]:
        linked = self._linked()
        for person in self._persons():
            permit = person.permit
            if permit is None or person.id not in linked:
                continue
            if permit.places < self._most_children:
                yield Change(
                    ChangeKind.PERMIT_PLACE, person=person.id, places=permit.places + 1
                )

    def _courses(self) -> Iterator[Change]:
        linked = self._linked()
        inclusion = self._text(_QUALIFICATION, "inclusion_capability", "inclusion")
        asked = {
            need.absent
            for need in self._stress.needs
            if inclusion in self._week.children[need.child].required_capabilities
        }
        for person in self._persons():
            if person.id not in linked:
                continue
            if person.qualification_units < FINISHED_UNITS:
                yield Change(ChangeKind.QUALIFICATION, person=person.id)
            if person.inclusion_units < INCLUSION_UNITS and linked[person.id] & asked:
                yield Change(ChangeKind.INCLUSION, person=person.id)

    def _longer_way(self) -> Iterator[Change]:
        step = self.settings.extra_way_step_minutes
        setting = self.profile.settings.get(EXTRA_WAY)
        if step and setting is not None and setting.active:
            limit = self._reach.default_limit + step
            yield Change(ChangeKind.EXTRA_WAY, minutes=limit)

    def _reached(self, reaches: Callable[..., bool]) -> dict[PersonId, int]:
        found = {}
        for person in sorted(self.open_time.by_person()):
            minutes = self.open_time.within(person, reaches)
            if minutes:
                found[person] = minutes
        return found

    def _most(
        self, worth: Mapping[PersonId, int], count: int | None = None
    ) -> tuple[PersonId, ...]:
        most = self.settings.cooperations if count is None else count
        ranked = sorted(worth, key=lambda p: (-worth[p], p))
        return tuple(sorted(ranked[:most]))

    def _linked(self) -> dict[PersonId, frozenset[PersonId]]:
        """Whom each substitute may stand in for today."""
        found: dict[PersonId, set[PersonId]] = {}
        for link in self._week.links:
            found.setdefault(link.substitute, set()).add(link.absent)
        return {person: frozenset(absent) for person, absent in found.items()}

    def _persons(self) -> Sequence[Person]:
        return sorted(self._week.persons.values(), key=lambda p: p.id)

    @property
    def _stress(self) -> StressProblem:
        return self.problem.stress

    @property
    def _week(self) -> Problem:
        return self.problem.stress.week

    @property
    def _reach(self) -> Reach:
        return Reach(self.problem, self._number(EXTRA_WAY, MAX_EXTRA_WAY, 20))

    @property
    def _most_children(self) -> int:
        return self._number(_PRESENT, "max_children", 5)

    def _number(self, rule: RuleId, name: str, default: int) -> int:
        setting = self.profile.settings.get(rule)
        parameter = setting.parameters.get(name) if setting else None
        value = parameter.value if parameter else default
        return value if isinstance(value, int) else default

    def _text(self, rule: RuleId, name: str, default: str) -> str:
        setting = self.profile.settings.get(rule)
        parameter = setting.parameters.get(name) if setting else None
        return str(parameter.value) if parameter else default
