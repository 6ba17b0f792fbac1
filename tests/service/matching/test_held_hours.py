"""Hours that were held count as they were, in plans and in what counties have left."""

from datetime import UTC, date, datetime

import pytest

from service.db.tables.coaches import Coach
from service.db.tables.engagements import Engagement
from service.domain.kinds import AppointmentState, EngagementState
from service.matching.months import period_of
from service.matching.snapshot import take_matching
from service.use_cases.agree_engagement import AgreeEngagement, agree_engagement
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.read_engagements import read_budgets
from tests.service.matching.build import YEAR, at_the_hill

#: Three hours a month, paid 60 € each; Berta lives next door: her ways cost 5 minutes.
HALF_HOURS, AGREED = 6, 180
BUDGET = 2_000_000


@pytest.fixture
def hill(store, programme):
    """Berta is at the hill from January on, with one visit a month."""
    agreed = agree_engagement(
        store,
        programme.actor,
        AgreeEngagement(programme.berta, programme.hill, HALF_HOURS, YEAR),
    )
    said = AnswerEngagement(agreed.engagement_id, EngagementAnswer.ACCEPT)
    answer_engagement(store, programme.actor, said)
    programme.engagement = agreed.engagement_id
    return programme


def logged(store, programme, number, minutes, state=AppointmentState.HELD):
    """The session of a month (from 1) was held for so long, or fell out."""
    day = date(YEAR, number, 5)
    row = at_the_hill(programme, programme.engagement, day, minutes, number=number)
    row.state = state
    with store.write(programme.tenant_id) as session:
        session.add(row)


def end(store, programme, day):
    """The engagement ended on a day."""
    with store.write(programme.tenant_id) as session:
        row = session.get_one(Engagement, (programme.tenant_id, programme.engagement))
        row.state = EngagementState.ENDED
        row.revised_at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def planned(store, programme, first_month=1):
    """Berta's and the county's part of a problem that begins with a month."""
    with store.read(programme.tenant_id) as session:
        snapshot = take_matching(session, period_of(YEAR, first_month))
    codes, problem = snapshot.codes, snapshot.problem
    coach = problem.coaches[codes.coaches[programme.berta]]
    county = problem.counties[codes.counties[programme.jena]]
    return coach, county.budget_cents


def left(store, programme):
    views = read_budgets(store, programme.actor, YEAR)
    (view,) = [view for view in views if view.county_id == programme.jena]
    return view.left_cents


@pytest.mark.parametrize(
    ("minutes", "cents"), [(AGREED + 90, 9_000), (AGREED, 0), (AGREED - 60, -6_000)]
)
def test_a_session_takes_hours_and_money_as_it_was_held(store, hill, minutes, cents):
    coach, budget = planned(store, hill)
    before = left(store, hill)
    logged(store, hill, 1, minutes)
    held, less = planned(store, hill)
    january = YEAR * 12
    usual = coach.minutes_by_month.get(january, coach.monthly_minutes)
    there = held.minutes_by_month.get(january, held.monthly_minutes)
    assert usual - there == minutes - AGREED
    february = january + 1
    assert february not in held.minutes_by_month
    assert budget - less == cents
    assert before - left(store, hill) == cents


def test_a_plan_of_the_rest_of_a_year_counts_what_was_held_before_it(store, hill):
    coach, budget = planned(store, hill, first_month=7)
    logged(store, hill, 1, AGREED + 60)
    logged(store, hill, 2, AGREED - 15)
    held, less = planned(store, hill, first_month=7)
    assert held.history_minutes - coach.history_minutes == 45
    assert held.minutes_by_month == coach.minutes_by_month
    assert budget - less == 4_500


def test_begun_quarters_are_paid_at_the_fee_agreed(store, hill):
    with store.write(hill.tenant_id) as session:
        coach = session.get_one(Coach, (hill.tenant_id, hill.berta))
        coach.fee_cents_per_hour = 9_000
    budget = planned(store, hill)[1]
    logged(store, hill, 1, AGREED + 1)
    # A quarter at 60 € an hour, whatever she takes of others now.
    assert budget - planned(store, hill)[1] == 1_500


def test_a_session_that_fell_out_is_still_agreed(store, hill):
    before = planned(store, hill)
    logged(store, hill, 1, None, AppointmentState.CANCELLED)
    assert planned(store, hill) == before


def test_of_what_ended_counts_what_took_place(store, hill):
    logged(store, hill, 1, AGREED + 60)
    logged(store, hill, 2, None, AppointmentState.CANCELLED)
    end(store, hill, date(YEAR, 2, 3))
    _, budget = planned(store, hill)
    # Four hours at 60 €, and no way is paid next door.
    assert BUDGET - budget == 24_000
    assert left(store, hill) == budget
