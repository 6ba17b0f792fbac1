"""A year's dates keep their distance to those of the year before and after."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from service.db.tables.engagements import CoachingSession
from service.db.tables.kindergartens import KindergartenClosure
from service.db.tables.tenancy import RuleOverride
from service.explaining.answer_dates import answer_dates
from service.explaining.question import QuestionKind
from service.use_cases.agree_engagement import AgreeEngagement, agree_engagement
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.explain_session import AskedAboutSession, explain_session
from service.use_cases.request_dates import RequestDates
from tests.service.dates import run
from tests.service.matching.build import YEAR

DECEMBER, JANUARY = RequestDates(YEAR, 12, workers=1), RequestDates(YEAR + 1, workers=1)
#: A Friday, the Monday three days later, and the Tuesday after it.
LAST = date(YEAR, 12, 31)
TOO_SOON, SOONEST = date(YEAR + 1, 1, 3), date(YEAR + 1, 1, 4)


@pytest.fixture
def hill(store, programme):
    """Four days at least between sessions; Berta goes on at the hill next year."""
    values = {"value": 4, "source": "Beschluss", "valid_from": date(YEAR, 1, 1)}
    with store.write(programme.tenant_id) as session:
        session.add(RuleOverride(rule="days-apart", parameter="least_days", **values))
    command = AgreeEngagement(programme.berta, programme.hill, 4, YEAR + 1)
    agreed = agree_engagement(store, programme.actor, command)
    said = AnswerEngagement(agreed.engagement_id, EngagementAnswer.ACCEPT)
    answer_engagement(store, programme.actor, said)
    return programme


def open_only(store, programme, day):
    """In the month of this day the hill is open on no other."""
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    one = timedelta(days=1)
    with store.write(programme.tenant_id) as session:
        for start, end in ((first, day - one), (day + one, last)):
            if start <= end:
                closed = {"first_day": start, "last_day": end}
                row = KindergartenClosure(kindergarten_id=programme.hill, **closed)
                session.add(row)


def days(store, programme):
    with store.read(programme.tenant_id) as session:
        found = (
            select(CoachingSession.day)
            .where(CoachingSession.kindergarten_id == programme.hill)
            .order_by(CoachingSession.day)
        )
        return session.scalars(found).all()


@pytest.mark.parametrize("first_planned", [DECEMBER, JANUARY])
def test_a_new_year_crowds_nothing_on_the_old_one(store, hill, first_planned):
    open_only(store, hill, LAST)
    open_only(store, hill, TOO_SOON)
    run.plan(store, hill.actor, first_planned)
    then = JANUARY if first_planned is DECEMBER else DECEMBER
    done = run.plan(store, hill.actor, then)
    (alone,) = done.without_date
    assert "Berta Muster wäre bei Saaleknirpse am 31.12.2027 und schon am" in (
        " ".join(refusal.text for refusal in alone.refusals)
    )
    kept = LAST if first_planned is DECEMBER else TOO_SOON
    assert {LAST, TOO_SOON} & set(days(store, hill)) == {kept}


def test_exactly_the_least_days_over_the_turn_of_the_year_are_enough(store, hill):
    open_only(store, hill, LAST)
    open_only(store, hill, SOONEST)
    run.plan(store, hill.actor, DECEMBER)
    done = run.plan(store, hill.actor, JANUARY)
    assert done.without_date == []
    assert days(store, hill)[:2] == [LAST, SOONEST]


def test_weeks_are_counted_over_the_turn_of_the_year(store, hill):
    open_only(store, hill, LAST)
    run.plan(store, hill.actor, DECEMBER)
    run.plan(store, hill.actor, JANUARY)
    january = days(store, hill)[1]
    monday = LAST - timedelta(days=LAST.weekday())
    assert (january - monday).days // 7 in (4, 5)
    asked = AskedAboutSession(hill.hill, january, QuestionKind.WHY)
    told = explain_session(store, hill.actor, asked, answer_dates)
    assert "Wochen nach dem vorigen Termin" in told.sentences[0].text
