"""Courses that persons attend, and the days they are away for them."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import TenantTable, choice, within_tenant
from service.domain.kinds import CourseKind


class CourseEnrolment(TenantTable):
    """A person attends a course; once finished, it stands among her qualifications.

    ``units`` of 45 minutes are what the course adds when it is finished.
    """

    __tablename__ = "course_enrolment"
    __table_args__ = (
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "person_id", "course", "begins_on"),
        CheckConstraint("units > 0", "units"),
        CheckConstraint("finished_on >= begins_on", "dates"),
    )

    person_id: Mapped[UUID]
    course: Mapped[CourseKind] = mapped_column(choice(CourseKind, "course"))
    units: Mapped[int]
    begins_on: Mapped[date]
    finished_on: Mapped[date | None]


class CourseDay(TenantTable):
    """A day of a course: the person is away, all day unless hours are given."""

    __tablename__ = "course_day"
    __table_args__ = (
        within_tenant("person_id", "person"),
        UniqueConstraint("tenant_id", "person_id", "course", "day"),
        CheckConstraint("end_minute > start_minute", "minutes"),
    )

    person_id: Mapped[UUID]
    course: Mapped[CourseKind] = mapped_column(choice(CourseKind, "course"))
    day: Mapped[date]
    start_minute: Mapped[int | None]
    end_minute: Mapped[int | None]
