"""Trips a coach may take: what can be done on one day, and what it adds to her ways.

Sets of sessions grow one by one; a set that does not fit is not grown, since a day
with fewer visits is never harder. Of all times a set may have only the best are kept:
least on the road, and most of what is published left where it is.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from solver.matching.problem import CoachId
from solver.sessions.index import SessionIndex
from solver.sessions.kinds import RuleSet
from solver.sessions.problem import Session, Visit, days_of
from solver.sessions.schedule import Scheduler, Stop
from solver.sessions.starts import Starts, StartTable
from solver.sessions.tours import spans, tour
from solver.sessions.variables import Trip
from solver.slots import Day, Slot

#: More trips of one coach are not looked at; then nothing is proven for her.
MOST_TRIPS = 60_000


@dataclass(frozen=True, slots=True)
class TripSet:
    """Trips of one coach in stable order; ``complete`` if there are no others."""

    trips: tuple[Trip, ...]
    complete: bool


@dataclass(frozen=True, slots=True)
class _Open:
    """A session that may be on the day in question, and when it may begin."""

    session: Session
    starts: Starts
    published: int | None


def generate(
    index: SessionIndex, rules: RuleSet, table: StartTable, coach: CoachId
) -> TripSet:
    """Every trip of a coach that the rules allow."""
    found: list[Trip] = []
    scheduler = Scheduler(index, coach)
    for day, sessions in sorted(_by_day(index, coach).items()):
        maker = _DayTrips(index, rules, scheduler, coach, day)
        openings = [o for s in sessions if (o := _open(index, table, s, day))]
        for trip in maker.trips(openings):
            if len(found) >= MOST_TRIPS:
                return TripSet(tuple(found), complete=False)
            found.append(trip)
    return TripSet(tuple(found), complete=True)


def _by_day(index: SessionIndex, coach: CoachId) -> dict[Day, list[Session]]:
    found: dict[Day, list[Session]] = {}
    for session in index.open_of.get(coach, ()):
        for day in days_of(session.key.month):
            found.setdefault(Day(day), []).append(session)
    return found


def _open(
    index: SessionIndex, table: StartTable, session: Session, day: Day
) -> _Open | None:
    starts = table.starts(session, day)
    if not starts:
        return None
    published = index.published_of.get(session.key)
    stays = (
        published is not None
        and published.day == day
        and published.slot.minutes == session.minutes
        and published.slot.start in starts
    )
    return _Open(session, starts, published.slot.start if published and stays else None)


class _DayTrips:
    """Trips of one coach on one day."""

    def __init__(
        self,
        index: SessionIndex,
        rules: RuleSet,
        scheduler: Scheduler,
        coach: CoachId,
        day: Day,
    ) -> None:
        self._index = index
        self._rules = rules
        self._scheduler = scheduler
        self._coach = coach
        self._day = day
        self._fixed = index.fixed_on.get((coach, day), ())
        self._stretches = spans(index, coach, day, self._fixed)
        self._base = tour(index, coach, day, self._fixed).travel_minutes
        self._agreed = tuple(
            Stop(
                index.kindergarten(visit.session).id,
                visit.slot.minutes,
                (visit.slot.start,),
            )
            for visit in self._fixed
        )
        self._houses = {visit.session.engagement for visit in self._fixed}

    def trips(self, openings: Sequence[_Open]) -> Iterator[Trip]:
        """Trips of ever more sessions, as long as any fit."""
        last: list[tuple[int, ...]] = [()]
        while last:
            fitting: list[tuple[int, ...]] = []
            for chosen in last:
                for number in range(chosen[-1] + 1 if chosen else 0, len(openings)):
                    grown = (*chosen, number)
                    trips = self._of([openings[n] for n in grown])
                    if trips:
                        fitting.append(grown)
                        yield from trips
            last = fitting

    def _of(self, chosen: Sequence[_Open]) -> list[Trip]:
        """The best trips of a set: one for each number of dates left in place."""
        engagements = {o.session.engagement.id for o in chosen}
        if len(engagements) < len(chosen) or engagements & self._houses:
            return []
        best: dict[int, Trip] = {}
        for kept in _subsets([n for n, o in enumerate(chosen) if o.published]):
            trip = self._scheduled(chosen, kept)
            if trip is None:
                continue
            known = best.get(len(kept))
            if known is None or trip.travel_minutes < known.travel_minutes:
                best[len(kept)] = trip
        return list(_worthwhile(best))

    def _scheduled(self, chosen: Sequence[_Open], kept: frozenset[int]) -> Trip | None:
        stops = [
            Stop(
                opening.session.engagement.kindergarten,
                opening.session.minutes,
                (opening.published,)
                if number in kept and opening.published is not None
                else opening.starts,
            )
            for number, opening in enumerate(chosen)
        ]
        found = self._scheduler.best(self._stretches, (*stops, *self._agreed))
        if found is None:
            return None
        visits = tuple(
            Visit(
                opening.session.key,
                self._day,
                Slot(start, start + opening.session.minutes),
            )
            for opening, start in zip(chosen, found.starts, strict=False)
        )
        together = (*visits, *self._fixed)
        for rule in self._rules.day:
            if rule.refuse_day(self._index, self._coach, self._day, together):
                return None
        added = found.travel_minutes - self._base
        return Trip(self._coach, self._day, visits, added)


def _subsets(numbers: Sequence[int]) -> Iterator[frozenset[int]]:
    for size in range(len(numbers) + 1):
        for kept in combinations(numbers, size):
            yield frozenset(kept)


def _worthwhile(best: dict[int, Trip]) -> Iterable[Trip]:
    """Trips that no other beats in ways and dates left in place at once."""
    fewest: int | None = None
    for kept in sorted(best, reverse=True):
        trip = best[kept]
        if fewest is None or trip.travel_minutes < fewest:
            fewest = trip.travel_minutes
            yield trip
