"""Programmes in which something is missing: a clear error or the right answer."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import delete, select

from service.db.tables.coaches import Coach, CoachTopic
from service.db.tables.engagements import EngagementGap, EngagementItem
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.programme import CountyBudget
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import InvalidInput, NotPermitted
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.request_matching import RequestMatching, request_matching
from tests.service.matching.build import (
    YEAR,
    Builder,
    coordinator,
    make_programme,
    make_programme_tenant,
    match,
)
from tests.tenants import make_tenant


@pytest.fixture
def programme(store):
    """Without the doctor: rows are written past the use cases here."""
    return make_programme(store)


def change(store, programme, table, row_id=None, **values):
    with store.write(programme.tenant_id) as session:
        query = (
            select(table) if row_id is None else select(table).where(table.id == row_id)
        )
        for row in session.scalars(query):
            for name, value in values.items():
                setattr(row, name, value)


def result(store, programme, **more):
    """Who is served by whom, and the rules that left the others alone."""
    proposal_id = match(store, programme.actor, **more)
    with store.read(programme.tenant_id) as session:
        items = session.scalars(
            select(EngagementItem).where(EngagementItem.proposal_id == proposal_id)
        ).all()
        gaps = session.scalars(
            select(EngagementGap).where(EngagementGap.proposal_id == proposal_id)
        ).all()
    served = {item.kindergarten_id: item for item in items}
    rules = {g.kindergarten_id: {r["rule"] for r in g.refusals} for g in gaps}
    return served, rules


def test_without_any_coach_the_request_says_so(store):
    tenant = make_programme_tenant(store)
    with store.write(tenant.id) as session:
        build = Builder(session)
        build.topics()
        build.a_kindergarten("Allein", build.a_county("Gera"))
    with pytest.raises(InvalidInput, match="keine Prozessbegleitung eingetragen"):
        request_matching(store, coordinator(tenant.id), RequestMatching(YEAR))


def test_without_any_kindergarten_the_request_says_so(store):
    tenant = make_programme_tenant(store)
    with store.write(tenant.id) as session:
        build = Builder(session)
        build.topics()
        build.a_coach("Anna")
    with pytest.raises(InvalidInput, match="keine Kita eingetragen"):
        request_matching(store, coordinator(tenant.id), RequestMatching(YEAR))


def test_coaches_gone_meanwhile_leave_everybody_alone_and_it_can_be_published(
    store, programme
):
    change(store, programme, Coach, active_until=date(YEAR - 1, 12, 31))
    served, rules = result(store, programme)
    assert served == {}
    assert set(rules) == {programme.sun, programme.river, programme.hill}
    assert all("coach-hours" in found for found in rules.values())


def test_a_budget_of_zero_serves_nobody_of_that_county_and_names_the_rule(
    store, programme
):
    with store.write(programme.tenant_id) as session:
        for budget in session.scalars(select(CountyBudget)):
            if budget.area_id == programme.weimar:
                budget.budget_cents = 0
    served, rules = result(store, programme)
    assert set(served) == {programme.hill}
    assert rules == {
        programme.sun: {"county-budget"},
        programme.river: {"county-budget"},
    }


def test_a_county_without_a_row_has_no_limit(store, programme):
    with store.write(programme.tenant_id) as session:
        session.execute(delete(CountyBudget))
    served, rules = result(store, programme)
    assert (len(served), rules) == (3, {})


@pytest.mark.parametrize(("minutes", "half_hours"), [(129, None), (130, 4), (160, 5)])
def test_hours_below_the_least_are_no_engagement(store, programme, minutes, half_hours):
    """Four half-hours and five minutes each way to the very house are 130 minutes."""
    with store.write(programme.tenant_id) as session:
        for coach in session.scalars(select(Coach)):
            coach.monthly_minutes = minutes if coach.id == programme.anna else 0
        for house in session.scalars(select(Kindergarten)):
            if house.id == programme.river:
                house.first_month = house.last_month = date(YEAR - 1, 1, 1)
    served, rules = result(store, programme)
    if half_hours is None:
        assert programme.sun not in served
        assert "coach-hours" in rules[programme.sun]
    else:
        assert served[programme.sun].half_hours == half_hours


def test_a_house_without_months_in_the_year_is_not_planned_at_all(store, programme):
    change(
        store, programme, Kindergarten, programme.hill, last_month=date(YEAR - 1, 6, 1)
    )
    served, rules = result(store, programme)
    assert programme.hill not in {*served, *rules}


def test_months_of_a_house_bound_its_engagement(store, programme):
    change(store, programme, Kindergarten, programme.hill, first_month=date(YEAR, 3, 1))
    served, _ = result(store, programme, first_month=2)
    assert served[programme.hill].first_month == date(YEAR, 3, 1)
    assert served[programme.sun].first_month == date(YEAR, 2, 1)


def test_a_coach_without_a_point_on_the_map_reaches_nobody(store, programme):
    change(store, programme, Coach, programme.berta, latitude=None, longitude=None)
    change(store, programme, Coach, programme.anna, radius_km=5)
    served, rules = result(store, programme)
    assert set(served) == {programme.sun, programme.river}
    assert rules == {programme.hill: {"within-reach"}}


@pytest.mark.parametrize(("radius_km", "served_far"), [(19, True), (18, False)])
def test_the_radius_bounds_ways_exactly(store, programme, radius_km, served_far):
    """Jena lies 19 km from Weimar as the crow flies."""
    change(store, programme, Coach, programme.anna, radius_km=radius_km)
    change(store, programme, Coach, programme.berta, monthly_minutes=0)
    served, _ = result(store, programme)
    assert (programme.hill in served) is served_far


def test_a_beginner_does_not_accompany_a_house_that_begins(store, programme):
    change(store, programme, Coach, experience_years=1)
    _, rules = result(store, programme)
    assert rules == {programme.sun: {"experienced-at-start"}}


def test_topics_nobody_knows_leave_a_house_alone(store, programme):
    with store.write(programme.tenant_id) as session:
        session.execute(delete(CoachTopic).where(CoachTopic.topic == "team"))
    served, rules = result(store, programme)
    assert served == {}
    assert all(found == {"topics-covered"} for found in rules.values())


def test_an_odd_fee_is_rounded_up_for_the_half_hour(store, programme):
    change(store, programme, Coach, fee_cents_per_hour=6001)
    served, _ = result(store, programme)
    assert len(served) == 3


def test_last_years_coach_goes_on(store, programme):
    change(store, programme, Kindergarten, programme.hill, last_coach_id=programme.anna)
    served, _ = result(store, programme)
    assert served[programme.hill].coach_id == programme.anna


def test_a_youth_office_is_no_programme(store):
    tenant = make_tenant(store)
    with pytest.raises(InvalidInput, match="kein"):
        request_matching(store, coordinator(tenant.id), RequestMatching(YEAR))


@pytest.mark.parametrize("role", [Role.COUNSELLOR, Role.COACH, Role.CHILDMINDER])
def test_only_the_coordination_asks_for_a_matching(store, programme, role):
    actor = replace(programme.actor, roles=frozenset({role}))
    with pytest.raises(NotPermitted):
        request_matching(store, actor, RequestMatching(YEAR))


def test_a_counsellor_of_everything_does_not_publish_a_matching(store, programme):
    proposal_id = match(store, programme.actor)
    counsellor = Actor(None, programme.tenant_id, frozenset({Role.COUNSELLOR}))
    with pytest.raises(NotPermitted, match="Koordination"):
        publish_proposal(store, counsellor, proposal_id)


def test_a_programme_of_another_tenant_is_not_seen(store, programme):
    other = make_programme_tenant(store, "Andere Fachstelle")
    with store.write(other.id) as session:
        build = Builder(session)
        build.topics()
        build.a_coach("Fremd")
        build.a_kindergarten("Woanders", build.a_county("Gera"))
    with store.read(other.id) as session:
        assert len(session.scalars(select(Coach)).all()) == 1
    served, _ = result(store, programme)
    assert {item.coach_id for item in served.values()} <= {
        programme.anna,
        programme.berta,
    }
    assert uuid4() not in served
