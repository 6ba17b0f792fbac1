"""An absence turns out longer or shorter, or was reported by mistake."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.access import Action, load
from service.db.store import Store, expect_version
from service.db.tables.absences import Absence
from service.domain.actor import Actor
from service.errors import Conflict
from service.use_cases.report_absence import ReportAbsence, check_times, tell

_WITHDRAWN = "Diese Abwesenheit ist zurückgenommen; bitte eine neue melden."


@dataclass(frozen=True, slots=True)
class ChangeAbsence:
    """The new end of an absence; ``version`` is what the person saw (If-Match)."""

    absence_id: UUID
    last_day: date | None
    expected_return: date | None = None
    end_minute: int | None = None
    version: int | None = None


def extend_absence(store: Store, actor: Actor, command: ChangeAbsence) -> None:
    """The absence ends on the new day, later or earlier than before.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not report for this person.
    InvalidInput
        If the days are in the wrong order.
    Stale
        If the absence was changed since.
    Conflict
        If it was withdrawn.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        absence = load(
            session, actor, Absence, command.absence_id, Action.REPORT_ABSENCE
        )
        expect_version(absence, command.version)
        if absence.withdrawn_at is not None:
            raise Conflict(_WITHDRAWN)
        check_times(
            ReportAbsence(
                absence.person_id,
                absence.first_day,
                command.last_day,
                command.expected_return,
                absence.start_minute,
                command.end_minute,
            )
        )
        before = absence.last_day
        absence.last_day = command.last_day
        absence.expected_return = command.expected_return
        absence.end_minute = command.end_minute
        session.flush()
        tell(session, actor, absence, "extend_absence", now, before)


def withdraw_absence(
    store: Store, actor: Actor, absence_id: UUID, version: int | None = None
) -> None:
    """The absence counts no longer; its needs are gone.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not report for this person.
    Stale
        If the absence was changed since.
    Conflict
        If it was withdrawn already.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        absence = load(session, actor, Absence, absence_id, Action.REPORT_ABSENCE)
        expect_version(absence, version)
        if absence.withdrawn_at is not None:
            raise Conflict(_WITHDRAWN)
        absence.withdrawn_at = now
        session.flush()
        tell(session, actor, absence, "withdraw_absence", now, absence.last_day)
