"""A side confirms the date of a session, or asks for another day."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID, uuid4

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.access import Action, granting_roles, load
from service.dates.answers import open_sides
from service.dates.appointments import change
from service.dates.telling import tell
from service.db.store import Store, expect_version
from service.db.tables.engagements import CoachingSession, SessionRefusal
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState, RefusalOrigin, Role
from service.errors import Conflict


class SessionAnswer(StrEnum):
    """What a side says to a date."""

    CONFIRM = "confirm"
    REFUSE = "refuse"


@dataclass(frozen=True, slots=True)
class AnswerSession:
    """One answer; ``version`` is what the person saw (If-Match).

    ``side`` is for whom a coordinator speaks: of a coach or a kindergarten it is her
    own. Without one a coordinator confirms for both and refuses for the programme.
    """

    session_id: UUID
    answer: SessionAnswer
    side: RefusalOrigin | None = None
    version: int | None = None


@dataclass(frozen=True, slots=True)
class AnsweredSession:
    """How the session stands now; ``open_sides`` have not confirmed it yet."""

    state: AppointmentState
    version: int
    open_sides: tuple[RefusalOrigin, ...]


def answer_session(
    store: Store, actor: Actor, command: AnswerSession
) -> AnsweredSession:
    """The date is confirmed by a side, or another day is asked for.

    Once both sides have confirmed it the session stands: no plan moves it. A side that
    refuses takes that back; the next plan, or a move, gives the session another day and
    asks both sides again.

    Raises
    ------
    NotPermitted, NotFound
        If the session is not the actor's to answer.
    Stale
        If it was changed since.
    Conflict
        If it is over, held or cancelled, is confirmed already, or if the other side has
        asked for another day.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = load(
            session, actor, CoachingSession, command.session_id, Action.ANSWER_SESSION
        )
        expect_version(row, command.version)
        _require_to_come(row, now)
        sides = _sides(actor, row, command.side)
        if command.answer is SessionAnswer.CONFIRM:
            _confirm(session, row, sides, now)
        else:
            _refuse(session, row, sides, now)
        session.flush()
        detail: dict[str, object] = {"sides": [side.value for side in sides]}
        tell(session, actor, f"{command.answer.value}_session", [row], detail, now)
        return AnsweredSession(row.state, row.version, open_sides(row))


def _sides(
    actor: Actor, row: CoachingSession, asked: RefusalOrigin | None
) -> tuple[RefusalOrigin, ...]:
    """For whom the actor speaks: her own side, or the ones she speaks for."""
    roles = granting_roles(actor, Action.ANSWER_SESSION)
    own: list[RefusalOrigin] = []
    if Role.COACH in roles and row.coach_id in actor.coach_ids:
        own.append(RefusalOrigin.COACH)
    if Role.KINDERGARTEN in roles and row.kindergarten_id in actor.kindergarten_ids:
        own.append(RefusalOrigin.KINDERGARTEN)
    if own:
        return tuple(own)
    return (RefusalOrigin.COORDINATOR,) if asked is None else (asked,)


def _require_to_come(row: CoachingSession, now: datetime) -> None:
    day = f"{row.day:%d.%m.%Y}"
    if row.state in (AppointmentState.CANCELLED, AppointmentState.HELD):
        word = "abgesagt" if row.state is AppointmentState.CANCELLED else "gehalten"
        raise Conflict(f"Dieser Termin vom {day} ist {word}; zu sagen ist dazu nichts.")
    if row.starts_at <= now:
        raise Conflict(f"Dieser Termin vom {day} hat begonnen oder ist vorbei.")


def _confirm(
    session: Session,
    row: CoachingSession,
    sides: tuple[RefusalOrigin, ...],
    now: datetime,
) -> None:
    """The sides have said yes; what they refused before is forgotten."""
    if row.state is AppointmentState.CONFIRMED:
        raise Conflict(f"Dieser Termin am {row.day:%d.%m.%Y} ist schon bestätigt.")
    both = RefusalOrigin.COORDINATOR in sides
    of_day = (
        SessionRefusal.session_id == row.id,
        SessionRefusal.day == row.day,
    )
    if not both:
        session.execute(
            delete(SessionRefusal).where(*of_day, SessionRefusal.origin.in_(sides))
        )
    if session.scalars(select(SessionRefusal.id).where(*of_day)).first() is not None:
        raise Conflict(
            f"Für diesen Termin am {row.day:%d.%m.%Y} ist ein anderer Tag erbeten;"
            " bitte zuerst verlegen."
        )
    if both or RefusalOrigin.COACH in sides:
        row.coach_confirmed_at = row.coach_confirmed_at or now
    if both or RefusalOrigin.KINDERGARTEN in sides:
        row.kindergarten_confirmed_at = row.kindergarten_confirmed_at or now
    if not open_sides(row):
        row.state = AppointmentState.CONFIRMED
        change(row, now)


def _refuse(
    session: Session,
    row: CoachingSession,
    sides: tuple[RefusalOrigin, ...],
    now: datetime,
) -> None:
    """The sides ask for another day; the session stands until it has one."""
    known = set(
        session.scalars(
            select(SessionRefusal.origin).where(
                SessionRefusal.session_id == row.id, SessionRefusal.day == row.day
            )
        )
    )
    if known.issuperset(sides):
        raise Conflict(
            f"Für diesen Termin am {row.day:%d.%m.%Y} ist schon ein anderer Tag"
            " erbeten."
        )
    for side in sides:
        if side not in known:
            session.add(
                SessionRefusal(
                    id=uuid4(),
                    session_id=row.id,
                    day=row.day,
                    origin=side,
                    said_at=now,
                )
            )
    row.coach_confirmed_at = row.kindergarten_confirmed_at = None
    if row.state is AppointmentState.CONFIRMED:
        row.state = AppointmentState.PLANNED
    change(row, now)
