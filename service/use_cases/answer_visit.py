"""A contact visit is confirmed, or called off."""

from dataclasses import dataclass
from uuid import UUID

from service.access import Action, load
from service.ahead.visits.telling import Changed, tell
from service.dates.appointments import cancel, change
from service.db.store import Store, expect_version
from service.db.tables.contact_visits import ContactVisit
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState
from service.errors import Conflict

_OPEN = (AppointmentState.PLANNED, AppointmentState.MOVED)


@dataclass(frozen=True, slots=True)
class AnswerVisit:
    """Which visit; ``version`` is what the person saw (If-Match)."""

    visit_id: UUID
    version: int | None = None


def confirm_visit(store: Store, actor: Actor, command: AnswerVisit) -> int:
    """The visit stands: no plan moves it any more.

    Returns
    -------
    Its new version.

    Raises
    ------
    NotPermitted, NotFound
        If the visit is not the actor's to answer.
    Stale
        If it was changed since.
    Conflict
        If it is confirmed, held or called off already.
    """
    return _answered(store, actor, command, AppointmentState.CONFIRMED)


def cancel_visit(store: Store, actor: Actor, command: AnswerVisit) -> int:
    """The visit stands no more; plans do not put it on this day again.

    Returns
    -------
    Its new version.

    Raises
    ------
    NotPermitted, NotFound
        If the visit is not the actor's to answer.
    Stale
        If it was changed since.
    Conflict
        If it was held or called off already.
    """
    return _answered(store, actor, command, AppointmentState.CANCELLED)


def _answered(
    store: Store, actor: Actor, command: AnswerVisit, state: AppointmentState
) -> int:
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        row = load(session, actor, ContactVisit, command.visit_id, Action.ANSWER_VISIT)
        expect_version(row, command.version)
        off = state is AppointmentState.CANCELLED
        if row.state not in ((*_OPEN, AppointmentState.CONFIRMED) if off else _OPEN):
            raise Conflict(
                f"Dieser Besuch vom {row.day:%d.%m.%Y} ist schon bestätigt, gehalten"
                " oder abgesagt."
            )
        if off:
            cancel(row, now)
        else:
            row.state = state
            change(row, now)
        action = "cancel_visit" if off else "confirm_visit"
        tell(session, actor, action, Changed([row]), {}, now)
        session.flush()
        return row.version
