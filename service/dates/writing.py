"""A plan of dates becomes rows: planned, moved, and what has lost its date."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import uuid4

from sqlalchemy.orm import Session

from service.calendars.local_time import instants
from service.dates.appointments import Written
from service.dates.numbers import stored_number
from service.dates.state import Dates
from service.db.tables.engagements import CoachingSession
from service.domain.kinds import AppointmentState
from solver.sessions.problem import SessionKey, Visit


def write_dates(
    session: Session, dates: Dates, visits: Iterable[Visit], now: datetime
) -> Written[CoachingSession]:
    """Every open session of the plan's engagements stands as planned.

    The row of a session, its UID and number are kept for ever; a new time raises the
    sequence. Published sessions that found no date are cancelled.
    """
    written = Written[CoachingSession]()
    # Rows in the way leave first: the database lets no two sessions of a coach overlap.
    planned = {visit.session: visit for visit in visits}
    for key in _published(dates):
        if key not in planned:
            written.cancel(dates.stored[key], now)
    changed = [
        visit
        for visit in planned.values()
        if not _stands(dates.stored.get(visit.session), visit)
    ]
    parked = [r for v in changed if (r := dates.stored.get(v.session)) is not None]
    before = {row.id: row.state for row in parked}
    for row in parked:
        row.state = AppointmentState.CANCELLED
    session.flush()
    for visit in changed:
        found = dates.stored.get(visit.session)
        if found is None:
            new = _added(dates, visit, now)
            session.add(new)
            written.added.append(new)
        else:
            _put(dates, found, visit)
            written.place(found, before[found.id], now)
    session.flush()
    return written


def _published(dates: Dates) -> list[SessionKey]:
    return [visit.session for visit in dates.problem.published]


def _stands(row: CoachingSession | None, visit: Visit) -> bool:
    return (
        row is not None
        and row.state is not AppointmentState.CANCELLED
        and (row.day.toordinal(), row.start_minute, row.end_minute)
        == (visit.day, visit.slot.start, visit.slot.end)
    )


def _put(dates: Dates, row: CoachingSession, visit: Visit) -> None:
    """The row at its new time, which both sides are asked to confirm."""
    row.day = date.fromordinal(visit.day)
    row.start_minute, row.end_minute = visit.slot.start, visit.slot.end
    row.starts_at, row.ends_at = instants(
        row.day, visit.slot.start, visit.slot.end, dates.zone
    )
    row.coach_confirmed_at = row.kindergarten_confirmed_at = None


def _added(dates: Dates, visit: Visit, now: datetime) -> CoachingSession:
    engagement = dates.engagements[visit.session.engagement]
    day = date.fromordinal(visit.day)
    starts_at, ends_at = instants(day, visit.slot.start, visit.slot.end, dates.zone)
    return CoachingSession(
        id=uuid4(),
        uid=uuid4(),
        engagement_id=engagement.id,
        coach_id=engagement.coach_id,
        kindergarten_id=engagement.kindergarten_id,
        number=stored_number(engagement, visit.session),
        starts_at=starts_at,
        ends_at=ends_at,
        day=day,
        start_minute=visit.slot.start,
        end_minute=visit.slot.end,
        state=AppointmentState.PLANNED,
        sequence=0,
        revised_at=now,
    )
