"""Hosts and guests of visits as the solver sees them: when, how far, about what."""

from collections.abc import Iterable, Mapping
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
from solver.slots import DAYS_PER_WEEK, MINUTES_PER_DAY, Slot


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

    def slot(self, host: ConsultationHost) -> Slot:
        """The usual hours, later or earlier where the house opens otherwise."""
        row = self.houses[host.kindergarten_id].row
        latest = row.opening_end_minute - self.time.minutes
        start = min(max(self.time.start_minute, row.opening_start_minute), latest)
        start = max(0, start)
        return Slot(start, min(MINUTES_PER_DAY, start + self.time.minutes))

    def hours(self, host: ConsultationHost) -> Slot | None:
        """When a host receives; ``None`` where a visit is longer than its day."""
        row = self.houses[host.kindergarten_id].row
        open_minutes = row.opening_end_minute - row.opening_start_minute
        return self.slot(host) if open_minutes >= self.time.minutes else None


def hosts(
    meeting: Meeting,
    rows: Iterable[ConsultationHost],
    topics: Mapping[UUID, frozenset[str]],
) -> Mapping[solver.HostId, solver.Host]:
    """Who receives."""
    found: dict[solver.HostId, solver.Host] = {}
    for row in rows:
        house = meeting.known[str(row.kindergarten_id)]
        id_ = solver.HostId(str(row.id))
        found[id_] = solver.Host(
            id_,
            house.id,
            house.land,
            row.visits_per_month,
            topics.get(row.id, frozenset()),
            frozenset(n for n in range(DAYS_PER_WEEK) if row.weekdays >> n & 1),
            house.closed,
            meeting.hours(row),
            house.busy,
        )
    return found


def guests(
    meeting: Meeting, coming: Iterable[KindergartenRow]
) -> Mapping[KindergartenId, solver.Visitor]:
    """Who comes."""
    known = (meeting.known[str(row.row.id)] for row in coming)
    return {
        house.id: solver.Visitor(
            house.id,
            house.land,
            house.closed,
            house.preferred_weekdays,
            busy=house.busy,
        )
        for house in known
    }


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
