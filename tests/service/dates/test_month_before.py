"""What stands in the month before: nothing crowds on it, weeks count from it."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from service.db.tables.engagements import CoachingSession
from service.db.tables.kindergartens import KindergartenClosure
from service.domain.kinds import AppointmentState
from service.errors import Conflict
from service.explaining.answer_dates import answer_dates
from service.explaining.question import QuestionKind
from service.use_cases.explain_session import AskedAboutSession, explain_session
from service.use_cases.move_session import MoveSession, move_session
from service.use_cases.request_dates import RequestDates
from tests.service.dates import run
from tests.service.matching.build import YEAR

LAST = date(YEAR, 9, 30)
TOO_SOON = date(YEAR, 10, 1)
#: Three days after the last of September, as near as the rule allows.
SOONEST = date(YEAR, 10, 4)
LATER = RequestDates(YEAR, 10, workers=1)


@pytest.fixture
def hill(store, programme):
    """Berta's sessions on the hill; September's is on its last day."""
    run.plan(store, programme.actor, RequestDates(YEAR, 9, workers=1))
    september = sessions(store, programme)[0]
    move_session(store, programme.actor, MoveSession(september.id, LAST))
    return programme


def sessions(store, programme):
    with store.read(programme.tenant_id) as session:
        found = (
            select(CoachingSession)
            .where(CoachingSession.kindergarten_id == programme.hill)
            .order_by(CoachingSession.starts_at)
        )
        return session.scalars(found).all()


def october_but_for(store, programme, day):
    """The hill is closed in October, but for one day."""
    house = programme.hill
    with store.write(programme.tenant_id) as session:
        closed = [(day.replace(day=day.day + 1), date(YEAR, 10, 31))]
        if day.day > 1:
            closed.append((date(YEAR, 10, 1), day.replace(day=day.day - 1)))
        session.add_all(
            KindergartenClosure(kindergarten_id=house, first_day=one, last_day=other)
            for one, other in closed
        )


def test_planning_the_rest_of_a_year_crowds_nothing_on_the_month_before(store, hill):
    october_but_for(store, hill, TOO_SOON)
    done = run.plan(store, hill.actor, LATER)
    (alone,) = done.without_date
    assert alone.refusals[0].text == (
        "Berta Muster wäre bei Saaleknirpse am 30.09.2027 und schon am 01.10.2027"
        " wieder (mindestens 3 Tage Abstand)."
    )
    assert len(sessions(store, hill)) == 4


def test_exactly_the_least_days_after_the_month_before_are_enough(store, hill):
    october_but_for(store, hill, SOONEST)
    done = run.plan(store, hill.actor, LATER)
    assert done.without_date == []
    assert [row.day for row in sessions(store, hill)[:2]] == [LAST, SOONEST]


def test_moving_a_session_crowds_nothing_on_the_month_before(store, hill):
    october = sessions(store, hill)[1]
    with pytest.raises(Conflict):
        move_session(store, hill.actor, MoveSession(october.id, TOO_SOON))
    done = move_session(store, hill.actor, MoveSession(october.id, SOONEST))
    assert done.day == SOONEST


def test_weeks_are_told_from_the_session_of_the_month_before(store, hill, clock):
    october = sessions(store, hill)[1]
    move_session(store, hill.actor, MoveSession(october.id, date(YEAR, 10, 28)))
    clock.set(datetime(YEAR, 10, 1, 5, 0, tzinfo=UTC))
    asked = AskedAboutSession(hill.hill, TOO_SOON, QuestionKind.WHY)
    told = explain_session(store, hill.actor, asked, answer_dates)
    assert "4 Wochen nach dem vorigen Termin" in told.sentences[0].text


def test_a_session_called_off_in_the_month_before_is_not_looked_for_again(store, hill):
    with store.write(hill.tenant_id) as session:
        first = sessions(store, hill)[0].id
        session.get_one(
            CoachingSession, (hill.tenant_id, first)
        ).state = AppointmentState.CANCELLED
    october_but_for(store, hill, TOO_SOON)
    done = run.plan(store, hill.actor, LATER)
    assert (done.added, done.without_date) == (0, [])
    assert sessions(store, hill)[1].day == TOO_SOON
