"""The week that stands for all others: which one it is, and its days."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.tenancy import Tenant
from service.domain.working_days import is_public_holiday
from service.errors import InvalidInput
from service.snapshot.areas import load_areas
from service.snapshot.normal_week import NormalWeek, take_normal_week
from service.snapshot.rules import rules_for
from service.studies.maker import Wanted
from service.studies.parameters import refusal
from solver.json_values import Fault
from solver.slots import Day

DAYS = 7
WORKDAYS = 5
#: So many weeks ahead a week without a holiday is looked for; a year has one.
FARTHEST_WEEKS = 53
#: A week can be looked into that lies so far away [days], either way.
FARTHEST_DAYS = 732


def normal_days(
    session: Session, asked: Day | None, now: datetime
) -> tuple[date, date]:
    """First and last day of the week asked for, or of the next without a holiday.

    Raises
    ------
    InvalidInput
        If the week asked for lies too far away.
    """
    tenant = session.execute(select(Tenant.land, Tenant.time_zone)).one()
    today = now.astimezone(ZoneInfo(tenant.time_zone)).date()
    if asked is not None:
        day = date.fromordinal(asked)
        if abs((day - today).days) > FARTHEST_DAYS:
            raise refusal(
                Fault(
                    "/week", "Die Woche liegt mehr als zwei Jahre von heute entfernt."
                )
            )
        return _week_of(day)
    for ahead in range(1, FARTHEST_WEEKS):
        first, last = _week_of(today + timedelta(days=DAYS * ahead))
        workdays = (first + timedelta(days=i) for i in range(WORKDAYS))
        if not any(is_public_holiday(tenant.land, day) for day in workdays):
            return first, last
    return _week_of(today + timedelta(days=DAYS))


def _week_of(day: date) -> tuple[date, date]:
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=DAYS - 1)


def check_week(session: Session, asked: Day | None, wanted: Wanted[object]) -> None:
    """Tell now what reading the week would fail at.

    Raises
    ------
    InvalidInput
        If the week lies too far away, or its rules contradict themselves or change
        within it.
    """
    days = normal_days(session, asked, wanted.now)
    land = session.scalars(select(Tenant.land)).one()
    rules_for(session, land, days, load_areas(session), wanted.area_id)


def read_week(
    session: Session, asked: Day | None, wanted: Wanted[object]
) -> NormalWeek:
    """The week as a normal one.

    Raises
    ------
    InvalidInput
        As ``check_week``, or if nobody has children whose families want substitution:
        then there is nothing to look into.
    """
    first_day, last_day = normal_days(session, asked, wanted.now)
    week = take_normal_week(
        session,
        first_day=first_day,
        last_day=last_day,
        now=wanted.now,
        area=wanted.area_id,
    )
    if not week.problem.needs:
        raise InvalidInput(
            "In dieser Woche ist kein Kind gebucht, dessen Familie Vertretung will;"
            " es gibt nichts zu untersuchen. Bitte eine andere Woche oder ein anderes"
            " Gebiet nennen."
        )
    return week
