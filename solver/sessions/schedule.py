"""The best times of one day's visits: least time on the road, then done earliest.

Every order is tried. Within an order each visit begins as early as it may: later never
helps those that follow. Between two stretches in which the coach is free she goes
home; which visit belongs to which stretch is tried, too.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solver.matching.problem import CoachId, KindergartenId
from solver.sessions.index import SessionIndex
from solver.sessions.starts import Starts
from solver.slots import Slot


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit that needs a time: where, how long, and when it may begin."""

    house: KindergartenId
    minutes: int
    starts: Starts


@dataclass(frozen=True, slots=True)
class Schedule:
    """When each stop begins, in the order they were given, and minutes on the road."""

    travel_minutes: int
    done: int
    starts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Reached:
    """A tour so far: minutes on the road, and where and when it stands."""

    travel: int
    at: KindergartenId | None
    stretch: int
    minute: int
    starts: dict[int, int]


class Scheduler:
    """Schedules of one coach; what was worked out once is kept."""

    def __init__(self, index: SessionIndex, coach: CoachId) -> None:
        self._index = index
        self._coach = coach
        self._known: dict[
            tuple[tuple[Slot, ...], tuple[Stop, ...]], Schedule | None
        ] = {}

    def best(
        self, stretches: tuple[Slot, ...], stops: Sequence[Stop]
    ) -> Schedule | None:
        """The best schedule, ``None`` if the stops do not fit into the day."""
        key = stretches, tuple(stops)
        if key not in self._known:
            found = self._all(stretches, stops)
            self._known[key] = min(
                found, key=lambda s: (s.travel_minutes, s.done, s.starts), default=None
            )
        return self._known[key]

    def _all(
        self, stretches: tuple[Slot, ...], stops: Sequence[Stop]
    ) -> Iterator[Schedule]:
        open_ = [_Reached(0, None, -1, 0, {})]
        while open_:
            reached = open_.pop()
            if len(reached.starts) == len(stops):
                home = self._home(stretches, reached)
                if home is not None:
                    starts = tuple(reached.starts[n] for n in range(len(stops)))
                    yield Schedule(reached.travel + home, reached.minute, starts)
                continue
            for number, stop in enumerate(stops):
                if number not in reached.starts:
                    open_.extend(self._next(stretches, reached, number, stop))

    def _next(
        self, stretches: tuple[Slot, ...], before: _Reached, number: int, stop: Stop
    ) -> Iterator[_Reached]:
        """The tour with one more stop, in this stretch or in a later one."""
        if before.at is not None:
            way = self._index.between(self._coach, before.at, stop.house)
            yield from _arrived(before, number, stop, way, before.stretch, stretches)
        home = self._home(stretches, before)
        if home is None:
            return
        out = self._index.way(self._coach, stop.house)
        for later in range(before.stretch + 1, len(stretches)):
            begun = _Reached(
                before.travel + home,
                None,
                later,
                stretches[later].start,
                before.starts,
            )
            yield from _arrived(begun, number, stop, out, later, stretches)

    def _home(self, stretches: tuple[Slot, ...], reached: _Reached) -> int | None:
        """The way home, ``None`` if there is no time for it."""
        if reached.at is None:
            return 0
        way = self._index.way(self._coach, reached.at)
        late = reached.minute + way > stretches[reached.stretch].end
        return None if late else way


def _arrived(
    before: _Reached,
    number: int,
    stop: Stop,
    way: int,
    stretch: int,
    stretches: tuple[Slot, ...],
) -> Iterator[_Reached]:
    first = bisect_left(stop.starts, before.minute + way)
    if first == len(stop.starts):
        return
    start = stop.starts[first]
    done = start + stop.minutes
    if done <= stretches[stretch].end:
        yield _Reached(
            before.travel + way,
            stop.house,
            stretch,
            done,
            {**before.starts, number: start},
        )
