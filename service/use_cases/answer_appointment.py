"""A visit or an event of a cluster is confirmed, was held, or is cancelled."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.dates.appointments import cancel, change, require_over
from service.dates.telling import tell
from service.db.store import Store, expect_version
from service.db.tables.tenancy import Tenant
from service.db.tables.visits import ConsultationVisit
from service.db.tables.workshops import ClusterEvent
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState
from service.errors import Conflict

Answered = ConsultationVisit | ClusterEvent


class AppointmentKind(StrEnum):
    """Of what something is said."""

    VISIT = "visit"
    EVENT = "event"


class AppointmentAnswer(StrEnum):
    """What is said of an appointment."""

    CONFIRM = "confirm"
    HOLD = "hold"
    CANCEL = "cancel"


@dataclass(frozen=True, slots=True)
class AnswerAppointment:
    """What is said of which; ``version`` is what the person saw (If-Match)."""

    kind: AppointmentKind
    id: UUID
    answer: AppointmentAnswer
    version: int | None = None


_ACTIONS: Final[Mapping[AppointmentKind, Action]] = {
    AppointmentKind.VISIT: Action.ANSWER_CONSULTATION,
    AppointmentKind.EVENT: Action.AGREE,
}


def answer_appointment(store: Store, actor: Actor, command: AnswerAppointment) -> int:
    """The appointment is confirmed, held or cancelled, and calendars say so.

    Returns
    -------
    Its new version.

    Raises
    ------
    NotPermitted, NotFound
        If it is not the actor's to answer.
    Stale
        If it was changed since.
    Conflict
        If it was held or cancelled already, or is held before its day.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = _load(session, actor, command)
        expect_version(row, command.version)
        _require_open(row)
        zone = ZoneInfo(session.scalars(select(Tenant.time_zone)).one())
        _apply(row, command.answer, now.astimezone(zone).date(), now)
        verb = f"{command.answer.value}_{command.kind.value}"
        tell(session, actor, verb, [row], {"day": _last(row).isoformat()}, now)
        session.flush()
        return row.version


def _load(session: Session, actor: Actor, command: AnswerAppointment) -> Answered:
    action = _ACTIONS[command.kind]
    if command.kind is AppointmentKind.VISIT:
        return load(session, actor, ConsultationVisit, command.id, action)
    return load(session, actor, ClusterEvent, command.id, action)


def _last(row: Answered) -> date:
    return row.last_day if isinstance(row, ClusterEvent) else row.day


def _require_open(row: Answered) -> None:
    if row.state is AppointmentState.HELD:
        raise Conflict(
            f"Dieser Termin vom {_last(row):%d.%m.%Y} ist schon als gehalten"
            " eingetragen."
        )
    if row.state is AppointmentState.CANCELLED:
        raise Conflict(
            f"Dieser Termin vom {_last(row):%d.%m.%Y} ist schon abgesagt; bitte einen"
            " neuen Termin planen."
        )


def _apply(
    row: Answered, answer: AppointmentAnswer, today: date, now: datetime
) -> None:
    match answer:
        case AppointmentAnswer.CONFIRM:
            row.state = AppointmentState.CONFIRMED
            change(row, now)
        case AppointmentAnswer.HOLD:
            require_over(row.state, _last(row), today)
            row.state = AppointmentState.HELD
            change(row, now)
        case AppointmentAnswer.CANCEL:
            cancel(row, now)
