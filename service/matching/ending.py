"""An engagement ends; its sessions to come are cancelled."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendars.programme.touching import refresh_appointments
from service.dates.appointments import cancel, revise
from service.db.tables.engagements import CoachingSession, Engagement
from service.domain.kinds import AppointmentState, EngagementState
from service.matching.months import month_of

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
    cancelled = cancel_to_come(session, row, now)
    refresh_appointments(session, [row], now)
    return cancelled


def cancel_to_come(session: Session, row: Engagement, now: datetime) -> int:
    """Sessions to come that the engagement no longer provides for are cancelled.

    All of them where it does not stand, else those outside of its months, and more of
    a month than are agreed. The caller brings the calendars up to date.

    Returns
    -------
    How many.
    """
    sessions = session.scalars(
        select(CoachingSession).where(
            CoachingSession.engagement_id == row.id,
            CoachingSession.state.in_(_TO_COME),
            CoachingSession.starts_at > now,
        )
    ).all()
    stands = row.state is EngagementState.ACCEPTED
    months = range(month_of(row.first_month), month_of(row.last_month) + 1)
    most = len(months) * row.visits_per_month
    gone = [
        each
        for each in sessions
        if not stands or month_of(each.day) not in months or each.number > most
    ]
    for each in gone:
        cancel(each, now)
    return len(gone)
