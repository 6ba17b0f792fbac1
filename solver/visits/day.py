"""A visitor's day: where she is when, the ways between, and what of it is work.

Between what she has anyway and her visits she goes straight from one place to the next.
Her own children are with her at home or taken along; a household is never left for a
visit in the middle of their time without them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from solver.slots import Day, Slot, merged, subtracted
from solver.substitution.problem import PersonId, PlaceId
from solver.visits.index import VisitIndex
from solver.visits.problem import Traveller, Visit

#: A break shorter than this is none (§ 4 ArbZG) [min].
LEAST_BREAK_MINUTES = 15


@dataclass(frozen=True, slots=True, order=True)
class Stop:
    """Where somebody is when; at a visit the host is there, too."""

    slot: Slot
    place: PlaceId
    visit: bool = False


@dataclass(frozen=True, slots=True)
class Leg:
    """A way from one stop to the next: when it begins, time for it, what it takes.

    ``needed`` is ``None`` if the place cannot be reached.
    """

    start: int
    minutes: int
    needed: int | None

    @property
    def fits(self) -> bool:
        """Whether there is time for it."""
        return self.needed is not None and self.minutes >= self.needed


@dataclass(frozen=True, slots=True)
class VisitDay:
    """Stops in order of time, and the legs between them."""

    stops: tuple[Stop, ...]
    legs: tuple[Leg, ...]
    commute_minutes: int

    @property
    def lack(self) -> Leg | None:
        """The first way there is no time for."""
        return next((leg for leg in self.legs if not leg.fits), None)

    @property
    def travel_minutes(self) -> int:
        """Minutes on the way, from home and back where she has one."""
        return self.commute_minutes + sum(leg.needed or 0 for leg in self.legs)

    @property
    def work_minutes(self) -> int:
        """Minutes at work: stops and the ways between them."""
        stops = sum(slot.minutes for slot in merged(stop.slot for stop in self.stops))
        return stops + sum(leg.needed or 0 for leg in self.legs)

    def longest_stretch(self) -> int:
        """Longest time without a break [min].

        At a visit the host is there: the visitor may take her break then.
        """
        bound = [stop.slot for stop in self.stops if not stop.visit]
        bound += [
            Slot(leg.start, leg.start + leg.needed) for leg in self.legs if leg.needed
        ]
        longest = 0
        begun = ended = -LEAST_BREAK_MINUTES
        for slot in sorted(bound):
            if slot.start >= ended + LEAST_BREAK_MINUTES:
                begun, ended = slot.start, slot.end
            ended = max(ended, slot.end)
            longest = max(longest, ended - begun)
        return longest


def added_travel(index: VisitIndex, visits: Iterable[Visit]) -> int:
    """Minutes on the way that planned visits add to the days of their visitors.

    Where the host comes to a base, her way there and back counts.
    """
    days: dict[tuple[PersonId, Day], list[Visit]] = defaultdict(list)
    for visit in visits:
        days[index.bond(visit).visitor, visit.day].append(visit)
    return sum(
        travel_of(index, person, day, planned)
        for (person, day), planned in days.items()
    )


def travel_of(
    index: VisitIndex, person: PersonId, day: Day, visits: Sequence[Visit]
) -> int:
    """The same for one visitor and day."""
    fixed = index.fixed_on.get((person, day), ())
    before = day_of(index, person, day, fixed).travel_minutes
    total = day_of(index, person, day, (*fixed, *visits)).travel_minutes - before
    for visit in visits:
        outing = index.outing(visit)
        if outing and index.bond(visit).traveller is Traveller.HOST:
            total += outing.minutes - visit.slot.minutes
    return total


def day_of(
    index: VisitIndex, person: PersonId, day: Day, visits: Sequence[Visit]
) -> VisitDay:
    """The day of a visitor with these visits, fixed ones among them."""
    stops = tuple(sorted(_stops(index, person, day, visits)))
    if not stops:
        return VisitDay((), (), 0)
    home = index.problem.persons[person].home
    commute = index.way(home, stops[0].place) or 0
    commute += index.way(stops[-1].place, home) or 0
    return VisitDay(stops, tuple(_legs(index, stops)), commute)


def _stops(
    index: VisitIndex, person: PersonId, day: Day, visits: Iterable[Visit]
) -> Iterator[Stop]:
    for stay in index.stays_on.get((person, day), ()):
        yield Stop(stay.slot, stay.place)
    out: list[Slot] = []
    for visit in visits:
        yield Stop(visit.slot, index.bond(visit).place, visit=True)
        outing = index.outing(visit)
        if index.bond(visit).traveller is Traveller.HOST:
            # Whoever comes to her joins the children she has there.
            out.append(visit.slot)
        elif outing is not None and index.taken_along(visit):
            out.append(outing)
    for place in dict.fromkeys(place for _, place, _ in index.there(person, day)):
        care = merged(s for _, at, s in index.there(person, day) if at == place)
        for slot in subtracted(care, out) if out else care:
            yield Stop(slot, place)


def _legs(index: VisitIndex, stops: Sequence[Stop]) -> Iterator[Leg]:
    """Ways between places; two visits at once lack even the time for no way.

    Somebody sets out as late as she can where she was relieved, else at once.
    """
    before: Stop | None = None
    for stop in stops:
        if before is not None:
            gap = stop.slot.start - before.slot.end
            if before.place != stop.place:
                way = index.way(before.place, stop.place)
                late = max(0, gap - (way or 0)) if before.visit else 0
                yield Leg(before.slot.end + late, gap, way)
            elif gap < 0 and (before.visit or stop.visit):
                yield Leg(before.slot.end, gap, 0)
        if before is None or stop.slot.end >= before.slot.end:
            before = stop
