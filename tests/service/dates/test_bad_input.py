"""Programmes in which dates cannot be found: a right answer with its reasons."""

from datetime import date

from sqlalchemy import select

from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import Kindergarten, KindergartenClosure
from service.use_cases.request_dates import RequestDates
from tests.service.dates import run
from tests.service.matching.build import YEAR, make_programme

PLAN = RequestDates(YEAR, 11, workers=1)


def test_closures_all_year_leave_that_house_without_dates_and_no_other(
    store, programme
):
    always = {"first_day": date(YEAR, 1, 1), "last_day": date(YEAR, 12, 31)}
    with store.write(programme.tenant_id) as session:
        session.add(KindergartenClosure(kindergarten_id=programme.hill, **always))
    done = run.plan(store, programme.actor, PLAN)
    assert (done.added, len(done.without_date)) == (4, 2)
    assert {alone.kindergarten for alone in done.without_date} == {"Saaleknirpse"}
    november = done.without_date[0]
    assert len(november.refusals) == 30
    rules = {refused.rule for refused in november.refusals}
    assert rules == {"kindergarten-closed"}
    assert done.proven


def test_without_engagements_there_is_nothing_to_find(store):
    programme = make_programme(store)
    done = run.plan(store, programme.actor, PLAN)
    assert (done.added, done.without_date, done.without_way) == (0, [], [])


def test_a_house_on_no_map_is_named_and_the_others_are_planned(store, programme):
    with store.write(programme.tenant_id) as session:
        house = session.get(Kindergarten, (programme.tenant_id, programme.hill))
        house.latitude = house.longitude = None
    done = run.plan(store, programme.actor, PLAN)
    assert (done.added, done.without_way) == (4, ["Saaleknirpse"])


def test_an_engagement_of_a_year_gone_by_has_no_dates_to_come(store, programme):
    with store.write(programme.tenant_id) as session:
        for row in session.scalars(select(Engagement)):
            row.first_month = date(YEAR - 2, 1, 1)
            row.last_month = date(YEAR - 2, 12, 1)
    assert run.plan(store, programme.actor, PLAN).added == 0


def test_a_year_gone_by_that_is_planned_has_no_dates_to_come(store, programme):
    """No month of it is left: the months around it were asked for all the same."""
    gone = RequestDates(store.clock.now().year - 1, workers=1)
    done = run.plan(store, programme.actor, gone)
    assert (done.added, done.without_date) == (0, [])
