"""A fee scale that rises on a day: hours cost what they cost on their own day."""

from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from service.db.tables.coaches import Coach
from service.db.tables.engagements import Engagement
from service.db.tables.programme import FeeBand, FeeBandPrice
from service.matching.fees import Fee
from service.matching.months import period_of
from service.matching.snapshot import take_matching
from service.use_cases.agree_engagement import AgreeEngagement, agree_engagement
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.read_engagements import read_budgets
from service.use_cases.read_sessions import read_accounts, read_statement
from tests.service.matching.build import YEAR, ask, at_the_hill

USUAL, LATER = 6_000, 8_000
RISE = date(YEAR, 7, 10)
#: Three hours a month. Berta lives next door and is paid no way.
HALF_HOURS, MONTHLY = 6, 180


@pytest.fixture
def scale(store, programme):
    """Both coaches are on a step of 60 €, 80 from the tenth of July on."""
    with store.write(programme.tenant_id) as session:
        band = FeeBand(id=uuid4(), name="II", cents_per_hour=USUAL)
        session.add(band)
        session.flush()
        session.add(
            FeeBandPrice(fee_band_id=band.id, valid_from=RISE, cents_per_hour=LATER)
        )
        session.execute(update(Coach).values(fee_band_id=band.id))
    programme.band = band.id
    return programme


def agreed(store, programme, first_month=1):
    """Berta is at the hill with three hours a month."""
    command = AgreeEngagement(
        programme.berta, programme.hill, HALF_HOURS, YEAR, first_month
    )
    made = agree_engagement(store, programme.actor, command).engagement_id
    said = AnswerEngagement(made, EngagementAnswer.ACCEPT)
    answer_engagement(store, programme.actor, said)
    return made


def held(store, programme, engagement, day, number):
    """The session of a month (from 1) was held as agreed."""
    row = at_the_hill(programme, engagement, day, held_minutes=MONTHLY, number=number)
    with store.write(programme.tenant_id) as session:
        session.add(row)


def budget(store, programme):
    views = read_budgets(store, programme.actor, YEAR)
    (view,) = [view for view in views if view.county_id == programme.jena]
    return view


def coach_of(store, programme, first_month=1):
    with store.read(programme.tenant_id) as session:
        snapshot = take_matching(session, period_of(YEAR, first_month))
    return snapshot.problem.coaches[snapshot.codes.coaches[programme.berta]]


def later_fees(store, programme):
    with store.read(programme.tenant_id) as session:
        rows = session.scalars(select(Engagement))
        return {(row.fee_cents_per_hour, str(row.later_fees)) for row in rows}


def test_a_fee_holds_from_its_day_on():
    fee = Fee(1, ((date(2027, 2, 1), 2), (date(2027, 5, 15), 3)))
    assert [fee.on(date(2027, m, 15)) for m in (1, 2, 4, 5)] == [1, 2, 2, 3]
    assert fee.in_month(2027 * 12 + 4) == 2
    assert fee.since(date(2027, 3, 1)) == Fee(2, ((date(2027, 5, 15), 3),))
    assert Fee(1).stored is None


def test_months_are_planned_at_the_fee_they_begin_with(store, scale):
    coach = coach_of(store, scale)
    january = YEAR * 12
    assert coach.fee_cents_per_hour == USUAL
    assert coach.fee_by_month == dict.fromkeys(range(january + 7, january + 12), LATER)
    assert coach_of(store, scale, first_month=8).fee_cents_per_hour == LATER
    agreed(store, scale)
    assert budget(store, scale).accepted_cents == 3 * (7 * USUAL + 5 * LATER)


def test_every_session_was_paid_by_the_scale_of_its_import_bug(store, scale):
    engagement = agreed(store, scale)
    before = budget(store, scale)
    held(store, scale, engagement, date(YEAR, 6, 20), 6)
    assert budget(store, scale).left_cents == before.left_cents
    held(store, scale, engagement, date(YEAR, 7, 20), 7)
    # July was planned with what it begins with, and held after the tenth
    assert before.left_cents - budget(store, scale).left_cents == 3 * (LATER - USUAL)
    accounts = read_accounts(store, scale.actor, YEAR)
    (account,) = [one for one in accounts.counties if one.held_cents]
    assert account.held_cents == 3 * (USUAL + LATER)
    paid = [
        [view.cents for view in read_statement(store, scale.actor, date(YEAR, m, 1))]
        for m in (6, 7)
    ]
    assert paid == [[3 * USUAL], [3 * LATER]]


def test_what_is_agreed_stays_when_the_scale_changes(store, scale):
    agreed(store, scale)
    before = budget(store, scale).accepted_cents
    with store.write(scale.tenant_id) as session:
        session.execute(update(FeeBandPrice).values(cents_per_hour=9_900))
        session.execute(update(FeeBand).values(cents_per_hour=9_800))
    assert budget(store, scale).accepted_cents == before


def test_who_agreed_another_fee_than_her_step_keeps_it(store, scale):
    with store.write(scale.tenant_id) as session:
        session.execute(update(Coach).values(fee_cents_per_hour=7_000))
    coach = coach_of(store, scale)
    assert (coach.fee_cents_per_hour, coach.fee_by_month) == (7_000, {})


def test_an_engagement_keeps_the_fees_of_its_own_months(store, scale):
    agreed(store, scale, first_month=8)
    assert later_fees(store, scale) == {(LATER, "None")}


def test_a_published_matching_agrees_on_what_follows(store, scale):
    ask(store, scale.actor)
    assert later_fees(store, scale) == {(USUAL, f"[['{RISE}', {LATER}]]")}
