"""Coach and kindergarten confirm dates or ask for others; the calendars follow."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from service.calendars.programme.standing import standing_appointments
from service.calendars.window import Window
from service.db.tables.engagements import CoachingSession
from service.db.tables.feeds import OutboxMessage
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState as State
from service.domain.kinds import RefusalOrigin as Side
from service.domain.kinds import Role
from service.domain.page import PageRequest
from service.errors import Conflict, NotFound, NotPermitted, Stale
from service.use_cases.answer_session import (
    AnswerSession,
    SessionAnswer,
    answer_session,
)
from service.use_cases.move_session import MoveSession, move_session
from service.use_cases.read_sessions import list_sessions
from service.use_cases.request_dates import RequestDates
from tests.service.dates import run
from tests.service.matching.build import YEAR

CONFIRM, REFUSE = SessionAnswer.CONFIRM, SessionAnswer.REFUSE
PLAN = RequestDates(YEAR, 12, workers=1)


@pytest.fixture
def sides(store, programme):
    """Anna, the house she visits, and a county that only looks on."""
    run.plan(store, programme.actor, PLAN)
    tenant = programme.tenant_id

    def actor(role, **bound):
        return Actor(None, tenant, frozenset({role}), **bound)

    programme.coach = actor(Role.COACH, coach_ids=frozenset({programme.anna}))
    programme.house = actor(
        Role.KINDERGARTEN, kindergarten_ids=frozenset({programme.sun})
    )
    programme.county = actor(Role.COUNTY, area_ids=frozenset({programme.weimar}))
    return programme


def first(store, programme, house=None):
    with store.read(programme.tenant_id) as session:
        return session.scalars(
            select(CoachingSession)
            .where(CoachingSession.kindergarten_id == (house or programme.sun))
            .order_by(CoachingSession.starts_at)
        ).first()


def say(store, actor, row, answer, **more):
    return answer_session(store, actor, AnswerSession(row.id, answer, **more))


def shown(store, programme, row):
    """The appointment as calendars show it."""
    with store.read(programme.tenant_id) as session:
        found = standing_appointments(session, Window(row.day))
        return next(one for one in found if one.key == f"session:{row.uid}")


def test_a_date_stands_once_both_sides_have_confirmed_it(store, sides):
    row = first(store, sides)
    half = say(store, sides.coach, row, CONFIRM)
    assert (half.state, half.open_sides) == (State.PLANNED, (Side.KINDERGARTEN,))
    assert first(store, sides).sequence == row.sequence  # no calendar shows it yet
    done = say(store, sides.house, row, CONFIRM, version=half.version)
    assert (done.state, done.open_sides) == (State.CONFIRMED, ())
    after = first(store, sides)
    assert after.sequence == row.sequence + 1
    assert shown(store, sides, after).state is State.CONFIRMED
    with pytest.raises(Conflict, match="schon bestätigt"):
        say(store, sides.coach, row, CONFIRM)
    with pytest.raises(Conflict, match="steht fest"):
        move_session(store, sides.actor, MoveSession(row.id))
    again = run.plan(store, sides.actor, PLAN)
    assert (again.moved, again.cancelled) == (0, 0)


def test_who_coordinates_confirms_for_both_or_for_one(store, sides):
    row = first(store, sides)
    half = say(store, sides.actor, row, CONFIRM, side=Side.COACH)
    assert half.open_sides == (Side.KINDERGARTEN,)
    assert say(store, sides.actor, row, CONFIRM).state is State.CONFIRMED


def test_a_refused_date_is_moved_by_the_next_plan_and_asks_both_again(store, sides):
    row = first(store, sides)
    say(store, sides.coach, row, CONFIRM)
    said = say(store, sides.house, row, REFUSE)
    assert said.open_sides == (Side.COACH, Side.KINDERGARTEN)
    assert shown(store, sides, row).refused
    (view,) = [
        each
        for each in list_sessions(store, sides.actor, YEAR, PageRequest(1, 50)).items
        if each.id == row.id
    ]
    assert view.refused_by == (Side.KINDERGARTEN,)
    with pytest.raises(Conflict, match="ein anderer Tag erbeten"):
        say(store, sides.coach, row, CONFIRM)
    with pytest.raises(Conflict, match="schon ein anderer Tag"):
        say(store, sides.house, row, REFUSE)
    done = run.plan(store, sides.actor, PLAN)
    assert (done.added, done.moved, done.cancelled) == (0, 1, 0)
    moved = first(store, sides)
    assert (moved.id, moved.state) == (row.id, State.MOVED)
    assert moved.day != row.day
    assert not shown(store, sides, moved).refused
    with pytest.raises(Conflict, match="hat die Einrichtung abgelehnt"):
        move_session(store, sides.actor, MoveSession(row.id, row.day))


def test_a_side_that_can_after_all_takes_its_refusal_back(store, sides):
    row = first(store, sides)
    say(store, sides.house, row, REFUSE)
    done = say(store, sides.house, row, CONFIRM)
    assert done.open_sides == (Side.COACH,)
    assert not shown(store, sides, row).refused
    assert run.plan(store, sides.actor, PLAN).moved == 0


def test_a_confirmed_date_that_is_refused_is_open_again(store, sides):
    row = first(store, sides)
    say(store, sides.actor, row, CONFIRM)
    assert say(store, sides.coach, row, REFUSE).state is State.PLANNED
    assert run.plan(store, sides.actor, PLAN).moved == 1


def test_nobody_answers_for_others_or_too_late(store, sides, clock):
    row, foreign = first(store, sides), first(store, sides, sides.hill)
    for actor in (sides.coach, sides.house):
        with pytest.raises(NotFound):
            say(store, actor, foreign, CONFIRM)
    with pytest.raises(NotPermitted):
        say(store, sides.county, row, CONFIRM)
    with pytest.raises(Stale):
        say(store, sides.coach, row, CONFIRM, version=99)
    clock.set(datetime(YEAR, 12, 31, 12, tzinfo=UTC))
    for answer in SessionAnswer:
        with pytest.raises(Conflict, match="vorbei"):
            say(store, sides.coach, row, answer)


def test_both_sides_are_told(store, sides):
    row = first(store, sides)
    say(store, sides.house, row, REFUSE)
    with store.read(sides.tenant_id) as session:
        told = session.scalars(
            select(OutboxMessage).where(OutboxMessage.topic == "refuse_session")
        ).all()
    assert {each.recipient_id for each in told} == {sides.anna, sides.sun}
