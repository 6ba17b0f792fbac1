"""Hours in which kindergartens already have a coach in the house."""

from collections import defaultdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.dates.parties import Busy, day_of
from service.db.tables.engagements import CoachingSession
from service.domain.kinds import AppointmentState
from service.matching.months import Period
from solver.slots import Day, Slot


def with_sessions(session: Session, busy: Busy, period: Period) -> Busy:
    """Busy times, and the sessions that stand in kindergartens."""
    first, last = period.days
    found: dict[UUID, dict[Day, tuple[Slot, ...]]] = defaultdict(dict)
    for owner, days in busy.items():
        found[owner] = dict(days)
    for row in session.scalars(
        select(CoachingSession).where(
            CoachingSession.state != AppointmentState.CANCELLED,
            CoachingSession.day.between(first, last),
        )
    ):
        day, own = day_of(row.day), found[row.kindergarten_id]
        own[day] = (*own.get(day, ()), Slot(row.start_minute, row.end_minute))
    return found
