"""The work of a given day: charge, ways between places, what is bound.

The plain side of a working day; ``workday`` says the same of days not yet decided.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from solver.slots import PLAIN_CLOCK, Day, DayClock, Slot, merged, subtracted
from solver.substitution.index import ProblemIndex
from solver.substitution.problem import PersonId, PlaceId

Stay = tuple[PlaceId, Slot]


@dataclass(frozen=True, slots=True)
class DayWork:
    """What a day asks of a person.

    ``charge`` is when children are with her, ``bound`` the part of it in which nobody
    else of the place's regular staff is there, ``ways`` the time between places
    (directly after leaving), ``hull`` from the first to the last minute in charge.
    """

    charge: tuple[Slot, ...]
    bound: tuple[Slot, ...]
    ways: tuple[Slot, ...]
    clock: DayClock = PLAIN_CLOCK

    @property
    def minutes(self) -> int:
        """Real minutes in charge and on the way."""
        return sum(map(self.clock.minutes, (*self.charge, *self.ways)))

    def free(self) -> tuple[Slot, ...]:
        """Stretches within the day that are neither bound nor on the way."""
        if not self.charge:
            return ()
        hull = Slot(self.charge[0].start, self.charge[-1].end)
        return subtracted((hull,), (*self.bound, *self.ways))


def fixed_stays(index: ProblemIndex, person: PersonId, day: Day) -> list[Stay]:
    """Where a person is in charge whatever is decided."""
    return [(c.place, c.slot) for c in index.charges(person, day)]


def day_work(
    index: ProblemIndex, person: PersonId, day: Day, stays: Iterable[Stay]
) -> DayWork:
    """Charge, bound time and ways of one person and day."""
    ordered = sorted(set(stays), key=lambda stay: (stay[1], stay[0]))
    bound: list[Slot] = []
    for place, slot in ordered:
        relief = index.relief(person, place, day)
        bound.extend(subtracted((slot,), relief) if relief else (slot,))
    clock = index.clock(day)
    ways = merged(Slot(*way) for way in _ways_between(index, clock, ordered))
    charge = merged(slot for _, slot in ordered)
    return DayWork(charge, merged(bound), ways, clock)


def _ways_between(
    index: ProblemIndex, clock: DayClock, ordered: Iterable[Stay]
) -> Iterator[tuple[int, int]]:
    """From when to when one is on the way between stays sorted by time."""
    before: PlaceId | None = None
    left = 0
    for place, slot in ordered:
        if before is not None and place != before:
            there = clock.after(left, index.travel(before, place) or 0)
            until = min(slot.start, there)
            if left < until:
                yield left, until
        before, left = place, max(left, slot.end)


def work_minutes(index: ProblemIndex, day: Day, ordered: Iterable[Stay]) -> int:
    """Minutes of ``day_work`` alone, of distinct stays sorted by slot and place.

    For whoever asks about hundreds of days: no stretch is made of what is only counted.
    """
    clock = index.clock(day)
    stays = tuple(ordered)
    first = {place for place, _ in stays}
    ways = _ways_between(index, clock, stays) if len(first) > 1 else ()
    minutes = sum(clock.between(*way) for way in ways)
    since = until = 0
    for _, slot in stays:
        if slot.start > until:
            minutes += clock.between(since, until)
            since = slot.start
        until = max(until, slot.end)
    return minutes + clock.between(since, until)
