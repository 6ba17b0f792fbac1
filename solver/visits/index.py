"""Fast questions about a visits problem, answered from tables built once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import TypeVar

from solver.facts import iso
from solver.slots import MINUTES_PER_DAY, Day, Slot, merged, subtracted, week
from solver.substitution.problem import ChildId, Link, Person, PersonId, PlaceId
from solver.visits.problem import (
    Bond,
    BondId,
    Booked,
    Contact,
    Stay,
    Traveller,
    Visit,
    VisitProblem,
)

#: A child and the person it meets.
Met = tuple[ChildId, PersonId]
PersonDay = tuple[PersonId, Day]
RowT = TypeVar("RowT", Booked, Stay)


class VisitIndex:
    """A problem with its tables."""

    def __init__(self, problem: VisitProblem) -> None:
        self.problem = problem
        self.contacted = lru_cache(maxsize=None)(self._contacted)

    def bond(self, visit: Visit) -> Bond:
        """Who visits whom."""
        return self.problem.bonds[visit.bond]

    def traveller(self, bond: Bond) -> Person:
        """Who goes to the other."""
        goes = bond.visitor if bond.traveller is Traveller.VISITOR else bond.host
        return self.problem.persons[goes]

    def way(self, start: PlaceId | None, end: PlaceId | None) -> int | None:
        """Minutes from one place to another; from nowhere known it takes none."""
        if start is None or end is None or start == end:
            return 0
        return self.problem.place_minutes.get((start, end))

    def period(self, bond: Bond, day: Day) -> int:
        """Which stretch of the bond's weeks a day lies in, the same in every plan."""
        return week(day) // bond.every_weeks

    def periods(self, bond: Bond) -> range:
        """Stretches of weeks that the days of visits touch."""
        first, last = self.problem.first_day, self.problem.last_day
        return range(self.period(bond, first), self.period(bond, last) + 1)

    @cached_property
    def days(self) -> tuple[Day, ...]:
        """Days on which visits may be."""
        return tuple(map(Day, range(self.problem.first_day, self.problem.last_day + 1)))

    @cached_property
    def booked_on(self) -> dict[PersonDay, tuple[Booked, ...]]:
        """Children booked with a person on a day, whether or not she is there."""
        return _grouped(self.problem.booked)

    @cached_property
    def _there(self) -> dict[PersonDay, tuple[tuple[ChildId, PlaceId, Slot], ...]]:
        found: dict[PersonDay, tuple[tuple[ChildId, PlaceId, Slot], ...]] = {}
        for (person, day), rows in self.booked_on.items():
            away = self.problem.persons[person].absent.get(day, ())
            found[person, day] = tuple(
                (row.child, row.place, slot)
                for row in rows
                for slot in (subtracted((row.slot,), away) if away else (row.slot,))
            )
        return found

    def there(
        self, person: PersonId, day: Day
    ) -> tuple[tuple[ChildId, PlaceId, Slot], ...]:
        """Children who are with a person on a day, where and when."""
        return self._there.get((person, day), ())

    @cached_property
    def stays_on(self) -> dict[PersonDay, tuple[Stay, ...]]:
        """What else a person has on a day."""
        return _grouped(self.problem.stays)

    def free(self, person: PersonId, day: Day) -> tuple[Slot, ...]:
        """When a person is available and not away."""
        found = self.problem.persons[person]
        slots, away = found.available.get(day, ()), found.absent.get(day, ())
        return subtracted(slots, away) if away else merged(slots)

    def outing(self, visit: Visit) -> Slot | None:
        """From when to when the traveller is out from home; ``None``: not reachable."""
        bond = self.bond(visit)
        home = self.traveller(bond).home
        out, back = self.way(home, bond.place), self.way(bond.place, home)
        if out is None or back is None:
            return None
        start, end = visit.slot.start - out, visit.slot.end + back
        return Slot(start, end) if start >= 0 and end <= MINUTES_PER_DAY else None

    def taken_along(self, visit: Visit) -> tuple[ChildId, ...]:
        """Children whom the traveller has with her from leaving to coming back."""
        outing = self.outing(visit)
        if outing is None:
            return ()
        goes = self.traveller(self.bond(visit)).id
        return tuple(
            child
            for child, _, slot in self.there(goes, visit.day)
            if slot.contains(outing)
        )

    def at_home(self, visit: Visit) -> tuple[ChildId, ...]:
        """Children of the household visited who are there for half of it or more."""
        bond = self.bond(visit)
        found: dict[ChildId, int] = defaultdict(int)
        for child, place, slot in self.there(bond.host, visit.day):
            shared = slot.intersection(visit.slot) if place == bond.place else None
            found[child] += shared.minutes if shared else 0
        return tuple(
            child
            for child, minutes in found.items()
            if 2 * minutes >= visit.slot.minutes
        )

    def _contacted(self, visit: Visit) -> frozenset[Met]:
        """Which child meets whom at a visit."""
        bond = self.bond(visit)
        along = self.taken_along(visit)
        if bond.traveller is Traveller.HOST:
            return frozenset((child, bond.visitor) for child in along)
        home = ((child, bond.visitor) for child in self.at_home(visit))
        return frozenset((*home, *((child, bond.host) for child in along)))

    def households(self, visit: Visit) -> tuple[PersonId, ...]:
        """Whose children have a visit, at home or taken along."""
        bond = self.bond(visit)
        if bond.traveller is Traveller.VISITOR and self.taken_along(visit):
            return (bond.host, bond.visitor)
        return (bond.host,)

    @cached_property
    def contacts_of(self) -> dict[Met, tuple[Contact, ...]]:
        """Contacts known of each pair, those of fixed visits among them."""
        found: dict[Met, list[Contact]] = defaultdict(list)
        for contact in self.problem.contacts:
            found[contact.child, contact.person].append(contact)
        for visit in self.problem.fixed:
            for child, person in self.contacted(visit):
                found[child, person].append(Contact(child, person, visit.day))
        return {met: tuple(contacts) for met, contacts in found.items()}

    @cached_property
    def links_of(self) -> dict[PersonId, tuple[Link, ...]]:
        """Who may take the children of each person."""
        found: dict[PersonId, list[Link]] = defaultdict(list)
        for link in self.problem.links:
            found[link.absent].append(link)
        return {person: tuple(links) for person, links in found.items()}

    @cached_property
    def fixed_on(self) -> dict[PersonDay, tuple[Visit, ...]]:
        """Fixed visits by visitor and day."""
        return self.on_days(self.problem.fixed)

    @cached_property
    def published_on(self) -> dict[PersonDay, tuple[Visit, ...]]:
        """Visits in people's calendars that are still open, by visitor and day."""
        return self.on_days(self.problem.published)

    @cached_property
    def bonds_of(self) -> dict[PersonId, tuple[Bond, ...]]:
        """Bonds by visitor."""
        found: dict[PersonId, list[Bond]] = defaultdict(list)
        for bond in self.problem.bonds.values():
            found[bond.visitor].append(bond)
        return {person: tuple(bonds) for person, bonds in found.items()}

    @cached_property
    def bonds_meeting(self) -> dict[Met, tuple[Bond, ...]]:
        """Bonds whose visits can bring a child and a person together."""
        found: dict[Met, list[Bond]] = defaultdict(list)
        children: dict[PersonId, set[ChildId]] = defaultdict(set)
        for row in self.problem.booked:
            children[row.person].add(row.child)
        for bond in self.problem.bonds.values():
            for child in children[bond.host]:
                found[child, bond.visitor].append(bond)
            for child in children[bond.visitor]:
                found[child, bond.host].append(bond)
        return {met: tuple(bonds) for met, bonds in found.items()}

    @cached_property
    def fixed_periods(self) -> frozenset[tuple[BondId, int]]:
        """Stretches of weeks in which a visit stands."""
        return frozenset(
            (visit.bond, self.period(self.bond(visit), visit.day))
            for visit in self.problem.fixed
        )

    @cached_property
    def refused(self) -> frozenset[tuple[BondId, Day]]:
        """Days refused for a bond."""
        return frozenset((found.bond, found.day) for found in self.problem.refused)

    def whose(self, visit: Visit) -> dict[str, int | str]:
        """Visitor, host and day of a visit as facts."""
        bond = self.bond(visit)
        return {"person": bond.visitor, "host": bond.host, "day": iso(visit.day)}

    def when(self, visit: Visit) -> dict[str, int | str]:
        """The same with start and end."""
        slot = visit.slot
        return {**self.whose(visit), "start": slot.start, "end": slot.end}

    def on_days(self, visits: Iterable[Visit]) -> dict[PersonDay, tuple[Visit, ...]]:
        """Visits by visitor and day."""
        found: dict[PersonDay, list[Visit]] = defaultdict(list)
        for visit in visits:
            found[self.bond(visit).visitor, visit.day].append(visit)
        return {key: tuple(rows) for key, rows in found.items()}

    def counted_days(self) -> Iterator[Day]:
        """Days on which it counts whether a child knows somebody."""
        last = self.problem.last_counted_day
        yield from map(Day, range(self.problem.first_day, last + 1))


def _grouped(rows: tuple[RowT, ...]) -> dict[PersonDay, tuple[RowT, ...]]:
    found: dict[PersonDay, list[RowT]] = defaultdict(list)
    for row in rows:
        found[row.person, row.day].append(row)
    return {key: tuple(group) for key, group in found.items()}
