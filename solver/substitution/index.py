"""Fast questions about a problem, answered from tables that are built once.

"Fixed" here means: not decided by this run, that is regular children and fixed cover.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from solver.slots import Clocks, Day, DayClock, Slot, merged, subtracted
from solver.substitution.charge import Charge, Load
from solver.substitution.child_tables import ChildTables
from solver.substitution.problem import (
    Capacity,
    Child,
    ChildId,
    Exclusion,
    Familiarity,
    FamiliarityRecord,
    FixedCover,
    Link,
    Need,
    NeedId,
    PersonId,
    PlaceId,
    Problem,
)

StaffTimes = tuple[tuple[PersonId, tuple[Slot, ...]], ...]

MONTHS_PER_YEAR = 12
_EMPTY_LOAD = Load(())


@dataclass(frozen=True, slots=True)
class _Charges:
    """Who is with whom anyway, and how full that makes persons and places."""

    by_person: dict[tuple[PersonId, Day], list[Charge]]
    by_place: dict[tuple[PlaceId, Day], list[Charge]]
    person_load: dict[tuple[PersonId, Day], Load]
    place_load: dict[tuple[PlaceId, Day], Load]
    regular_of: dict[PersonId, set[ChildId]]


class ProblemIndex(ChildTables):
    """Lookups over one problem; it never changes after construction.

    Parameters
    ----------
    like
        Tables of a problem this one was made of: what rests on the very same parts of
        both is taken from there and not built again.
    """

    def __init__(self, problem: Problem, like: "ProblemIndex | None" = None) -> None:
        super().__init__(problem)
        self.needs: dict[NeedId, Need] = {need.id: need for need in problem.needs}
        self.capacities: dict[tuple[str, Day], list[Capacity]] = defaultdict(list)
        for capacity in problem.capacities:
            holder = capacity.person or capacity.place or ""
            self.capacities[holder, capacity.day].append(capacity)
        self.links: dict[PersonId, list[Link]] = defaultdict(list)
        # Where everybody may take everything each absent person has all the links.
        self.agreed: dict[tuple[PersonId, PersonId, PlaceId], list[Link]] = defaultdict(
            list
        )
        for link in problem.links:
            self.links[link.absent].append(link)
            self.agreed[link.absent, link.substitute, link.place].append(link)
        self._index_people()
        self._index_cover()
        if like is None or not _same_charges(problem, like.problem):
            self._charges = self._index_charges()
        else:
            self._charges = like._charges  # noqa: SLF001 - of its own kind
        self.regular_of = self._charges.regular_of
        self.segments: dict[NeedId, tuple[Slot, ...]] = (
            like.segments
            if like is not None and _same_needs(problem, like.problem)
            else {need.id: self._remaining(need) for need in problem.needs}
        )
        self._same_ways: ProblemIndex | None = (
            like.same_ways
            if like is not None and _same_ways(problem, like.problem)
            else None
        )
        self._relief: dict[tuple[PersonId, PlaceId, Day], tuple[Slot, ...]] = {}
        self._staff_times: dict[tuple[PlaceId, Day], StaffTimes] = {}

    def _index_people(self) -> None:
        problem = self.problem
        self._records: dict[tuple[ChildId, PersonId], list[FamiliarityRecord]] = (
            defaultdict(list)
        )
        for record in problem.familiarity:
            self._records[record.child, record.person].append(record)
        self._designated: dict[ChildId, list[tuple[PersonId, Day, Day]]] = defaultdict(
            list
        )
        for d in problem.designations:
            self._designated[d.child].append((d.person, d.first_day, d.last_day))
        #: By child, too: a child may have thousands; ``None`` names any child.
        self.exclusions: dict[tuple[PersonId, ChildId | None], list[Exclusion]] = (
            defaultdict(list)
        )
        for exclusion in problem.exclusions:
            self.exclusions[exclusion.person, exclusion.child].append(exclusion)
        self._overrides = {
            (o.child, o.person, day)
            for o in problem.overrides
            for day in range(o.first_day, o.last_day + 1)
        }
        self._proofs: dict[tuple[PersonId, Day], frozenset[str]] = {}
        self._free: dict[tuple[PersonId, Day], tuple[Slot, ...]] = {}
        for person in problem.persons.values():
            for day, slots in person.available.items():
                self._free[person.id, day] = subtracted(
                    slots, person.absent.get(day, ())
                )

    def _index_cover(self) -> None:
        self.fixed_of_child_day: dict[tuple[ChildId, Day], list[FixedCover]] = (
            defaultdict(list)
        )
        for fixed in self.problem.fixed:
            key = fixed.cover.child, fixed.cover.day
            self.fixed_of_child_day[key].append(fixed)
        self.needs_of_child_day: dict[tuple[ChildId, Day], list[Need]] = defaultdict(
            list
        )
        for need in self.problem.needs:
            self.needs_of_child_day[need.child, need.day].append(need)

    def _index_charges(self) -> "_Charges":
        by_person: dict[tuple[PersonId, Day], list[Charge]] = defaultdict(list)
        by_place: dict[tuple[PlaceId, Day], list[Charge]] = defaultdict(list)
        regular_of: dict[PersonId, set[ChildId]] = defaultdict(set)
        for charge in (*self._presences(), *self._fixed_charges()):
            by_person[charge.person, charge.day].append(charge)
            by_place[charge.place, charge.day].append(charge)
            if charge.regular:
                regular_of[charge.person].add(charge.child)
        return _Charges(
            dict(by_person),
            dict(by_place),
            {key: Load(found) for key, found in by_person.items()},
            {key: Load(found) for key, found in by_place.items()},
            regular_of,
        )

    def _presences(self) -> Iterable[Charge]:
        for p in self.problem.presences:
            yield Charge(p.person, p.place, p.day, p.slot, p.child, p.weight)

    def _fixed_charges(self) -> Iterable[Charge]:
        for fixed in self.problem.fixed:
            cover = fixed.cover
            if cover.person is None or cover.place is None:
                continue
            weight = self.weight(cover.child)
            yield Charge(
                cover.person,
                cover.place,
                cover.day,
                cover.slot,
                cover.child,
                weight,
                regular=False,
            )

    def _remaining(self, need: Need) -> tuple[Slot, ...]:
        gone = [f.cover.slot for f in self.fixed_of_child_day[need.child, need.day]]
        frozen = self.frozen_until(need.day)
        if frozen > 0:
            gone.append(Slot(0, frozen))
        return subtracted((need.slot,), gone) if gone else (need.slot,)

    # --- children -------------------------------------------------------------------

    def weight(self, child: ChildId) -> int:
        """Places a child takes up."""
        known = self.problem.children.get(child)
        return known.capacity_weight if known else 1

    def age_months(self, child: Child, day: Day) -> int:
        """Age in whole months in the calendar month of a day."""
        return month_number(day) - child.birth_month

    def familiarity(
        self, child: ChildId, person: PersonId, day: Day, place: PlaceId | None = None
    ) -> Familiarity:
        """Best state on a day; with ``place`` only records that count there."""
        best = Familiarity.UNKNOWN
        for record in self._records.get((child, person), ()):
            if (
                record.state > best
                and record.first_day <= day <= record.last_day
                and (place is None or record.place is None or record.place == place)
            ):
                best = record.state
        return best

    def overridden(self, child: ChildId, person: PersonId, day: Day) -> bool:
        """Whether a counsellor let this pair pass below the level asked."""
        return (child, person, day) in self._overrides

    def proofs(self, person: PersonId, day: Day) -> frozenset[str]:
        """Kinds of proof of a person that hold on a day, bounds inclusive."""
        key = person, day
        held = self._proofs.get(key)
        if held is None:
            held = self._proofs[key] = frozenset(
                proof.kind
                for proof in self.problem.persons[person].credentials
                if (proof.valid_from is None or proof.valid_from <= day)
                and (proof.valid_until is None or day <= proof.valid_until)
            )
        return held

    def designated(self, child: ChildId, day: Day) -> frozenset[PersonId]:
        """Designated substitutes of a child on a day."""
        found = self._designated.get(child)
        if not found:
            return frozenset()
        return frozenset(p for p, first, last in found if first <= day <= last)

    # --- time -----------------------------------------------------------------------

    def frozen_until(self, day: Day) -> int:
        """Minute of a day up to which it is past; 0 if nothing, 1440 if all of it."""
        frozen_day = self.problem.frozen_day
        if frozen_day is None or day > frozen_day:
            return 0
        return 1440 if day < frozen_day else self.problem.frozen_minute

    def free(self, person: PersonId, day: Day) -> tuple[Slot, ...]:
        """When a person is available and not absent, disjoint and sorted."""
        return self._free.get((person, day), ())

    def staff_times(self, place: PlaceId, day: Day) -> StaffTimes:
        """When each regular staff member is there, whatever this run decides.

        There is: available, not absent and not in charge of regular children or fixed
        cover at another place.
        """
        key = place, day
        known = self._staff_times.get(key)
        if known is None:
            known = tuple(
                (person, times)
                for person in self.problem.places[place].staff
                if (times := self._time_at(person, place, day))
            )
            self._staff_times[key] = known
        return known

    def _time_at(self, person: PersonId, place: PlaceId, day: Day) -> tuple[Slot, ...]:
        if person not in self.problem.persons:
            return ()
        elsewhere = [c.slot for c in self.charges(person, day) if c.place != place]
        return subtracted(self.free(person, day), elsewhere)

    def clock(self, day: Day) -> DayClock:
        """How long the minutes of a day are."""
        return self.clocks.of(day)

    @cached_property
    def clocks(self) -> Clocks:
        """The clocks of all days."""
        return Clocks(self.problem.clock_changes)

    @cached_property
    def open_minutes(self) -> dict[NeedId, int]:
        """Minutes of every need that fixed cover and the past leave."""
        return {
            need: sum(map(self.clock(self.needs[need].day).minutes, stretches))
            for need, stretches in self.segments.items()
        }

    def relief(self, person: PersonId, place: PlaceId, day: Day) -> tuple[Slot, ...]:
        """When somebody else of the regular staff is at a place, merged."""
        key = person, place, day
        known = self._relief.get(key)
        if known is None:
            known = self._relief[key] = merged(
                slot
                for other, times in self.staff_times(place, day)
                if other != person
                for slot in times
            )
        return known

    def staffed(self, place: PlaceId, day: Day, slot: Slot) -> bool:
        """Whether regular staff is at a place for every minute of a slot."""
        return any(s.contains(slot) for s in self.staffed_times(place, day))

    def staffed_times(self, place: PlaceId, day: Day) -> tuple[Slot, ...]:
        """When regular staff is at a place, merged."""
        return merged(s for _, slots in self.staff_times(place, day) for s in slots)

    # --- use of persons and places --------------------------------------------------

    def charges(self, person: PersonId, day: Day) -> Sequence[Charge]:
        """Fixed charges of a person on a day."""
        return self._charges.by_person.get((person, day), ())

    def charges_at(self, place: PlaceId, day: Day) -> Sequence[Charge]:
        """Fixed charges at a place on a day."""
        return self._charges.by_place.get((place, day), ())

    def person_load(self, person: PersonId, day: Day) -> Load:
        """Places taken with a person by fixed charges."""
        return self._charges.person_load.get((person, day), _EMPTY_LOAD)

    def place_load(self, place: PlaceId, day: Day) -> Load:
        """Places taken at a place by fixed charges."""
        return self._charges.place_load.get((place, day), _EMPTY_LOAD)

    def fixed_person_days(self) -> Iterable[tuple[PersonId, Day]]:
        """Persons and days with fixed charges, in stable order."""
        return self._charges.by_person.keys()

    def fixed_place_days(self) -> Iterable[tuple[PlaceId, Day]]:
        """Places and days with fixed charges, in stable order."""
        return self._charges.by_place.keys()

    @cached_property
    def fixed_minutes(self) -> dict[PersonId, int]:
        """Child-minutes of fixed cover by person."""
        found: dict[PersonId, int] = defaultdict(int)
        for charge in self._fixed_charges():
            found[charge.person] += self.clock(charge.day).minutes(charge.slot)
        return dict(found)

    # --- ways -----------------------------------------------------------------------

    def extra_way(
        self, child: ChildId, regular_place: PlaceId, place: PlaceId
    ) -> int | None:
        """Extra minutes of the family's way, ``None`` where it cannot be reached."""
        if place == regular_place:
            return 0
        ways = self.problem.family_minutes
        there = ways.get((child, place))
        if there is None:
            return None
        return max(0, there - ways.get((child, regular_place), 0))

    @property
    def same_ways(self) -> "ProblemIndex":
        """An older index with the very same ways, for what rests on nothing else."""
        return self._same_ways or self

    def travel(self, start: PlaceId, end: PlaceId) -> int | None:
        """Minutes between two places, ``None`` where it cannot be travelled."""
        return 0 if start == end else self.problem.place_minutes.get((start, end))


def _same_charges(one: Problem, other: Problem) -> bool:
    """Whether the regular children and fixed cover are the very same."""
    return (
        one.presences is other.presences
        and one.fixed is other.fixed
        and one.children is other.children
    )


def _same_ways(one: Problem, other: Problem) -> bool:
    """Whether ways between places, and the clock, are the very same."""
    return (
        one.place_minutes is other.place_minutes
        and one.clock_changes is other.clock_changes
    )


def _same_needs(one: Problem, other: Problem) -> bool:
    """Whether the needs, and what is decided of them, are the very same."""
    return (
        one.needs is other.needs
        and one.fixed is other.fixed
        and one.frozen_day == other.frozen_day
        and one.frozen_minute == other.frozen_minute
    )


@lru_cache(maxsize=4096)
def month_number(day: Day) -> int:
    """Calendar month of a day as ``year * 12 + month - 1``."""
    found = date.fromordinal(day)
    return found.year * MONTHS_PER_YEAR + found.month - 1
