"""A town with the Kita year it has announced: leave, training, a course."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from service.domain.kinds import CourseKind
from service.domain.working_days import is_working_day, school_holidays
from service.imports.sheet import Values
from service.towns.flu import SickCall
from service.towns.town import Town
from service.towns.vacations import AnnouncedDays, announced_year

#: Of so many childminders one takes part in the year's course.
_OF_SO_MANY = 8
_COURSE_UNITS = 140
_COURSE_DAYS = 8
_FRIDAY = 4


def with_announced_year(town: Town, year: int, calls: Sequence[SickCall] = ()) -> Town:
    """The town with what is announced for the Kita year that begins in ``year``.

    Parameters
    ----------
    calls
        Who calls in sick has no leave then; an absence stands once.
    """
    rows = dict(town.rows)
    for noun, more in announced_rows(town, year, calls=calls).items():
        rows[noun] = (*rows[noun], *more)
    return replace(town, rows=rows)


def announced_rows(
    town: Town, year: int, since: date | None = None, calls: Sequence[SickCall] = ()
) -> Mapping[str, Sequence[Values]]:
    """Absences, courses and days of courses of a Kita year, as rows of their sheets.

    Parameters
    ----------
    year
        In which the Kita year begins, on 1 August.
    since
        What begins earlier is left out; by default nothing is.
    calls
        Who calls in sick has announced nothing for these days.
    """
    first_day = date(year, 8, 1)
    first = max(first_day, since or first_day)
    announced = announced_year(town, first_day, town.seed)
    attending, fridays = _attending(town, year), _fridays(town.land, year)
    return {
        "absence": [
            days.as_row()
            for days in announced
            if days.first_day >= first and not any(_meets(days, c) for c in calls)
        ],
        "course_enrolment": [_enrolment(person, fridays[0]) for person in attending],
        "course_day": [
            _course_day(person, day)
            for person in attending
            for day in fridays
            if day >= first
        ],
    }


def _meets(days: AnnouncedDays, call: SickCall) -> bool:
    """Whether a person's announced days and her call share a day."""
    return (
        days.person == call.person
        and days.last_day >= call.first_day
        and (call.last_day is None or days.first_day <= call.last_day)
    )


def _attending(town: Town, year: int) -> Sequence[str]:
    """Who takes part in the course of the year."""
    minders = town.codes("person", "childminder")
    key = f"{town.land}-{town.childminders}-{town.seed}-course-{year}"
    chosen = Random(key)  # noqa: S311  invented data, no secret
    return sorted(chosen.sample(minders, len(minders) // _OF_SO_MANY))


def _fridays(land: str, year: int) -> Sequence[date]:
    """One Friday a month outside of school holidays, from September on."""
    school = school_holidays(land, range(year, year + 2))
    of_month: dict[tuple[int, int], date] = {}
    for day in _days(date(year, 9, 1), date(year + 1, 7, 31)):
        free = day.weekday() == _FRIDAY and day not in school
        if free and is_working_day(land, day):
            of_month.setdefault((day.year, day.month), day)
    return sorted(of_month.values())[:_COURSE_DAYS]


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=i) for i in range((last - first).days + 1))


def _enrolment(person: str, begins_on: date) -> Values:
    return {
        "person_id": person,
        "course": CourseKind.FOLLOW_UP,
        "units": _COURSE_UNITS,
        "begins_on": begins_on,
    }


def _course_day(person: str, day: date) -> Values:
    return {"person_id": person, "course": CourseKind.FOLLOW_UP, "day": day}
