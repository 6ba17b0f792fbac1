"""Hosts and guests of visits as the solver sees them: when, how far, about what."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from sqlalchemy.orm import Session

from service.dates.parties import Frame, kindergartens
from service.db.tables.visits import ConsultationHost
from service.domain.kinds import TravelMode
from service.matching.people import KindergartenRow
from service.matching.ways import Roads
from service.profiles.consultation_rules import VisitingTime
from solver.consultations import problem as solver
from solver.matching.problem import KindergartenId
from solver.sessions.problem import Kindergarten
from solver.slots import DAYS_PER_WEEK, MINUTES_PER_DAY, Day, Slot


@dataclass(frozen=True)
class Meeting:
    """Where kindergartens meet, and at what time of the day."""

    session: Session
    frame: Frame
    houses: Mapping[UUID, KindergartenRow]
    time: VisitingTime

    @cached_property
    def known(self) -> Mapping[str, Kindergarten]:
        """Closures, busy times and wishes of every kindergarten."""
        rows = [house.row for house in self.houses.values()]
        found = kindergartens(self.session, rows, self.frame)
        return {house.id: house for house in found}

    @property
    def every_day(self) -> frozenset[Day]:
        """All days of the period."""
        first, last = self.frame.period.days
        return frozenset(map(Day, range(first.toordinal(), last.toordinal() + 1)))

    def slot(self, host: ConsultationHost) -> Slot:
        """The usual hours, later or earlier where the house opens otherwise."""
        row = self.houses[host.kindergarten_id].row
        latest = row.opening_end_minute - self.time.minutes
        start = min(max(self.time.start_minute, row.opening_start_minute), latest)
        start = max(0, start)
        return Slot(start, min(MINUTES_PER_DAY, start + self.time.minutes))

    def opens_long_enough(self, host: ConsultationHost) -> bool:
        """Whether a visit fits the opening hours at all."""
        row = self.houses[host.kindergarten_id].row
        open_minutes = row.opening_end_minute - row.opening_start_minute
        return open_minutes >= self.time.minutes


def hosts(
    meeting: Meeting,
    rows: Iterable[ConsultationHost],
    topics: Mapping[UUID, frozenset[str]],
) -> Mapping[solver.HostId, solver.Host]:
    """Who receives; a day on which the house is busy at that time counts as closed."""
    found: dict[solver.HostId, solver.Host] = {}
    for row in rows:
        house = meeting.known[str(row.kindergarten_id)]
        closed = house.closed | frozenset(_busy(house, meeting.slot(row)))
        id_ = solver.HostId(str(row.id))
        found[id_] = solver.Host(
            id_,
            house.id,
            house.land,
            row.visits_per_month,
            topics.get(row.id, frozenset()),
            frozenset(n for n in range(DAYS_PER_WEEK) if row.weekdays >> n & 1),
            closed if meeting.opens_long_enough(row) else meeting.every_day,
        )
    return found


def guests(
    meeting: Meeting,
    coming: Iterable[KindergartenRow],
    slots: Mapping[solver.HostId, Slot],
    reach: Mapping[solver.Pair, int],
) -> Mapping[KindergartenId, solver.Visitor]:
    """Who comes; a day with anything else while they may be out counts as closed."""
    found: dict[KindergartenId, solver.Visitor] = {}
    for row in coming:
        house = meeting.known[str(row.row.id)]
        out = [
            (slots[host].start - way, slots[host].end + way)
            for (one, host), way in reach.items()
            if one == house.id
        ]
        starts, ends = zip(*out, strict=True) if out else ((0,), (MINUTES_PER_DAY,))
        away = Slot(max(0, min(starts)), min(MINUTES_PER_DAY, max(ends)))
        found[house.id] = solver.Visitor(
            house.id,
            house.land,
            house.closed | frozenset(_busy(house, away)),
            house.preferred_weekdays,
        )
    return found


def _busy(house: Kindergarten, while_: Slot) -> Iterator[Day]:
    """Days with something else in a stretch of time."""
    for day, slots in house.busy.items():
        if any(slot.overlaps(while_) for slot in slots):
            yield day


def ways(
    coming: Iterable[KindergartenRow],
    receiving: Iterable[ConsultationHost],
    houses: Mapping[UUID, KindergartenRow],
    roads: Roads,
) -> dict[solver.Pair, int]:
    """Minutes there by car of every pair that is on the map."""
    ends = [(row, houses[row.kindergarten_id].point) for row in receiving]
    found: dict[solver.Pair, int] = {}
    for house in coming:
        if house.point is None:
            continue
        known = [(row, (house.point, end)) for row, end in ends if end is not None]
        minutes = roads.times.minutes(TravelMode.CAR, [pair for _, pair in known])
        for (row, _), there in zip(known, minutes, strict=True):
            if there is not None:
                pair = KindergartenId(str(house.row.id)), solver.HostId(str(row.id))
                found[pair] = there + roads.trips.extra_minutes
    return found
