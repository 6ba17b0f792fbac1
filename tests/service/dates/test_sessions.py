"""From accepted engagements to sessions in calendars, accounts and statements."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from uuid import uuid4
from zipfile import ZipFile

import pytest
from sqlalchemy import select

from service.db.tables.audit import AuditEvent
from service.db.tables.coaches import Coach, CoachWindow
from service.db.tables.engagements import CoachingSession
from service.db.tables.kindergartens import Kindergarten, KindergartenClosure
from service.db.tables.programme import ProgrammeDay
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState as State
from service.domain.kinds import ProgrammeDayKind, Role
from service.domain.page import PageRequest
from service.errors import Conflict, InvalidInput, NotFound, NotPermitted, Stale
from service.reports.sheets_sessions import statement_sheets
from service.reports.workbook import workbook_bytes
from service.use_cases.agree_engagement import AgreeEngagement, agree_engagement
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.log_session import LogSession, log_session
from service.use_cases.move_session import MoveSession, move_session
from service.use_cases.read_sessions import (
    list_sessions,
    read_accounts,
    read_statement,
)
from service.use_cases.request_dates import RequestDates, request_dates
from tests.service.dates import run
from tests.service.matching.build import YEAR

ALL = PageRequest(1, 200)
#: From September on: four months for each of three engagements.
PLAN = RequestDates(YEAR, 9, seconds=60, workers=1)


def rows(store, programme):
    with store.read(programme.tenant_id) as session:
        found = select(CoachingSession).order_by(CoachingSession.starts_at)
        return session.scalars(found).all()


def plan(store, programme, command=PLAN):
    return run.plan(store, programme.actor, command)


def add(store, programme, row):
    with store.write(programme.tenant_id) as session:
        session.add(row)


def test_every_month_has_its_session_and_planning_again_changes_nothing(
    any_store, any_programme
):
    done = plan(any_store, any_programme)
    assert (done.added, done.moved, done.without_date) == (12, 0, [])
    assert done.proven
    stored = rows(any_store, any_programme)
    for row in stored:
        assert row.day.weekday() < 5
        assert row.end_minute - row.start_minute in (120, 180)
        assert row.starts_at.astimezone(UTC) < row.ends_at.astimezone(UTC)
        assert 480 <= row.start_minute <= row.end_minute <= 960
    months = {(row.engagement_id, row.day.month) for row in stored}
    assert len(months) == 12
    again = plan(any_store, any_programme)
    assert (again.added, again.moved, again.cancelled, again.kept) == (0, 0, 0, 12)
    assert [row.sequence for row in rows(any_store, any_programme)] == [0] * 12


def test_two_houses_in_one_town_share_their_trips(store, programme):
    plan(store, programme)
    days = {}
    for row in rows(store, programme):
        days.setdefault((row.coach_id, row.day), []).append(row)
    shared = [found for found in days.values() if len(found) == 2]
    assert len(shared) == 4
    for one, other in shared:
        assert one.ends_at <= other.starts_at or other.ends_at <= one.starts_at


def test_a_closure_moves_what_it_meets_and_nothing_else(store, programme):
    plan(store, programme)
    before = {row.id: row for row in rows(store, programme)}
    met = next(row for row in before.values() if row.kindergarten_id == programme.hill)
    closure = {"first_day": met.day, "last_day": met.day}
    house = programme.hill
    add(store, programme, KindergartenClosure(kindergarten_id=house, **closure))
    done = plan(store, programme)
    assert (done.added, done.moved, done.cancelled) == (0, 1, 0)
    after = {row.id: row for row in rows(store, programme)}
    moved = after.pop(met.id)
    assert (moved.state, moved.sequence, moved.uid) == (State.MOVED, 1, met.uid)
    assert moved.day != met.day
    assert moved.revised_at > met.revised_at
    assert {id_: row.day for id_, row in after.items()} == {
        id_: row.day for id_, row in before.items() if id_ != met.id
    }


def test_no_session_on_a_working_group_and_only_on_her_weekdays(store, programme):
    group = ProgrammeDay(
        day=date(YEAR, 11, 10),
        title="Arbeitskreis",
        kind=ProgrammeDayKind.WORKING_GROUP,
    )
    add(store, programme, group)
    window = {"weekday": 2, "start_minute": 420, "end_minute": 1080}
    add(store, programme, CoachWindow(coach_id=programme.berta, **window))
    plan(store, programme)
    days = [
        row.day for row in rows(store, programme) if row.coach_id == programme.berta
    ]
    assert len(days) == 4
    assert {day.weekday() for day in days} == {2}
    assert date(YEAR, 11, 10) not in days


def test_without_any_day_the_reasons_are_told_in_sentences(store, programme):
    year = {"first_day": date(YEAR, 11, 1), "last_day": date(YEAR, 11, 30)}
    house = programme.hill
    add(store, programme, KindergartenClosure(kindergarten_id=house, **year))
    done = plan(store, programme)
    (alone,) = done.without_date
    assert (alone.kindergarten, alone.month) == ("Saaleknirpse", date(YEAR, 11, 1))
    assert alone.coach == "Berta Muster"
    assert alone.refusals[9].text == (
        "Saaleknirpse ist am 10.11.2027 geschlossen; Berta Muster kann nicht kommen."
    )


def test_moving_one_session_leaves_the_others(store, programme):
    plan(store, programme)
    first = rows(store, programme)[0]
    done = move_session(store, programme.actor, MoveSession(first.id))
    assert done.others_moved == 0
    after = {row.id: row for row in rows(store, programme)}
    assert after[first.id].day == done.day != first.day
    assert after[first.id].state is State.MOVED
    wanted = date(YEAR, 9, 28)
    there = move_session(store, programme.actor, MoveSession(first.id, wanted))
    assert there.day == wanted


@pytest.mark.parametrize(
    ("day", "told"),
    [
        # A Sunday: of the days beside it nothing is said.
        (date(YEAR, 9, 26), r"^Am 26\.09\.2027 geht es nicht\. [^.]+ am 26\.09\.2027"),
        (date(YEAR, 10, 1), r"^Dieser Termin gehört in den Monat 09/2027;"),
        (date(YEAR - 1, 9, 27), r"^Dieser Termin gehört in den Monat 09/2027;"),
    ],
)
def test_a_day_to_which_no_session_can_move_says_why(store, programme, day, told):
    plan(store, programme)
    first = rows(store, programme)[0]
    with pytest.raises(Conflict, match=told):
        move_session(store, programme.actor, MoveSession(first.id, day))


def test_who_is_in_the_way_moves_and_what_has_no_date_gets_none(store, programme):
    """Anna is out on Wednesdays for one house only; Jena asks her later."""
    window = {"weekday": 2, "start_minute": 480, "end_minute": 680}
    add(store, programme, CoachWindow(coach_id=programme.anna, **window))
    plan(store, programme, RequestDates(YEAR, 12, workers=1))
    said = AnswerEngagement(
        programme.engagements[programme.hill], EngagementAnswer.RELEASE
    )
    answer_engagement(store, programme.actor, said)
    agree(store, programme, programme.anna, programme.hill)
    hers = [row for row in rows(store, programme) if row.coach_id == programme.anna]
    one, other = hers
    assert one.day != other.day
    done = move_session(store, programme.actor, MoveSession(one.id, other.day))
    assert (done.day, done.others_moved, done.proven) == (other.day, 1, True)
    after = {row.id: row for row in rows(store, programme)}
    assert after[one.id].day != after[other.id].day
    anew = [row for row in after.values() if row.coach_id == programme.anna]
    assert len(anew) == 2


def agree(store, programme, coach, house):
    asked = agree_engagement(
        store, programme.actor, AgreeEngagement(coach, house, 4, YEAR, 12)
    )
    said = AnswerEngagement(asked.engagement_id, EngagementAnswer.ACCEPT)
    answer_engagement(store, programme.actor, said)


def test_a_session_cannot_move_to_a_holiday_nor_once_it_is_confirmed(store, programme):
    plan(store, programme)
    first = next(row for row in rows(store, programme) if row.day.month == 9)
    with pytest.raises(Conflict, match=r"Am 20\.09\.2027 ist Feiertag \(Thüringen\)"):
        move_session(store, programme.actor, MoveSession(first.id, date(YEAR, 9, 20)))
    with store.write(programme.tenant_id) as session:
        row = session.get(CoachingSession, (programme.tenant_id, first.id))
        row.state = State.CONFIRMED
    with pytest.raises(Conflict, match="steht fest"):
        move_session(store, programme.actor, MoveSession(first.id))
    with pytest.raises(Stale):
        move_session(store, programme.actor, MoveSession(first.id, version=99))


def test_held_hours_are_logged_once_and_counted(store, programme, clock):
    plan(store, programme)
    first = rows(store, programme)[0]
    held = LogSession(first.id, 130)
    with pytest.raises(Conflict, match="ist erst am"):
        log_session(store, programme.actor, held)
    clock.set(datetime(YEAR, first.day.month, first.day.day, 16, tzinfo=UTC))
    log_session(store, programme.actor, held)
    with pytest.raises(Conflict, match=r"schon eingetragen \(130 Minuten\)"):
        log_session(store, programme.actor, held)
    with pytest.raises(InvalidInput, match="1 bis 720 Minuten"):
        log_session(store, programme.actor, LogSession(first.id, 0))
    accounts = read_accounts(store, programme.actor, YEAR)
    (account,) = [a for a in accounts.kindergartens if a.id == first.kindergarten_id]
    planned = 3 * (first.end_minute - first.start_minute)
    assert (account.held_minutes, account.planned_minutes) == (130, planned)
    assert account.left_minutes == account.agreed_minutes - planned - 130
    # 130 minutes are nine begun quarters at 60 euros, and no way within Weimar's point.
    assert account.held_cents >= 13_500
    (county,) = [a for a in accounts.counties if a.held_cents]
    assert county.held_cents == account.held_cents
    spent = county.held_cents + county.planned_cents
    assert county.left_cents == county.budget_cents - spent
    assert sum(a.held_minutes for a in accounts.coaches) == 130
    assert sum(a.held_minutes for a in accounts.counties) == 130
    assert {a.budget_cents for a in accounts.counties} == {2_000_000}
    with store.read(programme.tenant_id) as session:
        actions = set(session.scalars(select(AuditEvent.action)))
    assert {"plan_sessions", "log_session"} <= actions


def test_what_was_held_stays_when_the_rest_is_planned_again(store, programme, clock):
    plan(store, programme)
    first = rows(store, programme)[0]
    clock.set(datetime(YEAR, 10, 1, 8, tzinfo=UTC))
    log_session(store, programme.actor, LogSession(first.id, 90))
    done = plan(store, programme)
    assert (done.added, done.moved, done.cancelled) == (0, 0, 0)
    row = rows(store, programme)[0]
    assert (row.id, row.state, row.held_minutes) == (first.id, State.HELD, 90)


def test_the_statement_of_a_month_is_a_workbook(store, programme, clock):
    plan(store, programme)
    clock.set(datetime(YEAR, 10, 1, 8, tzinfo=UTC))
    september = [row for row in rows(store, programme) if row.day.month == 9]
    for row in september:
        log_session(store, programme.actor, LogSession(row.id, 60))
    views = read_statement(store, programme.actor, date(YEAR, 9, 1))
    assert len(views) == len(september) == 3
    assert read_statement(store, programme.actor, date(YEAR, 10, 1)) == []
    accounts = read_accounts(store, programme.actor, YEAR)
    sheets = statement_sheets(date(YEAR, 9, 1), views, accounts)
    archive = ZipFile(BytesIO(workbook_bytes(sheets)))
    texts = archive.read("xl/worksheets/sheet1.xml").decode()
    assert "Saaleknirpse" in texts
    assert "Gehaltene Termine im September 2027" in texts


def test_two_of_one_name_are_two_in_a_statement(store, programme, clock):
    """Both coaches and Anna's houses are called alike: each is paid by itself."""
    with store.write(programme.tenant_id) as session:
        for house in (programme.sun, programme.river):
            row = session.get_one(Kindergarten, (programme.tenant_id, house))
            row.name = "Regenbogen"
        coach = session.get_one(Coach, (programme.tenant_id, programme.berta))
        coach.given_name = "Anna"
    plan(store, programme, RequestDates(YEAR, 12, workers=1))
    clock.set(datetime(YEAR, 12, 31, 8, tzinfo=UTC))
    for row in rows(store, programme):
        log_session(store, programme.actor, LogSession(row.id, 60))
    views = read_statement(store, programme.actor, date(YEAR, 12, 1))
    accounts = read_accounts(store, programme.actor, YEAR)
    sheets = {s.name: s for s in statement_sheets(date(YEAR, 12, 1), views, accounts)}
    assert [row[:3] for row in sheets["Kita"].rows] == [
        ("Regenbogen (K-3)", 1, timedelta(hours=1)),
        ("Regenbogen (K-4)", 1, timedelta(hours=1)),
        ("Saaleknirpse", 1, timedelta(hours=1)),
    ]
    assert [row[:2] for row in sheets["Begleitung"].rows] == [
        ("Anna Muster (B-1)", 2),
        ("Anna Muster (B-2)", 1),
    ]


