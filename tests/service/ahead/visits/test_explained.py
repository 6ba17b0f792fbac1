"""Questions about contact visits as they stand: answered in words, by whom it may."""

from datetime import timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import select

from service.db.tables.contact_visits import ContactVisit
from service.domain.actor import system_actor
from service.domain.kinds import Role
from service.errors import Conflict, InvalidInput, NotFound, NotPermitted
from service.use_cases.answer_visit import AnswerVisit, confirm_visit
from service.use_cases.explain_contact_visits import (
    AskedAboutContacts,
    explain_contact_visits,
)
from service.use_cases.plan_visits import plan_visits
from tests.service.ahead.visits.test_contact_visits import (
    TWO_WEEKS,
    a_cluster,
    as_person,
)
from tests.service.explaining.wired import by_wire
from tests.service.planning.build import MONDAY, Builder, built


@pytest.fixture
def cluster(store, tenant):
    """A floater for two households; the first is away in the second week."""
    found = built(store, tenant, a_cluster)
    with store.write(tenant.id) as session:
        host = SimpleNamespace(id=found.hosts[0])
        first = MONDAY + timedelta(days=7)
        Builder(session).an_absence(host, first, first + timedelta(days=4))
    plan_visits(store, system_actor(tenant.id), TWO_WEEKS)
    return found


def said(store, tenant, asked, answering=by_wire) -> dict[str, list[str]]:
    actor = system_actor(tenant.id)
    answer = explain_contact_visits(store, actor, asked, answering, forced=True)
    told: dict[str, list[str]] = {}
    for reason in answer.reasons:
        assert "{" not in reason.text
        told.setdefault(reason.rule, []).append(reason.text)
    return told


def test_why_she_comes_and_why_not_while_the_household_is_away(store, tenant, cluster):
    asked = AskedAboutContacts(cluster.hosts[0], cluster.floater)
    told = said(store, tenant, asked)
    assert len(told["contact-chosen"]) == 2
    assert len(told["contact-household-there"]) == 1
    assert "einzige mögliche Vertretung" in told["contact-need-only"][0]
    assert f"am {MONDAY + timedelta(days=7):%d.%m.%Y}" in told["contact-need-away"][0]
    # somebody's leave is not for changing
    assert len(told["contact-no-change"]) == 1
    whole = said(store, tenant, AskedAboutContacts(cluster.hosts[0]))
    assert len(whole["contact-planned"]) == 2
    assert len(whole["contact-household-there"]) == 1


def test_why_not_on_a_day_says_the_rule_or_what_it_would_change(store, tenant, cluster):
    with store.read(tenant.id) as session:
        rows = session.scalars(
            select(ContactVisit)
            .where(ContactVisit.host_id == cluster.hosts[1])
            .order_by(ContactVisit.day)
        ).all()
    pair = cluster.hosts[1], cluster.floater
    last = rows[-1]
    chosen = said(store, tenant, AskedAboutContacts(*pair, last.day))
    assert "contact-chosen" in chosen
    monday = last.day - timedelta(days=last.day.weekday())
    other = monday if last.day > monday else monday + timedelta(days=1)
    told = said(store, tenant, AskedAboutContacts(*pair, other))
    assert set(told) & {"alone-worse", "alone-equal", "contact-weekly-hours"}
    assert set(told) & {"forced-worse", "forced-equal"}
    sunday = monday - timedelta(days=1)
    told = said(store, tenant, AskedAboutContacts(*pair, sunday))
    assert set(told) == {"contact-visitor-free"}
    confirm_visit(store, as_person(tenant, last.host_id), AnswerVisit(last.id))
    told = said(store, tenant, AskedAboutContacts(*pair, other))
    assert set(told) == {"contact-stands"}


def test_questions_that_make_no_sense_are_refused(store, tenant, cluster):
    host, floater = cluster.hosts[0], cluster.floater
    actor = system_actor(tenant.id)

    def ask(**asked):
        explain_contact_visits(store, actor, AskedAboutContacts(**asked), by_wire)

    with pytest.raises(NotFound):
        ask(host_id=uuid4())
    with pytest.raises(Conflict, match="keine Besuche vorgesehen"):
        ask(host_id=host, visitor_id=cluster.hosts[1])
    with pytest.raises(InvalidInput, match="wer zu Besuch käme"):
        ask(host_id=host, day=MONDAY)
    with pytest.raises(InvalidInput, match="nicht in den Wochen"):
        ask(host_id=host, visitor_id=floater, day=MONDAY + timedelta(days=300))
    with pytest.raises(InvalidInput, match="1 bis 12 Wochen"):
        ask(host_id=host, weeks=13)


def test_reasoning_holds_no_connection_of_the_database(store, tenant, cluster):
    held = []

    def answering(order):
        held.append(store.engine.pool.checkedout())
        return by_wire(order)

    pair = cluster.hosts[1], cluster.floater
    with store.read(tenant.id) as session:
        days = select(ContactVisit.day).where(ContactVisit.host_id == pair[0])
        last = max(session.scalars(days))
        assert store.engine.pool.checkedout() == 1
    asked = AskedAboutContacts(*pair, last - timedelta(days=1))
    said(store, tenant, asked, answering)
    assert held == [0]


@pytest.mark.parametrize("role", [Role.SUBSTITUTE, Role.GUARDIAN])
def test_who_only_takes_part_is_not_told_of_others(store, tenant, cluster, role):
    actor = as_person(tenant, cluster.floater, role)
    asked = AskedAboutContacts(cluster.hosts[0])
    with pytest.raises(NotPermitted):
        explain_contact_visits(store, actor, asked, by_wire)
