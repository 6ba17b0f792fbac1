"""Somebody calls in sick or announces days away; the reason is never asked."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.calendars.refresh import refresh_feeds
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.absences import Absence
from service.db.tables.contracts import CareContract
from service.db.tables.people import Person
from service.db.validity import lasts
from service.domain.absence_times import time_faults
from service.domain.actor import Actor
from service.domain.kinds import AbsenceClass
from service.domain.touched import Touched
from service.errors import InputFault, InvalidInput
from service.planning.outbox import Concerned, write_event
from service.snapshot.horizon import days_between

#: How far the calendars reach forward; an absence may be longer.
_SHOWN_DAYS = 400


@dataclass(frozen=True, slots=True)
class ReportAbsence:
    """Days away, both inclusive; ``last_day`` ``None`` is an open end.

    Minutes count from midnight: ``start_minute`` on the first day, ``end_minute`` on
    the last one.
    """

    person_id: UUID
    first_day: date
    last_day: date | None = None
    expected_return: date | None = None
    start_minute: int | None = None
    end_minute: int | None = None
    absence_class: AbsenceClass = AbsenceClass.SHORT_NOTICE


def report_absence(store: Store, actor: Actor, command: ReportAbsence) -> UUID:
    """The absence is stored and shown in the calendars; needs follow from it.

    Days in the past may be reported late; two absences may overlap.

    Returns
    -------
    Id of the absence.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not report for this person.
    InvalidInput
        With every fault of days and minutes.
    """
    check_times(command)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        person = load(session, actor, Person, command.person_id, Action.REPORT_ABSENCE)
        absence = Absence(
            id=uuid4(),
            person_id=person.id,
            first_day=command.first_day,
            last_day=command.last_day,
            expected_return=command.expected_return,
            start_minute=command.start_minute,
            end_minute=command.end_minute,
            absence_class=command.absence_class,
            reported_at=now,
            reported_by=actor.user_id,
        )
        session.add(absence)
        session.flush()
        tell(session, actor, absence, "report_absence", now)
        return absence.id


def check_times(command: ReportAbsence) -> None:
    """Refuse days in the wrong order and minutes outside of their day.

    Raises
    ------
    InvalidInput
        With every fault.
    """
    last = command.last_day
    faults = time_faults(
        command.first_day, last, command.start_minute, command.end_minute
    )
    if command.expected_return and command.expected_return <= command.first_day:
        detail = "Liegt nicht nach dem ersten Tag."
        faults.append(InputFault("/expected_return", detail, "order"))
    if command.end_minute is not None and last is None:
        detail = "Braucht einen letzten Tag."
        faults.append(InputFault("/end_minute", detail, "needs-last-day"))
    if faults:
        raise InvalidInput(
            "Die Abwesenheit lässt sich so nicht speichern; bitte Tage und Uhrzeiten"
            " prüfen.",
            faults,
        )


def tell(
    session: Session,
    actor: Actor,
    absence: Absence,
    action: str,
    now: datetime,
    before: date | None = None,
) -> None:
    """Write the trail and bring the calendars of the absent person up to date.

    ``before`` is the last day it had, where that has changed.
    """
    record(
        session,
        actor=actor,
        action=action,
        subject_kind="absence",
        subject_id=absence.id,
        detail={
            "first_day": absence.first_day.isoformat(),
            "last_day": absence.last_day and absence.last_day.isoformat(),
        },
        at=now,
    )
    _write_messages(session, absence, action, now)
    end = absence.first_day + timedelta(days=_SHOWN_DAYS)
    last = min(max(absence.last_day or end, before or date.min), end)
    touched = Touched(
        person_ids=frozenset({absence.person_id}),
        days=frozenset(days_between(absence.first_day, last)),
    )
    refresh_feeds(session, touched, now)


def _write_messages(
    session: Session, absence: Absence, action: str, now: datetime
) -> None:
    """To the absent person and to the families under contract on one of the days."""
    contracted = select(CareContract.child_id).where(
        CareContract.person_id == absence.person_id,
        lasts(CareContract.valid_until, absence.first_day),
    )
    if absence.last_day is not None:
        contracted = contracted.where(CareContract.valid_from <= absence.last_day)
    concerned = Concerned(
        (absence.first_day, absence.last_day),
        (absence.person_id,),
        session.scalars(contracted.distinct()).all(),
    )
    write_event(session, action, absence.id, concerned, now)
