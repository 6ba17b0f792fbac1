"""An engagement ends; its sessions to come are cancelled."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendars.programme.touching import refresh_appointments
from service.dates.appointments import cancel, revise
from service.db.tables.engagements import CoachingSession, Engagement
from service.domain.kinds import AppointmentState, EngagementState

_TO_COME = (
    AppointmentState.PLANNED,
    AppointmentState.CONFIRMED,
    AppointmentState.MOVED,
)


def leave(
    session: Session, row: Engagement, state: EngagementState, now: datetime
) -> int:
    """The engagement no longer stands; calendars show its sessions as cancelled.

    Returns
    -------
    How many sessions were cancelled.
    """
    row.state = state
    revise(row, now)
    row.sequence += 1
    sessions = session.scalars(
        select(CoachingSession).where(
            CoachingSession.engagement_id == row.id,
            CoachingSession.state.in_(_TO_COME),
            CoachingSession.starts_at > now,
        )
    ).all()
    for each in sessions:
        cancel(each, now)
    refresh_appointments(session, [row], now)
    return len(sessions)
