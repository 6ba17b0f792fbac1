"""A coach's day as a tour: from home to one kindergarten after another and back.

Ways lie within the stretch in which she is free; between two such stretches she goes
home. A visit that stands outside of them was agreed with her: there, its ways are
taken as free, too.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solver.matching.problem import CoachId
from solver.sessions.index import SessionIndex
from solver.sessions.problem import Visit
from solver.slots import Day, Slot, merged


@dataclass(frozen=True, slots=True)
class Lack:
    """Too little time for a way: from when on, how much there is and how much needed.

    ``minute`` is when the way has to end, or when the way home begins.
    """

    minute: int
    minutes: int
    needed: int


@dataclass(frozen=True, slots=True)
class Tour:
    """Minutes on the road, and the first way there is no time for."""

    travel_minutes: int
    lack: Lack | None = None


def spans(
    index: SessionIndex, coach: CoachId, day: Day, visits: Iterable[Visit]
) -> tuple[Slot, ...]:
    """Stretches in which she can be out; every visit lies wholly in one of them."""
    free = index.free(coach, day)
    agreed = [
        visit.slot.widened(index.way(coach, index.kindergarten(visit.session).id))
        for visit in visits
        if not any(slot.contains(visit.slot) for slot in free)
    ]
    return merged((*free, *agreed)) if agreed else free


def tour(
    index: SessionIndex, coach: CoachId, day: Day, visits: Sequence[Visit]
) -> Tour:
    """The tour of a day's visits in the order of their times."""
    stops = sorted(visits, key=lambda visit: (visit.slot, visit.session))
    stretches = spans(index, coach, day, stops)
    travel = 0
    lack: Lack | None = None
    for leg in _legs(index, coach, stops, stretches):
        travel += leg.needed
        if lack is None and leg.minutes < leg.needed:
            lack = Lack(leg.minute, max(0, leg.minutes), leg.needed)
    return Tour(travel, lack)


def _legs(
    index: SessionIndex,
    coach: CoachId,
    stops: Sequence[Visit],
    stretches: tuple[Slot, ...],
) -> Iterable[Lack]:
    """Every way of the tour with the time there is for it."""
    before: tuple[Visit, Slot] | None = None
    for stop in stops:
        stretch = next(s for s in stretches if s.contains(stop.slot))
        if before is not None and before[1] != stretch:
            yield _homewards(index, coach, *before)
            before = None
        house = index.kindergarten(stop.session).id
        start = stop.slot.start
        if before is None:
            way = index.way(coach, house)
            yield Lack(start, start - stretch.start, way)
        else:
            last = before[0]
            way = index.between(coach, index.kindergarten(last.session).id, house)
            gap = start - last.slot.end
            # Two visits at once are too close even where no way lies between them.
            yield Lack(start, gap if gap >= 0 else -1, way)
        before = stop, stretch
    if before is not None:
        yield _homewards(index, coach, *before)


def _homewards(index: SessionIndex, coach: CoachId, stop: Visit, stretch: Slot) -> Lack:
    way = index.way(coach, index.kindergarten(stop.session).id)
    return Lack(stop.slot.end, stretch.end - stop.slot.end, way)
