"""Courses: one that is finished stands among the qualifications; days are its own."""

from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import get_history

from service.db.tables.courses import CourseDay, CourseEnrolment
from service.db.tables.people import Qualification
from service.errors import InputFault, InvalidInput


def keep_finish(session: Session, row: CourseEnrolment, now: datetime) -> None:
    """What is finished stays as it was: the qualification stands already.

    Raises
    ------
    InvalidInput
        If the day or the units of a finished course would change.
    """
    del session, now
    history = get_history(row, "finished_on")
    stored = history.deleted or history.unchanged
    if not stored or stored[0] is None:
        return
    changed = [
        name
        for name in ("person_id", "course", "units", "finished_on")
        if get_history(row, name).has_changes()
    ]
    if changed:
        detail = (
            "Der Kurs ist abgeschlossen und steht unter den Qualifikationen; bitte dort"
            " ändern."
        )
        raise InvalidInput(detail, [InputFault(f"/{changed[0]}", detail, "finished")])


def qualify(session: Session, row: CourseEnrolment, now: datetime) -> None:
    """Write the qualification of a finished course, unless it is there already."""
    del now
    if row.finished_on is None:
        return
    kind = row.course.qualifies
    there = session.scalars(
        select(Qualification.id).where(
            Qualification.person_id == row.person_id,
            Qualification.kind == kind,
            Qualification.completed_on == row.finished_on,
        )
    ).first()
    if there is None:
        session.add(
            Qualification(
                person_id=row.person_id,
                kind=kind,
                units=row.units,
                completed_on=row.finished_on,
            )
        )


def within_a_course(session: Session, row: CourseDay, now: datetime) -> None:
    """A day of a course needs somebody who attends it on that day.

    Raises
    ------
    InvalidInput
        If the person is not enrolled in the course, or not on the day.
    """
    del now
    attended = session.scalars(
        select(CourseEnrolment.id).where(
            CourseEnrolment.person_id == row.person_id,
            CourseEnrolment.course == row.course,
            CourseEnrolment.begins_on <= row.day,
            or_(
                CourseEnrolment.finished_on.is_(None),
                CourseEnrolment.finished_on >= row.day,
            ),
        )
    ).first()
    if attended is None:
        detail = (
            "An diesem Tag nimmt die Person an keinem solchen Kurs teil; bitte zuerst"
            " den Kurs eintragen."
        )
        raise InvalidInput(detail, [InputFault("/day", detail, "not-enrolled")])
