"""A session was held: with how many minutes, logged once."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.calendars.programme.touching import refresh_appointments
from service.dates.appointments import require_over, revise
from service.db.audit_trail import record
from service.db.store import Store, expect_version
from service.db.tables.engagements import CoachingSession
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState
from service.errors import Conflict, InputFault, InvalidInput
from solver.counted import counted

MOST_MINUTES = 720


@dataclass(frozen=True, slots=True)
class LogSession:
    """Real minutes of a session; ``version`` is what the person saw (If-Match)."""

    session_id: UUID
    minutes: int
    version: int | None = None


def log_session(store: Store, actor: Actor, command: LogSession) -> int:
    """The session counts as held with these minutes.

    Returns
    -------
    The session's new version.

    Raises
    ------
    NotPermitted, NotFound
        If the session is not the actor's to log.
    InvalidInput
        If nobody holds a session of that length.
    Stale
        If it was changed since.
    Conflict
        If it is logged already, was cancelled, or is still to come.
    """
    if not 1 <= command.minutes <= MOST_MINUTES:
        detail = f"Ein Termin dauert 1 bis {MOST_MINUTES} Minuten."
        raise InvalidInput(detail, [InputFault("/minutes", detail, "range")])
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = load(
            session,
            actor,
            CoachingSession,
            command.session_id,
            Action.ANSWER_ENGAGEMENT,
        )
        _check(row)
        expect_version(row, command.version)
        zone = ZoneInfo(session.scalars(select(Tenant.time_zone)).one())
        require_over(row.state, row.day, now.astimezone(zone).date())
        _hold(session, actor, row, command.minutes, now)
        session.flush()
        return row.version


def _hold(
    session: Session, actor: Actor, row: CoachingSession, minutes: int, now: datetime
) -> None:
    """The session was held for so long; on the record and in the calendars."""
    row.state = AppointmentState.HELD
    row.held_minutes = minutes
    revise(row, now)
    record(
        session,
        actor=actor,
        action="log_session",
        subject_kind="coaching_session",
        subject_id=row.id,
        detail={"minutes": minutes},
        at=now,
    )
    refresh_appointments(session, [row], now)


def _check(row: CoachingSession) -> None:
    if row.state is AppointmentState.HELD:
        raise Conflict(
            f"Dieser Termin vom {row.day:%d.%m.%Y} ist schon eingetragen"
            f" ({counted(row.held_minutes or 0, 'Minuten')}); zweimal zählt er nicht."
        )