def test_of_what_has_ended_nothing_is_left(store, programme, clock):
    plan(store, programme, RequestDates(YEAR, 11, workers=1))
    first = next(r for r in rows(store, programme) if r.coach_id == programme.berta)
    clock.set(datetime(YEAR, 11, first.day.day, 20, tzinfo=UTC))
    log_session(store, programme.actor, LogSession(first.id, 60))
    said = AnswerEngagement(first.engagement_id, EngagementAnswer.RELEASE)
    answer_engagement(store, programme.actor, said)
    accounts = read_accounts(store, programme.actor, YEAR).kindergartens
    (account,) = [one for one in accounts if one.id == programme.hill]
    assert (account.agreed_minutes, account.held_minutes) == (60, 60)
    assert (account.planned_minutes, account.left_minutes) == (0, 0)


def test_each_side_sees_its_own(store, programme):
    plan(store, programme)
    tenant = programme.tenant_id
    coach = Actor(
        user_id=uuid4(),
        tenant_id=tenant,
        roles=frozenset({Role.COACH}),
        coach_ids=frozenset({programme.berta}),
    )
    county = Actor(
        user_id=uuid4(),
        tenant_id=tenant,
        roles=frozenset({Role.COUNTY}),
        area_ids=frozenset({programme.weimar}),
    )
    own = list_sessions(store, coach, YEAR, ALL).items
    assert {view.kindergarten for view in own} == {"Saaleknirpse"}
    assert {view.coach for view in own} == {"Berta Muster"}
    seen = list_sessions(store, county, YEAR, ALL).items
    assert {view.kindergarten for view in seen} == {"Sonnenschein", "Ilmwichtel"}
    assert {view.coach for view in seen} == {"eine Prozessbegleitung"}
    paying = read_accounts(store, county, YEAR)
    assert paying.coaches == []
    (weimar,) = paying.counties
    assert weimar.budget_cents == 2_000_000
    # Four months of two and of three hours at 60 euros; within the town no way.
    assert (weimar.planned_cents, weimar.held_cents) == (4 * 5 * 6000, 0)
    assert weimar.left_cents == 2_000_000 - weimar.planned_cents
    hers = read_accounts(store, coach, YEAR)
    assert [one.budget_cents for one in hers.counties] == [None]
    foreign = next(v for v in seen if v.kindergarten == "Sonnenschein")
    with pytest.raises(NotFound):
        log_session(store, coach, LogSession(foreign.id, 60))
    with pytest.raises(NotPermitted):
        request_dates(store, coach, PLAN)
    with pytest.raises(NotPermitted):
        log_session(store, county, LogSession(foreign.id, 60))


def test_what_changes_while_it_is_planned_is_not_overwritten(store, programme):
    engagement = programme.engagements[programme.hill]
    said = AnswerEngagement(engagement, EngagementAnswer.RELEASE)
    done = []

    def meanwhile():
        if not done:
            done.append(answer_engagement(store, programme.actor, said))
        return False

    with pytest.raises(Conflict, match="Während der Berechnung"):
        run.plan(store, programme.actor, PLAN, meanwhile)
    assert rows(store, programme) == []


def test_a_released_engagement_cancels_its_sessions_and_frees_the_coach(
    store, programme
):
    plan(store, programme)
    engagement = programme.engagements[programme.sun]
    said = AnswerEngagement(engagement, EngagementAnswer.RELEASE)
    answer_engagement(store, programme.actor, said)
    done = plan(store, programme)
    assert (done.added, done.moved, done.cancelled) == (0, 0, 0)
    states = {
        row.state for row in rows(store, programme) if row.engagement_id == engagement
    }
    assert states == {State.CANCELLED}
