"""Courses: their days are absences, and once finished they are qualifications."""

from datetime import date

import pytest
from sqlalchemy import select

from service.db.tables.courses import CourseDay, CourseEnrolment
from service.db.tables.people import Person, Qualification
from service.domain.actor import system_actor
from service.domain.kinds import CourseKind, QualificationKind
from service.errors import InvalidInput
from service.imports.sheets import SHEETS
from service.imports.written import filled_sheets
from service.nouns.catalogue import BY_PATH
from service.nouns.noun import Target
from service.nouns.write import change_noun, create_noun
from service.snapshot import take_snapshot
from service.use_cases.store_import import store_sheets

pytestmark = pytest.mark.usefixtures("town")
MONDAY = date(2026, 11, 2)
COURSES, DAYS = BY_PATH["course-enrolments"], BY_PATH["course-days"]


@pytest.fixture
def actor(tenant):
    return system_actor(tenant.id)


@pytest.fixture
def person(store, tenant):
    with store.read(tenant.id) as session:
        rows = session.scalars(select(Person).where(Person.code == "T-001"))
        return rows.one().id


def enrolled(store, actor, person, **values: object):
    given = {
        "person_id": person,
        "course": CourseKind.FOLLOW_UP,
        "units": 140,
        "begins_on": MONDAY,
    }
    return create_noun(store, actor, COURSES, {**given, **values})


def qualifications(store, tenant, person):
    with store.read(tenant.id) as session:
        query = select(Qualification).where(Qualification.person_id == person)
        return sorted((q.completed_on, q.kind, q.units) for q in session.scalars(query))


def needs(store, tenant, day=MONDAY):
    with store.read(tenant.id) as session:
        found = take_snapshot(
            session, first_day=day, last_day=day, now=store.clock.now()
        )
    return found.needs


def test_a_course_in_progress_is_no_qualification(store, tenant, actor, person):
    before = qualifications(store, tenant, person)
    enrolled(store, actor, person)
    assert qualifications(store, tenant, person) == before


@pytest.mark.parametrize(
    ("course", "kind"),
    [
        (CourseKind.QHB, QualificationKind.LADDER),
        (CourseKind.FOLLOW_UP, QualificationKind.LADDER),
        (CourseKind.INCLUSION, QualificationKind.INCLUSION),
    ],
)
def test_finishing_writes_the_qualification(store, tenant, actor, person, course, kind):
    before = qualifications(store, tenant, person)
    made = enrolled(store, actor, person, course=course)
    done = date(2027, 3, 1)
    change_noun(store, actor, COURSES, Target(made.id, None), {"finished_on": done})
    assert set(qualifications(store, tenant, person)) - set(before) == {
        (done, kind, 140)
    }


def test_it_is_written_once_however_often_it_is_said(store, tenant, actor, person):
    made = enrolled(store, actor, person)
    finish = {"finished_on": date(2027, 3, 1)}
    change_noun(store, actor, COURSES, Target(made.id, None), finish)
    once = qualifications(store, tenant, person)
    change_noun(store, actor, COURSES, Target(made.id, None), finish)
    assert qualifications(store, tenant, person) == once


def test_one_that_stands_already_is_not_doubled(store, tenant, actor, person):
    done = date(2027, 3, 1)
    with store.write(tenant.id) as session:
        session.add(
            Qualification(
                person_id=person,
                kind=QualificationKind.LADDER,
                units=140,
                completed_on=done,
            )
        )
    before = qualifications(store, tenant, person)
    enrolled(store, actor, person, finished_on=done)
    assert qualifications(store, tenant, person) == before


@pytest.mark.parametrize(
    "change", [{"finished_on": date(2027, 3, 2)}, {"finished_on": None}, {"units": 1}]
)
def test_what_is_finished_stays_as_it_was(store, tenant, actor, person, change):
    made = enrolled(store, actor, person, finished_on=date(2027, 3, 1))
    before = qualifications(store, tenant, person)
    with pytest.raises(InvalidInput, match="unter den Qualifikationen"):
        change_noun(store, actor, COURSES, Target(made.id, None), change)
    assert qualifications(store, tenant, person) == before


def a_day(store, actor, person, day=MONDAY, **values: object):
    given = {"person_id": person, "course": CourseKind.FOLLOW_UP, "day": day}
    return create_noun(store, actor, DAYS, {**given, **values})


def test_a_day_of_a_course_needs_substitution(store, tenant, actor, person):
    assert not needs(store, tenant)
    enrolled(store, actor, person)
    a_day(store, actor, person)
    found = needs(store, tenant)
    assert found
    assert {need.absent_id for need in found} == {person}
    assert not needs(store, tenant, date(2026, 11, 3))


def test_only_the_hours_of_a_course_need_substitution(store, tenant, actor, person):
    enrolled(store, actor, person)
    a_day(store, actor, person, start_minute=12 * 60, end_minute=20 * 60)
    found = needs(store, tenant)
    assert found
    assert all(need.slot.start >= 12 * 60 for need in found)


@pytest.mark.parametrize("finished", [None, date(2026, 11, 3)])
def test_up_to_the_last_day_of_a_course_she_is_away(
    store, tenant, actor, person, finished
):
    made = enrolled(store, actor, person)
    tuesday, wednesday = date(2026, 11, 3), date(2026, 11, 4)
    for day in (tuesday, wednesday):
        a_day(store, actor, person, day)
    if finished:
        end = {"finished_on": finished}
        change_noun(store, actor, COURSES, Target(made.id, None), end)
    assert needs(store, tenant, tuesday)
    assert bool(needs(store, tenant, wednesday)) is (finished is None)


@pytest.mark.parametrize(
    ("day", "course"),
    [
        (MONDAY, CourseKind.QHB),
        (date(2026, 11, 1), CourseKind.FOLLOW_UP),
        (date(2026, 11, 10), CourseKind.FOLLOW_UP),
    ],
)
def test_no_day_outside_of_a_course(store, actor, person, day, course):
    enrolled(store, actor, person, finished_on=date(2026, 11, 9))
    with pytest.raises(InvalidInput, match="keinem solchen Kurs"):
        a_day(store, actor, person, day, course=course)
    a_day(store, actor, person, date(2026, 11, 9))


def test_sheets_bring_courses_and_their_days(store, tenant, actor):
    rows = {sheet.noun.name: () for sheet in SHEETS}
    rows["course_enrolment"] = (
        {
            "person_id": "T-001",
            "course": "inclusion",
            "units": 100,
            "begins_on": MONDAY,
        },
    )
    rows["course_day"] = (
        {"person_id": "T-001", "course": "inclusion", "day": MONDAY},
        {
            "person_id": "T-001",
            "course": "inclusion",
            "day": replace_day(MONDAY, 9),
            "start_minute": 540,
            "end_minute": 900,
        },
    )
    for _ in range(2):  # the same file again changes nothing
        store_sheets(store, actor, filled_sheets(SHEETS, rows), "kurse.xlsx")
    with store.read(tenant.id) as session:
        (enrolment,) = session.scalars(select(CourseEnrolment))
        days = session.scalars(select(CourseDay).order_by(CourseDay.day)).all()
    assert (enrolment.course, enrolment.units) == (CourseKind.INCLUSION, 100)
    assert [(d.day, d.start_minute) for d in days] == [
        (MONDAY, None),
        (date(2026, 11, 9), 540),
    ]


def replace_day(day: date, number: int) -> date:
    return day.replace(day=number)
