"""Intervals of a day and real minutes across clock changes: the only time arithmetic.

A day is a proleptic ordinal (``date.toordinal``), a minute is local wall time since
midnight, an interval is half-open. Real minutes count what a stop watch would show,
so a rest over the night of a clock change is an hour longer or shorter.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NewType

from solver.errors import ProblemError

Day = NewType("Day", int)

MINUTES_PER_DAY = 1440
DAYS_PER_WEEK = 7


@dataclass(frozen=True, slots=True, order=True)
class Slot:
    """Half-open interval of local minutes of one day: ``start <= minute < end``."""

    start: int
    end: int

    def __post_init__(self) -> None:
        """Refuse an interval that is empty or leaves its day."""
        if not 0 <= self.start < self.end <= MINUTES_PER_DAY:
            raise ProblemError(
                f"Ein Zeitraum liegt zwischen 0 und {MINUTES_PER_DAY} Minuten und endet"
                f" nach seinem Beginn; gegeben: {self.start} bis {self.end}."
            )

    @property
    def minutes(self) -> int:
        """Length [min of local time]."""
        return self.end - self.start

    def overlaps(self, other: "Slot") -> bool:
        """Whether both share a minute; touching intervals do not."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: "Slot") -> bool:
        """Whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def widened(self, minutes: int) -> "Slot":
        """Both ends so many minutes farther out, within the day."""
        return Slot(
            max(0, self.start - minutes), min(MINUTES_PER_DAY, self.end + minutes)
        )

    def intersection(self, other: "Slot") -> "Slot | None":
        """Shared part, or ``None`` where there is none."""
        start, end = max(self.start, other.start), min(self.end, other.end)
        return Slot(start, end) if start < end else None


def merged(slots: Iterable[Slot]) -> tuple[Slot, ...]:
    """Union as disjoint, sorted intervals; touching ones become one."""
    ordered = tuple(slots)
    if len(ordered) < 2:  # noqa: PLR2004 - nothing to be merged with
        return ordered
    result: list[Slot] = []
    for slot in sorted(ordered):
        if not result or slot.start > result[-1].end:
            result.append(slot)
        elif slot.end > result[-1].end:
            result[-1] = Slot(result[-1].start, slot.end)
    return tuple(result)


def subtracted(whole: Iterable[Slot], removed: Iterable[Slot]) -> tuple[Slot, ...]:
    """What of ``whole`` remains without ``removed``, disjoint and sorted."""
    result = list(merged(whole))
    for gone in merged(removed):
        kept: list[Slot] = []
        for slot in result:
            if not slot.overlaps(gone):
                kept.append(slot)
                continue
            if slot.start < gone.start:
                kept.append(Slot(slot.start, gone.start))
            if gone.end < slot.end:
                kept.append(Slot(gone.end, slot.end))
        result = kept
    return tuple(result)


def covers(slots: Iterable[Slot], wanted: Slot) -> bool:
    """Whether the union of ``slots`` contains every minute of ``wanted``."""
    return any(slot.contains(wanted) for slot in merged(slots))


def weekday(day: Day) -> int:
    """Weekday of a day, Monday = 0."""
    return (day + 6) % DAYS_PER_WEEK


def week(day: Day) -> int:
    """Number of the calendar week (Monday to Sunday), constant within one week."""
    return (day - 1) // DAYS_PER_WEEK


@dataclass(frozen=True, slots=True, order=True)
class ClockChange:
    """A clock change: from local ``minute`` of ``day`` on, ``shift_minutes`` are added.

    Autumn (an hour is lived twice) is +60, spring (an hour is skipped) is -60; the
    shift is taken into account for every local minute at or after the change: 03:00 is
    the first minute of either new time.
    """

    day: Day
    minute: int
    shift_minutes: int


def real_minutes(day: Day, minute: int, changes: Iterable[ClockChange] = ()) -> int:
    """Minutes a stop watch shows since day 0; differences are real durations."""
    known = tuple(changes)
    before = sum(c.shift_minutes for c in known if c.day < day)
    clock = DayClock(tuple((c.minute, c.shift_minutes) for c in known if c.day == day))
    return day * MINUTES_PER_DAY + before + clock.at(minute)


@dataclass(frozen=True, slots=True)
class DayClock:
    """How long local minutes of one day really are: on most days what they say.

    ``shifts`` are the day's changes as ``ClockChange`` has them, minute and shift.
    Minutes that are skipped take no time.
    """

    shifts: tuple[tuple[int, int], ...] = ()

    def at(self, minute: int) -> int:
        """Real minutes since midnight; never less at a later minute."""
        if not self.shifts:
            return minute
        later = (self._shown(m) for m, _ in self.shifts if m > minute)
        return min((self._shown(minute), *later))

    def _shown(self, minute: int) -> int:
        return minute + sum(shift for change, shift in self.shifts if change <= minute)

    def minutes(self, slot: Slot) -> int:
        """Real length of an interval."""
        if not self.shifts:
            return slot.end - slot.start
        return self.at(slot.end) - self.at(slot.start)

    def between(self, start: int, end: int) -> int:
        """Real minutes from one minute to another; below 0 if that is earlier."""
        return end - start if not self.shifts else self.at(end) - self.at(start)

    def after(self, start: int, minutes: int) -> int:
        """The first minute at which so many have passed, at most the day's end."""
        if not self.shifts:
            return min(MINUTES_PER_DAY, start + minutes)
        target = self.at(start) + minutes
        return bisect_left(range(MINUTES_PER_DAY), target, lo=start, key=self.at)

    def before(self, end: int, minutes: int) -> int:
        """The last minute from which so many pass until an end, at least midnight."""
        if not self.shifts:
            return max(0, end - minutes)
        target = self.at(end) - minutes
        return max(0, bisect_right(range(end + 1), target, key=self.at) - 1)

    def longest_from(self, start: int, minutes: int) -> int:
        """The last minute until which no more than so many have passed."""
        if not self.shifts:
            return min(MINUTES_PER_DAY, start + minutes)
        target = self.at(start) + minutes
        every = range(MINUTES_PER_DAY + 1)
        return bisect_right(every, target, lo=start, key=self.at) - 1

    def longest_until(self, end: int, minutes: int) -> int:
        """The first minute from which no more than so many pass until an end."""
        if not self.shifts:
            return max(0, end - minutes)
        target = self.at(end) - minutes
        return bisect_left(range(end), target, key=self.at)


def ends_of(clock: DayClock, slot: Slot, minutes: int) -> tuple[Slot, ...]:
    """The longest beginning and end of an interval with so many real minutes."""
    first = clock.longest_from(slot.start, minutes)
    last = clock.longest_until(slot.end, minutes)
    return (Slot(slot.start, first), Slot(last, slot.end))


#: The clock of a day without a change.
PLAIN_CLOCK = DayClock()


class Clocks:
    """The clock of every day, given all changes there are."""

    def __init__(self, changes: Iterable[ClockChange]) -> None:
        shifts: dict[Day, list[tuple[int, int]]] = defaultdict(list)
        for change in changes:
            shifts[change.day].append((change.minute, change.shift_minutes))
        self._changed = {day: DayClock(tuple(found)) for day, found in shifts.items()}

    def of(self, day: Day) -> DayClock:
        """How long the minutes of a day are."""
        return self._changed.get(day, PLAIN_CLOCK)

    def minutes(self, days: Iterable[tuple[Day, Slot]]) -> int:
        """Real length of intervals of some days, together."""
        return sum(self.of(day).minutes(slot) for day, slot in days)


#: The clocks of days without any change.
PLAIN_CLOCKS = Clocks(())
