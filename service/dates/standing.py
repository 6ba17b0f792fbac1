"""Whatever stands of another kind is busy time: nobody is at two places at once.

A coach and a kindergarten meet for sessions, kindergartens visit one another. Clusters
are made of communes, none of which takes part in either.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.dates.parties import Busy, day_of
from service.db.tables.engagements import CoachingSession
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.visits import ConsultationHost, ConsultationVisit
from service.domain.kinds import AppointmentState, TravelMode
from service.matching.months import Period
from service.matching.people import KindergartenRow
from service.matching.ways import Roads
from solver.matching.problem import CoachId, KindergartenId, Pair
from solver.slots import Day, Slot


@dataclass(frozen=True, slots=True)
class Taken:
    """A stretch of a day in which a coach or a kindergarten has something."""

    owner: UUID
    day: Day
    slot: Slot


def with_taken(busy: Busy, taken: Iterable[Taken]) -> Busy:
    """Busy times, and those of what stands."""
    found: dict[UUID, dict[Day, tuple[Slot, ...]]] = defaultdict(dict)
    for owner, days in busy.items():
        found[owner] = dict(days)
    for one in taken:
        own = found[one.owner]
        own[one.day] = (*own.get(one.day, ()), one.slot)
    return found


def sessions_in_houses(session: Session, period: Period) -> Iterator[Taken]:
    """Hours in which kindergartens have a coach in the house."""
    for row in _sessions(session, period):
        slot = Slot(row.start_minute, row.end_minute)
        yield Taken(row.kindergarten_id, day_of(row.day), slot)


def other_sessions(
    session: Session,
    period: Period,
    planned: Collection[UUID],
    ways: Mapping[Pair, int],
) -> Iterator[Taken]:
    """Sessions that stand and that no engagement to be planned provides for.

    The coach is on her way from home before and after; ``planned`` are the ids of the
    others.
    """
    for row in _sessions(session, period):
        if row.id in planned:
            continue
        day, slot = day_of(row.day), Slot(row.start_minute, row.end_minute)
        pair = CoachId(str(row.coach_id)), KindergartenId(str(row.kindergarten_id))
        yield Taken(row.kindergarten_id, day, slot)
        yield Taken(row.coach_id, day, slot.widened(ways.get(pair, 0)))


def visits_of_houses(session: Session, period: Period, roads: Roads) -> Iterator[Taken]:
    """Hours in which kindergartens visit another, ways included, or receive one."""
    rows = session.execute(
        select(ConsultationVisit, ConsultationHost.kindergarten_id)
        .join(
            ConsultationHost,
            (ConsultationHost.tenant_id == ConsultationVisit.tenant_id)
            & (ConsultationHost.id == ConsultationVisit.host_id),
        )
        .where(
            ConsultationVisit.state != AppointmentState.CANCELLED,
            ConsultationVisit.day.between(*period.days),
        )
        .order_by(ConsultationVisit.day, ConsultationVisit.id)
    ).all()
    pairs = [(visit.kindergarten_id, house) for visit, house in rows]
    for (visit, house), way in zip(rows, _ways(session, pairs, roads), strict=True):
        day, slot = day_of(visit.day), Slot(visit.start_minute, visit.end_minute)
        yield Taken(house, day, slot)
        yield Taken(visit.kindergarten_id, day, slot.widened(way))


def _sessions(session: Session, period: Period) -> Sequence[CoachingSession]:
    return session.scalars(
        select(CoachingSession)
        .where(
            CoachingSession.state != AppointmentState.CANCELLED,
            CoachingSession.day.between(*period.days),
        )
        .order_by(CoachingSession.day, CoachingSession.id)
    ).all()


def _ways(
    session: Session, pairs: Sequence[tuple[UUID, UUID]], roads: Roads
) -> Iterator[int]:
    """Minutes there by car; 0 where an end is on no map."""
    ids = {id_ for pair in pairs for id_ in pair}
    rows = session.scalars(select(Kindergarten).where(Kindergarten.id.in_(ids)))
    points = {row.id: KindergartenRow(row).point for row in rows}
    for one, other in pairs:
        start, end = points[one], points[other]
        if start is None or end is None:
            yield 0
            continue
        (minutes,) = roads.times.minutes(TravelMode.CAR, [(start, end)])
        yield 0 if minutes is None else minutes + roads.trips.extra_minutes
