"""A kindergarten that has a coach for some months is open for the others."""

from datetime import date

import pytest
from sqlalchemy import select

from service.db.tables.coaches import Coach
from service.db.tables.engagements import Engagement, EngagementItem
from service.db.tables.kindergartens import Kindergarten
from service.domain.kinds import EngagementState
from service.matching.months import free_runs
from service.use_cases.agree_engagement import AgreeEngagement, agree_engagement
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.publish_proposal import publish_proposal
from tests.service.matching.build import DECEMBER, JANUARY, YEAR, match

JUNE, JULY = date(YEAR, 6, 1), date(YEAR, 7, 1)


@pytest.mark.parametrize(
    ("taken", "runs"),
    [
        ((), [range(1, 13)]),
        (range(1, 13), []),
        (range(1, 7), [range(7, 13)]),
        ((6,), [range(1, 6), range(7, 13)]),
        ((0, 13, 99), [range(1, 13)]),
        ((1, 12), [range(2, 12)]),
    ],
)
def test_free_runs_are_what_is_wanted_and_not_taken(taken, runs):
    assert free_runs(range(1, 13), taken) == runs


def settled(store, programme, *, first_month=1, last=None, coach=None):
    """An accepted engagement at the hill; ``last`` cuts its months."""
    coach = coach or programme.berta
    command = AgreeEngagement(coach, programme.hill, 6, YEAR, first_month)
    done = agree_engagement(store, programme.actor, command)
    said = AnswerEngagement(done.engagement_id, EngagementAnswer.ACCEPT)
    answer_engagement(store, programme.actor, said)
    if last is not None:
        with store.write(programme.tenant_id) as session:
            session.get(
                Engagement, (programme.tenant_id, done.engagement_id)
            ).last_month = last
    return done.engagement_id


def items(store, programme, **more):
    proposal = match(store, programme.actor, **more)
    with store.read(programme.tenant_id) as session:
        found = session.scalars(
            select(EngagementItem).where(EngagementItem.proposal_id == proposal)
        ).all()
    return proposal, {item.kindergarten_id: item for item in found}


def test_the_rest_of_the_year_is_planned_and_the_same_coach_goes_on(
    any_store, any_programme
):
    programme = any_programme
    settled(any_store, programme, last=JUNE, coach=programme.anna)
    proposal, found = items(any_store, programme)
    rest = found[programme.hill]
    assert (rest.first_month, rest.last_month) == (JULY, DECEMBER)
    assert rest.coach_id == programme.anna  # though Berta lives there
    assert found[programme.sun].first_month == JANUARY
    publish_proposal(any_store, programme.actor, proposal)
    with any_store.read(programme.tenant_id) as session:
        there = session.scalars(
            select(Engagement)
            .where(Engagement.kindergarten_id == programme.hill)
            .order_by(Engagement.first_month)
        ).all()
    assert [(row.first_month, row.last_month, row.state) for row in there] == [
        (JANUARY, JUNE, EngagementState.ACCEPTED),
        (JULY, DECEMBER, EngagementState.PROPOSED),
    ]
    _, again = items(any_store, programme)
    assert again == {}  # every month of everybody is spoken for


def test_the_beginning_of_a_year_is_planned_where_somebody_comes_later(
    store, programme
):
    settled(store, programme, first_month=7)
    _, found = items(store, programme)
    first = found[programme.hill]
    assert (first.first_month, first.last_month) == (JANUARY, JUNE)


def test_months_a_house_does_not_want_stay_free(store, programme):
    settled(store, programme, last=JUNE)
    with store.write(programme.tenant_id) as session:
        house = session.get(Kindergarten, (programme.tenant_id, programme.hill))
        house.last_month = JUNE
    _, found = items(store, programme)
    assert programme.hill not in found


def test_hours_of_the_part_that_stands_are_not_given_twice(store, programme):
    """Berta has three hours and ten minutes of ways a month: one house, not two."""
    settled(store, programme, last=JUNE)
    with store.write(programme.tenant_id) as session:
        for coach in session.scalars(select(Coach)):
            coach.monthly_minutes = 190 if coach.id == programme.berta else 0
    _, found = items(store, programme)
    assert set(found) == {programme.hill}
    assert found[programme.hill].first_month == JULY


def at_most(store, programme, coach, count):
    """Only this coach has time, for so many houses at once."""
    with store.write(programme.tenant_id) as session:
        for row in session.scalars(select(Coach)):
            row.max_kindergartens = count if row.id == coach else 0


def test_the_house_of_the_part_that_stands_counts_among_those_of_a_coach(
    store, programme
):
    """Berta is at the hill until June and goes on there; one more is one too many."""
    settled(store, programme, last=JUNE)
    at_most(store, programme, programme.berta, 1)
    _, found = items(store, programme)
    assert {house: item.first_month for house, item in found.items()} == {
        programme.hill: JULY
    }
    at_most(store, programme, programme.berta, 2)
    _, found = items(store, programme)
    assert len(found) == 2


def test_one_house_after_another_is_one_at_a_time(store, programme):
    """Until June the hill, which wants no more; from July on another house."""
    settled(store, programme, last=JUNE)
    at_most(store, programme, programme.berta, 1)
    with store.write(programme.tenant_id) as session:
        hill = session.get(Kindergarten, (programme.tenant_id, programme.hill))
        sun = session.get(Kindergarten, (programme.tenant_id, programme.sun))
        hill.last_month, sun.first_month = JUNE, JULY
    _, found = items(store, programme)
    assert set(found) == {programme.sun}
    with store.write(programme.tenant_id) as session:
        sun = session.get(Kindergarten, (programme.tenant_id, programme.sun))
        sun.first_month = JUNE
    _, found = items(store, programme)
    assert set(found) == set()
