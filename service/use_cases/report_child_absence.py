"""A child stays at home: its need is gone, its regular place is free."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid4

from service.access import Action, load
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.children import Child, ChildAbsence
from service.domain.absence_times import time_faults
from service.domain.actor import Actor
from service.errors import InvalidInput


@dataclass(frozen=True, slots=True)
class ReportChildAbsence:
    """Days a child is away, both inclusive; without minutes whole days.

    ``start_minute`` counts on the first day, ``end_minute`` on the last one.
    """

    child_id: UUID
    first_day: date
    last_day: date
    start_minute: int | None = None
    end_minute: int | None = None


def report_child_absence(
    store: Store, actor: Actor, command: ReportChildAbsence
) -> UUID:
    """The child's absence is stored; the next plan counts with it.

    Returns
    -------
    Id of the child's absence.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not report for this child.
    InvalidInput
        With every fault of days and minutes.
    """
    _check(command)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        child = load(
            session, actor, Child, command.child_id, Action.REPORT_CHILD_ABSENCE
        )
        absence = ChildAbsence(
            id=uuid4(),
            child_id=child.id,
            first_day=command.first_day,
            last_day=command.last_day,
            start_minute=command.start_minute,
            end_minute=command.end_minute,
        )
        session.add(absence)
        session.flush()
        record(
            session,
            actor=actor,
            action="report_child_absence",
            subject_kind="child_absence",
            subject_id=absence.id,
            detail={
                "first_day": command.first_day.isoformat(),
                "last_day": command.last_day.isoformat(),
            },
            at=now,
        )
        return absence.id


def withdraw_child_absence(store: Store, actor: Actor, absence_id: UUID) -> None:
    """The child comes after all.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not report for this child.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        absence = load(
            session, actor, ChildAbsence, absence_id, Action.REPORT_CHILD_ABSENCE
        )
        session.delete(absence)
        record(
            session,
            actor=actor,
            action="withdraw_child_absence",
            subject_kind="child_absence",
            subject_id=absence_id,
            at=now,
        )


def _check(command: ReportChildAbsence) -> None:
    faults = time_faults(
        command.first_day, command.last_day, command.start_minute, command.end_minute
    )
    if faults:
        raise InvalidInput(
            "Das Fehlen des Kindes lässt sich so nicht speichern; bitte Tage und"
            " Uhrzeiten prüfen.",
            faults,
        )
