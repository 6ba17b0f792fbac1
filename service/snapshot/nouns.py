"""Children, persons, places and presences as the solver's parts."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import TypeVar
from uuid import UUID

from service.snapshot.horizon import days_between
from service.snapshot.pseudonyms import Pseudonyms
from service.snapshot.scope import Scope
from service.snapshot.state import State
from solver.slots import Day
from solver.substitution import problem as parts

C = TypeVar("C", bound=str)


def day_of(day: date) -> Day:
    """A day as the solver counts it."""
    return Day(day.toordinal())


def days_told(state: State) -> tuple[date, ...]:
    """Days for which persons and pairs are described: from the first held one on."""
    held = [cover.day for cover, _ in state.fixed.facts]
    return days_between(min([state.horizon.first_day, *held]), state.horizon.last_day)


class Nouns:
    """Turns the rows in scope into the solver's nouns."""

    def __init__(
        self,
        state: State,
        scope: Scope,
        codes: Pseudonyms,
        weeks: Mapping[UUID, Mapping[Day, parts.WorkedWeek]],
    ) -> None:
        self._state = state
        self._weeks = weeks
        self._scope = scope
        self._codes = codes
        self._days = days_told(state)

    def children(self) -> dict[parts.ChildId, parts.Child]:
        """Children in scope by code."""
        households: dict[str, set[UUID]] = defaultdict(set)
        for key in self._scope.children:
            households[self._state.children[key].household].add(key)
        households.pop("", None)
        found = {}
        for key, code in _in_order(self._codes.children):
            row = self._state.children[key]
            siblings = households.get(row.household, set()) - {key}
            found[code] = parts.Child(
                id=code,
                birth_month=row.birth_month,
                capacity_weight=row.weight,
                required_capabilities=row.capabilities,
                max_extra_way_minutes=row.max_extra_way_minutes,
                siblings=frozenset(self._codes.children[s] for s in siblings),
            )
        return found

    def persons(self) -> dict[parts.PersonId, parts.Person]:
        """Persons in scope by code."""
        contracts = self._contracts()
        return {
            code: self._person(key, code, contracts.get(key, 0))
            for key, code in _in_order(self._codes.persons)
        }

    def _person(self, key: UUID, code: parts.PersonId, contracts: int) -> parts.Person:
        row = self._state.people[key]
        home = row.home_place_id
        available = {}
        absent = {}
        for day in self._days:
            if row.active_on(day):
                slots = self._state.availability.on(key, day)
                if slots:
                    available[day_of(day)] = slots
            away = self._state.absences.person_slots(key, day)
            if away:
                absent[day_of(day)] = away
        return parts.Person(
            id=code,
            kind=row.kind,
            employed=row.employed,
            home=self._codes.places[home] if home else None,
            permit=row.permit,
            qualification_units=row.units,
            inclusion_units=row.inclusion_units,
            professional=row.professional,
            credentials=row.credentials,
            capabilities=row.capabilities,
            available=available,
            absent=absent,
            limits=row.limits,
            regular_contracts=contracts,
            wider_contracts=row.wider_contracts,
            may_extend_day=row.may_extend_day,
            history_minutes=self._state.history.get(key, 0),
            contract_minutes=row.contract_minutes if row.employed else None,
            weeks=self._weeks.get(key, {}),
            cents_per_hour=row.cents_per_hour,
        )

    def _contracts(self) -> dict[UUID, int]:
        """Most contracts in force on one day of the horizon, by person."""
        most: dict[UUID, int] = {}
        for day in self._state.horizon.days:
            count: dict[UUID, int] = defaultdict(int)
            for bookings in self._state.bookings.values():
                for booking in bookings:
                    if booking.holds_on(day):
                        count[booking.person_id] += 1
            for person, number in count.items():
                most[person] = max(most.get(person, 0), number)
        return most

    def places(self) -> dict[parts.PlaceId, parts.Place]:
        """Places in scope by code; an owner counts as regular staff of her home."""
        owners: dict[UUID, set[UUID]] = defaultdict(set)
        for key in self._scope.persons:
            home = self._state.people[key].home_place_id
            if home:
                owners[home].add(key)
        found = {}
        for key, code in _in_order(self._codes.places):
            row = self._state.places[key]
            staff = {*row.staff, *owners.get(key, ())} & self._codes.persons.keys()
            found[code] = parts.Place(
                id=code,
                kind=row.kind,
                staff=tuple(sorted(self._codes.persons[s] for s in staff)),
                max_children=row.max_children,
                usable_without_owner=row.usable_without_owner,
                capabilities=row.capabilities,
                open=None
                if row.openings is None
                else {day_of(d): row.open_on(d) or () for d in self._days},
                municipality=row.municipality,
            )
        return found

    def presences(self) -> tuple[parts.Presence, ...]:
        """Children under contract who are there."""
        codes = self._codes
        found = (
            parts.Presence(
                child=codes.children[p.child_id],
                person=codes.persons[p.person_id],
                place=codes.places[p.place_id],
                day=day_of(p.day),
                slot=p.slot,
                weight=self._state.children[p.child_id].weight,
            )
            for p in self._scope.presences
        )
        return tuple(sorted(found, key=lambda p: (p.day, p.child, p.slot)))


def _in_order(codes: Mapping[UUID, C]) -> Iterable[tuple[UUID, C]]:
    """Rows in the order of their codes."""
    return sorted(codes.items(), key=lambda item: item[1])
