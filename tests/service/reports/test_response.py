"""How long from the sick call to the first publication that knew of it."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service.db.tables.absences import Absence
from service.db.tables.people import Person
from service.db.tables.tenancy import Area
from service.domain.kinds import AbsenceClass, AreaKind
from service.reports.response import (
    PublishedPlan,
    ResponseFigures,
    SickCall,
    response_figures,
)
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.read_coverage import read_coverage
from service.use_cases.report_absence import ReportAbsence, report_absence
from service.use_cases.withdraw_publication import withdraw_publication
from tests.service.planning.build import FRIDAY, MONDAY, NOW, TUESDAY, Builder
from tests.service.planning.run import counsellor, propose, publish
from tests.service.reports.conftest import AFTERWARDS, NOVEMBER

EIGHT = datetime(2026, 11, 2, 7, 0, tzinfo=UTC)


def response(store, actor, month=NOVEMBER):
    store.clock.set(AFTERWARDS)
    return read_coverage(store, actor, month).response


def test_the_whole_path(store, case):
    proposal = propose(store, case.actor)
    store.clock.advance(minutes=9, seconds=59)
    publish_proposal(store, case.actor, proposal)
    found = response(store, case.actor)
    assert found == ResponseFigures(1, 1, 1, 9, 9, 1, 9)


def test_publishing_again_answers_no_faster_and_no_slower(week):
    store, actor = week.store, week.actor
    store.clock.advance(hours=2)
    publish(store, actor)
    assert response(store, actor).median_minutes == 0


def test_what_was_withdrawn_answered_nothing(week):
    store, actor = week.store, week.actor
    withdraw_publication(store, actor, week.publication)
    assert response(store, actor) == ResponseFigures(1, 0, 0, None, None, 1, None)


def test_days_taken_back_answered_nothing_later_ones_do(week):
    """Published for the week, from Tuesday on taken back, then published anew."""
    store, actor = week.store, week.actor
    store.clock.set(datetime(2026, 11, 2, 10, 0, tzinfo=UTC))  # Monday has begun
    call = ReportAbsence(week.carla, FRIDAY, FRIDAY)
    with store.write(week.tenant_id) as session:
        build = Builder(session, prefix="y")
        carla = session.get_one(Person, (week.tenant_id, week.carla))
        build.a_contract(build.a_child(), carla)
    report_absence(store, actor, call)
    store.clock.advance(minutes=5)
    published = publish(store, actor)
    withdraw_publication(store, actor, published.publication_id)
    store.clock.advance(minutes=25)
    publish(store, actor, FRIDAY, FRIDAY)
    found = response(store, actor)
    assert (found.calls, found.answered) == (2, 2)
    assert found.longest_minutes == 30


def test_a_plan_made_before_the_call_does_not_answer_it(week):
    store, actor = week.store, week.actor
    with store.write(week.tenant_id) as session:
        row = session.get_one(Absence, (week.tenant_id, week.absence))
        row.reported_at = NOW + timedelta(seconds=1)
    assert response(store, actor).answered == 0


def test_announced_absences_wait_for_nobody(week):
    store, actor = week.store, week.actor
    with store.write(week.tenant_id) as session:
        row = session.get_one(Absence, (week.tenant_id, week.absence))
        row.absence_class = AbsenceClass.PLANNED
    assert response(store, actor) == ResponseFigures()


def test_a_call_without_children_who_need_somebody_is_none(week):
    store, actor = week.store, week.actor
    report_absence(store, actor, ReportAbsence(week.carla, MONDAY, MONDAY))
    assert response(store, actor).calls == 1


@pytest.mark.parametrize(
    ("first", "october", "november"),
    [
        (date(2026, 10, 30), 1, 0),  # Friday: children stood at the door in October
        (date(2026, 10, 31), 0, 1),  # Saturday: the first to need somebody come Monday
        (MONDAY, 0, 1),
    ],
)
def test_a_call_counts_in_the_month_of_its_first_need(
    store, tenant, first, october, november
):
    with store.write(tenant.id) as session:
        build = Builder(session)
        anna = build.a_childminder()
        build.a_contract(build.a_child(), anna)
        build.an_absence(anna, first, TUESDAY)
    actor = counsellor(tenant.id)
    assert response(store, actor, "2026-10").calls == october
    assert response(store, actor).calls == november


def test_a_plan_of_another_district_answers_nothing(store, tenant):
    with store.write(tenant.id) as session:
        build = Builder(session)
        city = build._add(Area(kind=AreaKind.MUNICIPALITY, name="Herne"))
        north, south = (
            build._add(Area(kind=AreaKind.DISTRICT, name=name, parent_id=city.id))
            for name in ("Nord", "Süd")
        )
        place = build.a_place(area_id=north.id)
        anna = build.a_person(home=place)
        build.a_contract(build.a_child(), anna)
        build.an_absence(anna)
        areas = city.id, north.id, south.id
    actor = counsellor(tenant.id)
    publish(store, actor, MONDAY, MONDAY, area_id=areas[2])
    assert response(store, actor).answered == 0
    store.clock.set(NOW + timedelta(minutes=7))
    publish(store, actor, MONDAY, MONDAY, area_id=areas[0])
    assert response(store, actor).median_minutes == 7


def call_at(minute, needed_at=EIGHT):
    return SickCall(
        absent_id=None,
        reported_at=EIGHT - timedelta(minutes=minute),
        needed_at=needed_at,
        days=frozenset({MONDAY}),
        place_area_id=None,
    )


def plan_at(minute):
    at = EIGHT + timedelta(minutes=minute)
    return PublishedPlan(at, at, frozenset({MONDAY}), None)


@pytest.mark.parametrize(("minute", "in_time"), [(-1, 1), (0, 1), (1, 0)])
def test_in_time_is_before_the_first_child_is_to_be_there(minute, in_time):
    found = response_figures([call_at(60)], [plan_at(minute)], lambda *_: True)
    assert (found.answered, found.in_time) == (1, in_time)


def test_the_lower_of_two_medians_and_the_longest():
    calls = [call_at(minute) for minute in (10, 20, 30, 45)]
    found = response_figures(calls, [plan_at(0)], lambda *_: True)
    assert (found.median_minutes, found.longest_minutes) == (20, 45)


def test_the_call_of_the_evening_before_does_not_count_as_of_the_day():
    evening = call_at(14 * 60)
    found = response_figures([evening, call_at(10)], [plan_at(0)], lambda *_: True)
    assert (found.same_day, found.same_day_median_minutes) == (1, 10)
