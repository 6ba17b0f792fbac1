"""Who is away when: persons, children, and what guardians want then."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.absences import Absence, GuardianWish
from service.db.tables.children import ChildAbsence
from service.db.tables.courses import CourseDay, CourseEnrolment
from service.db.validity import lasts
from service.domain.kinds import CourseKind
from service.domain.needs import AbsentTime
from service.domain.spans import Span
from service.snapshot.horizon import Horizon
from solver.slots import Slot, merged


@dataclass(frozen=True, slots=True)
class Absences:
    """Spans by person and by child, and wishes by (absence, child)."""

    of_person: Mapping[UUID, Sequence[Span]]
    of_child: Mapping[UUID, Sequence[Span]]
    wishes: Mapping[tuple[UUID, UUID], bool]

    def person_slots(self, person: UUID, day: date) -> tuple[Slot, ...]:
        """When a person is away on a day, merged."""
        return _slots(self.of_person.get(person, ()), day)

    def child_slots(self, child: UUID, day: date) -> tuple[Slot, ...]:
        """When a child is away on a day, merged."""
        return _slots(self.of_child.get(child, ()), day)

    def times(self, person: UUID, child: UUID, day: date) -> tuple[AbsentTime, ...]:
        """The person's absences of a day with the guardian's word on each."""
        return tuple(
            AbsentTime(slot, self.wishes.get((span.id, child)))
            for span in self.of_person.get(person, ())
            if (slot := span.on(day))
        )


def _slots(spans: Sequence[Span], day: date) -> tuple[Slot, ...]:
    if not spans:
        return ()
    return merged(slot for span in spans if (slot := span.on(day)))


def load_absences(session: Session, horizon: Horizon) -> Absences:
    """Absences that touch the time between the look back and the last day."""
    return Absences(
        of_person=spans_of_persons(session, horizon),
        of_child=_of_children(session, horizon),
        wishes=_wishes(session, horizon),
    )


def spans_of_persons(session: Session, horizon: Horizon) -> dict[UUID, list[Span]]:
    """Absences of persons, and their days of courses, from the look back on."""
    rows = session.execute(
        select(
            Absence.id,
            Absence.person_id,
            Absence.first_day,
            Absence.last_day,
            Absence.expected_return,
            Absence.start_minute,
            Absence.end_minute,
        )
        .where(
            Absence.withdrawn_at.is_(None),
            Absence.first_day <= horizon.last_day,
            lasts(Absence.last_day, horizon.look_back),
        )
        .order_by(Absence.first_day, Absence.id)
    )
    found: dict[UUID, list[Span]] = defaultdict(list)
    for key, person, first, stated, returns, start, end in rows:
        last = horizon.open_end.last_day(first, stated, returns)
        ends = end if stated is not None else None
        found[person].append(Span(key, first, last, start, ends))
    for person, span in _days_of_courses(session, horizon):
        found[person].append(span)
    return dict(found)


def _days_of_courses(session: Session, horizon: Horizon) -> Iterator[tuple[UUID, Span]]:
    """Days of courses that are not over; whoever has finished is there again."""
    ends = _ends_of_courses(session)
    rows = session.execute(
        select(
            CourseDay.id,
            CourseDay.person_id,
            CourseDay.course,
            CourseDay.day,
            CourseDay.start_minute,
            CourseDay.end_minute,
        )
        .where(CourseDay.day >= horizon.look_back, CourseDay.day <= horizon.last_day)
        .order_by(CourseDay.day, CourseDay.id)
    )
    for key, person, course, day, start, end in rows:
        if day <= ends.get((person, course), day):
            yield person, Span(key, day, day, start, end)


def _ends_of_courses(session: Session) -> Mapping[tuple[UUID, CourseKind], date]:
    """The last day of who has finished a course and is not in it once more."""
    rows = session.execute(
        select(
            CourseEnrolment.person_id,
            CourseEnrolment.course,
            CourseEnrolment.finished_on,
        )
    )
    ends: dict[tuple[UUID, CourseKind], date] = {}
    for person, course, finished in rows:
        end = date.max if finished is None else finished
        ends[person, course] = max(end, ends.get((person, course), end))
    return ends


def _of_children(session: Session, horizon: Horizon) -> dict[UUID, list[Span]]:
    rows = session.execute(
        select(
            ChildAbsence.id,
            ChildAbsence.child_id,
            ChildAbsence.first_day,
            ChildAbsence.last_day,
            ChildAbsence.start_minute,
            ChildAbsence.end_minute,
        ).where(
            ChildAbsence.first_day <= horizon.last_day,
            ChildAbsence.last_day >= horizon.look_back,
        )
    )
    found: dict[UUID, list[Span]] = defaultdict(list)
    for key, child, first, last, start, end in rows:
        found[child].append(Span(key, first, last, start, end))
    return dict(found)


def _wishes(session: Session, horizon: Horizon) -> dict[tuple[UUID, UUID], bool]:
    rows = session.execute(
        select(GuardianWish.absence_id, GuardianWish.child_id, GuardianWish.wanted)
        .join(Absence, Absence.id == GuardianWish.absence_id)
        .where(Absence.first_day <= horizon.last_day)
    )
    return {(absence, child): wanted for absence, child, wanted in rows}
