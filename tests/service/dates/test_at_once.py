"""Two people at once about the same dates: one is told, nothing is lost or doubled."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from service.db.tables.audit import AuditEvent
from service.db.tables.engagements import CoachingSession, SessionRefusal
from service.db.tables.scheduling import Scheduling
from service.domain.kinds import AppointmentState as State
from service.domain.kinds import RefusalOrigin as Side
from service.errors import Conflict
from service.use_cases.answer_session import (
    AnswerSession,
    SessionAnswer,
    answer_session,
)
from service.use_cases.log_session import LogSession, log_session
from service.use_cases.request_dates import RequestDates, request_dates
from tests.service.dates import run
from tests.service.matching.build import YEAR
from tests.service.matching.test_matching_races import together

PLAN = RequestDates(YEAR, 12, workers=1)


def rows(store, programme, table):
    with store.read(programme.tenant_id) as session:
        return session.scalars(select(table)).all()


@pytest.fixture
def planned(any_store, any_programme):
    """December stands; any of its sessions will do."""
    run.plan(any_store, any_programme.actor, PLAN)
    any_programme.row = rows(any_store, any_programme, CoachingSession)[0]
    return any_programme


def after(store, programme):
    found = rows(store, programme, CoachingSession)
    return next(row for row in found if row.id == programme.row.id)


def done(store, programme, action):
    found = rows(store, programme, AuditEvent)
    return sum(event.action == action for event in found)


def test_two_coordinators_confirm_a_date_at_once(any_store, planned):
    said = AnswerSession(planned.row.id, SessionAnswer.CONFIRM)
    outcomes = together(*[lambda: answer_session(any_store, planned.actor, said)] * 2)
    (lost,) = [each for each in outcomes if isinstance(each, Conflict)]
    assert "schon bestätigt" in str(lost)
    row = after(any_store, planned)
    assert (row.state, row.sequence) == (State.CONFIRMED, planned.row.sequence + 1)
    assert done(any_store, planned, "confirm_session") == 1


def test_both_sides_confirm_at_once_and_the_date_stands(any_store, planned):
    outcomes = together(
        *(
            lambda side=side: answer_session(
                any_store,
                planned.actor,
                AnswerSession(planned.row.id, SessionAnswer.CONFIRM, side),
            )
            for side in (Side.COACH, Side.KINDERGARTEN)
        )
    )
    assert not [each for each in outcomes if isinstance(each, Conflict)]
    assert after(any_store, planned).state is State.CONFIRMED


def test_one_confirms_while_the_other_refuses(any_store, planned):
    outcomes = together(
        *(
            lambda answer=answer: answer_session(
                any_store,
                planned.actor,
                AnswerSession(planned.row.id, answer, version=planned.row.version),
            )
            for answer in SessionAnswer
        )
    )
    assert sum(isinstance(each, Conflict) for each in outcomes) == 1
    confirmed = after(any_store, planned).state is State.CONFIRMED
    assert confirmed is (rows(any_store, planned, SessionRefusal) == [])


def test_hours_logged_twice_at_once_count_once(any_store, planned, clock):
    clock.set(datetime(YEAR, 12, 31, 20, tzinfo=UTC))
    outcomes = together(
        *(
            lambda minutes=minutes: log_session(
                any_store, planned.actor, LogSession(planned.row.id, minutes)
            )
            for minutes in (60, 90)
        )
    )
    (lost,) = [each for each in outcomes if isinstance(each, Conflict)]
    assert "zweimal zählt er nicht" in str(lost)
    row = after(any_store, planned)
    assert row.state is State.HELD
    assert f"schon eingetragen ({row.held_minutes} Minuten)" in str(lost)
    assert done(any_store, planned, "log_session") == 1


def test_dates_are_looked_for_once_at_a_time(any_store, any_programme):
    actor = any_programme.actor
    outcomes = together(*[lambda: request_dates(any_store, actor, PLAN)] * 2)
    (lost,) = [each for each in outcomes if isinstance(each, Conflict)]
    (asked,) = [each for each in outcomes if not isinstance(each, Conflict)]
    assert "werden schon gesucht" in str(lost)
    assert len(rows(any_store, any_programme, Scheduling)) == 1
    assert run.find(any_store, actor, asked).added == 3
