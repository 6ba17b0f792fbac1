"""Holidays of the coach's Land and of the kindergarten's: both are kept free."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from service.dates.calendar import unsettled_holidays
from service.dates.state import load_dates
from service.db.tables.coaches import Coach
from service.db.tables.engagements import CoachingSession
from service.db.tables.kindergartens import Kindergarten
from service.domain.kinds import SchedulingKind
from service.errors import Conflict
from service.matching.months import period_of
from service.scheduling.result import Scheduled, as_stored, from_stored
from service.scheduling.told import told
from service.use_cases.move_session import MoveSession, move_session
from service.use_cases.request_dates import RequestDates
from solver.slots import Day
from tests.service.dates import run
from tests.service.matching.build import YEAR

#: Nobody works in Bavaria (and not in Thüringen) on it; Reformation is the other way.
ALL_SAINTS, REFORMATION = date(YEAR, 11, 1), date(YEAR, 10, 31)


def lands(store, programme, coach=None, house=None):
    with store.write(programme.tenant_id) as session:
        for row in session.scalars(select(Coach)):
            row.land = coach
        for row in session.scalars(select(Kindergarten)):
            row.land = house


@pytest.mark.parametrize(
    ("coach", "house", "refused"),
    [
        (None, None, None),
        ("TH", "TH", None),
        ("BY", None, "BY"),
        (None, "BY", "BY"),
        ("BY", "BY", "BY"),
    ],
)
def test_a_session_keeps_the_holidays_of_both_sides(
    store, programme, coach, house, refused
):
    lands(store, programme, coach, house)
    run.plan(store, programme.actor, RequestDates(YEAR, 11, workers=1))
    with store.read(programme.tenant_id) as session:
        days = session.scalars(select(CoachingSession.day)).all()
        row = session.scalars(
            select(CoachingSession)
            .where(CoachingSession.kindergarten_id == programme.hill)
            .order_by(CoachingSession.day)
        ).first()
    assert (ALL_SAINTS in days) <= (refused is None)
    move = MoveSession(row.id, ALL_SAINTS)
    if refused is None:
        if row.day != ALL_SAINTS:
            assert move_session(store, programme.actor, move).day == ALL_SAINTS
    else:
        with pytest.raises(Conflict, match=r"Am 01\.11\.2027 ist Feiertag \(Bayern\)"):
            move_session(store, programme.actor, move)


def test_school_holidays_are_those_of_the_house(store, programme, clock):
    lands(store, programme, coach="BY", house="SN")
    with store.read(programme.tenant_id) as session:
        dates = load_dates(session, period_of(YEAR), clock.now())
    problem = dates.problem
    assert {coach.land for coach in problem.coaches.values()} == {"BY"}
    assert {house.land for house in problem.kindergartens.values()} == {"SN"}
    assert set(problem.school_holidays) == {"BY", "SN", "TH"}
    penance = Day(date(YEAR, 11, 17).toordinal())  # Saxony's own holiday
    held = {land: penance in days for land, days in problem.public_holidays.items()}
    assert held == {"BY": False, "SN": True, "TH": False}


@pytest.mark.parametrize(
    ("year", "until"),
    [(2028, None), (2029, date(2029, 8, 31)), (2031, date(2029, 8, 31))],
)
def test_a_plan_says_where_school_holidays_are_not_settled_yet(
    store, programme, year, until
):
    """As the package knows them now: to the end of the summer of 2029."""
    found = unsettled_holidays(["TH"], date(year, 12, 31))
    assert [each.until for each in found] == ([] if until is None else [until])
    done = Scheduled(0, 0, 0, 0, [], [], [], found)
    assert from_stored(as_stored(done)) == replace(done, holidays_until=list(found))
    with store.read(programme.tenant_id) as session:
        said = told(session, programme.actor, SchedulingKind.SESSIONS, done).assumed
    assert len(said) == len(found)
    assert all(
        one.startswith("Schulferien (Thüringen) sind nur bis zum 31.08.2029 bekannt")
        and "Kultusministerkonferenz" in one
        for one in said
    )
