"""From cooperations to contact visits in calendars, and from held ones to contacts."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import select

from service.ahead.visits.state import coming_visits
from service.db.tables.contact_visits import ContactVisit
from service.db.tables.feeds import FeedDocument
from service.db.tables.relations import Contact
from service.db.tables.tenancy import RuleOverride
from service.domain.actor import Actor, system_actor
from service.domain.kinds import AppointmentState as State
from service.domain.kinds import (
    ContactKind,
    FeedKind,
    MemberRole,
    Model,
    PersonKind,
    PlaceKind,
    Role,
)
from service.errors import Conflict, InvalidInput, NotFound, NotPermitted, Stale
from service.reports.load_contacts import load_contacts
from service.reports.month import Month
from service.reports.statements import Contacts
from service.use_cases.answer_visit import AnswerVisit, cancel_visit, confirm_visit
from service.use_cases.log_visit import LogVisit, log_visit
from service.use_cases.move_visit import MoveVisit, move_visit
from service.use_cases.plan_visits import PlanVisits, plan_visits
from service.use_cases.read_visits import read_visits
from service.use_cases.subscribe_feed import subscribe_feed
from solver.substitution.problem import Familiarity
from tests.service.explaining.wired import moved_by_wire
from tests.service.planning.build import MONDAY, TUESDAY, Builder, built

TWO_WEEKS = PlanVisits(weeks=2, seconds=120, workers=1)


def a_cluster(build: Builder) -> SimpleNamespace:
    """A floater of 20 hours for two childminders with two children each."""
    floater = build.a_person(
        PersonKind.FLOATER, places=5, employed=True, weekly_minutes=1200
    )
    hosts = [build.a_childminder(north=0.01 * n) for n in range(2)]
    kids = []
    for host in hosts:
        build.a_floater_for(host, floater)
        own = [build.a_child() for _ in range(2)]
        kids.append([kid.id for kid in own])
        for kid in own:
            build.a_contract(kid, host)
    return SimpleNamespace(
        floater=floater.id,
        hosts=[host.id for host in hosts],
        homes=[host.home_place_id for host in hosts],
        kids=kids,
    )


@pytest.fixture
def cluster(store, tenant):
    return built(store, tenant, a_cluster)


def rows(store, tenant):
    with store.read(tenant.id) as session:
        query = select(ContactVisit).order_by(ContactVisit.day, ContactVisit.host_id)
        return session.scalars(query).all()


def as_person(tenant, person, role=Role.CHILDMINDER):
    return Actor(None, tenant.id, frozenset({role}), frozenset({person}), today=MONDAY)


def test_visits_are_planned_weekly_and_planning_again_changes_nothing(
    any_store, any_tenant
):
    built(any_store, any_tenant, a_cluster)
    actor = system_actor(any_tenant.id)
    done = plan_visits(any_store, actor, TWO_WEEKS)
    # From Tuesday on, two weeks reach into a third calendar week: three visits each.
    assert (done.added, done.moved, done.cancelled) == (6, 0, 0)
    assert all(tier["proven"] for tier in done.tiers)
    assert done.capacity_ignored
    again = plan_visits(any_store, actor, TWO_WEEKS)
    assert (again.added, again.moved, again.cancelled, again.kept) == (0, 0, 0, 6)
    stored = rows(any_store, any_tenant)
    assert {row.state for row in stored} == {State.PLANNED}
    assert min(row.day for row in stored) >= TUESDAY


def test_a_held_visit_is_counted_once_and_lets_all_children_know_the_visitor(
    store, tenant, cluster
):
    actor = system_actor(tenant.id)
    plan_visits(store, actor, TWO_WEEKS)
    first = rows(store, tenant)[0]
    store.clock.advance(days=(first.day - MONDAY).days)
    logged = log_visit(store, actor, LogVisit(first.id, 150, first.version))
    assert logged.contacts == 2
    with store.read(tenant.id) as session:
        met = session.scalars(select(Contact)).all()
        assert {(c.person_id, c.minutes, c.kind) for c in met} == {
            (cluster.floater, 150, ContactKind.VISIT)
        }
        november = Month(date(2026, 11, 1), date(2026, 11, 30), first.day)
        counted = load_contacts(session, november)
    assert counted[cluster.floater] == Contacts(1, 150)
    with pytest.raises(Conflict, match="zweimal zählt er nicht"):
        log_visit(store, actor, LogVisit(first.id, 150))


def test_a_visit_logged_by_hand_before_stays_one_contact(store, tenant, cluster):
    actor = system_actor(tenant.id)
    plan_visits(store, actor, TWO_WEEKS)
    first = rows(store, tenant)[0]
    kid = cluster.kids[cluster.hosts.index(first.host_id)][0]
    with store.write(tenant.id) as session:
        session.add(
            Contact(
                child_id=kid,
                person_id=cluster.floater,
                place_id=first.place_id,
                day=first.day,
                minutes=60,
                kind=ContactKind.VISIT,
            )
        )
    store.clock.advance(days=(first.day - MONDAY).days)
    log_visit(store, actor, LogVisit(first.id, 180))
    with store.read(tenant.id) as session:
        found = session.scalars(select(Contact).where(Contact.child_id == kid)).all()
        assert [each.minutes for each in found] == [180]


@pytest.mark.usefixtures("cluster")
def test_nobody_logs_a_visit_that_is_still_to_come(store, tenant):
    plan_visits(store, system_actor(tenant.id), TWO_WEEKS)
    last = rows(store, tenant)[-1]
    with pytest.raises(Conflict, match="erst am"):
        log_visit(store, system_actor(tenant.id), LogVisit(last.id, 60))
    with pytest.raises(InvalidInput):
        log_visit(store, system_actor(tenant.id), LogVisit(last.id, 0))


@pytest.mark.usefixtures("cluster")
def test_a_sick_host_is_visited_on_other_days(store, tenant):
    actor = system_actor(tenant.id)
    plan_visits(store, actor, TWO_WEEKS)
    first = rows(store, tenant)[0]
    with store.write(tenant.id) as session:
        Builder(session).an_absence(
            SimpleNamespace(id=first.host_id), first.day, first.day
        )
    done = plan_visits(store, actor, TWO_WEEKS)
    assert (done.added, done.moved, done.cancelled) == (0, 1, 0)
    with store.read(tenant.id) as session:
        after = session.get(ContactVisit, (tenant.id, first.id))
    assert after.day != first.day
    assert (after.uid, after.state, after.sequence) == (first.uid, State.MOVED, 1)


@pytest.mark.usefixtures("cluster")
def test_a_confirmed_visit_stays_whatever_is_planned(store, tenant):
    actor = system_actor(tenant.id)
    plan_visits(store, actor, TWO_WEEKS)
    first = rows(store, tenant)[0]
    host = as_person(tenant, first.host_id)
    confirm_visit(store, host, AnswerVisit(first.id, first.version))
    with store.write(tenant.id) as session:
        Builder(session).an_absence(
            SimpleNamespace(id=first.host_id), first.day, first.day
        )
    plan_visits(store, actor, TWO_WEEKS)
    with store.read(tenant.id) as session:
        after = session.get(ContactVisit, (tenant.id, first.id))
    assert (after.day, after.state) == (first.day, State.CONFIRMED)


@pytest.mark.usefixtures("cluster")
def test_a_visit_called_off_does_not_come_back_on_that_day(store, tenant):
    actor = system_actor(tenant.id)
    plan_visits(store, actor, TWO_WEEKS)
    first = rows(store, tenant)[0]
    cancel_visit(store, actor, AnswerVisit(first.id))
    done = plan_visits(store, actor, TWO_WEEKS)
    assert done.added == 1
    days = {
        (row.host_id, row.day)
        for row in rows(store, tenant)
        if row.state is not State.CANCELLED
    }
    assert (first.host_id, first.day) not in days
    with pytest.raises(Conflict):
        cancel_visit(store, actor, AnswerVisit(first.id))


@pytest.mark.usefixtures("cluster")
def test_one_visit_moves_and_nothing_else(store, tenant):
    actor = system_actor(tenant.id)
    plan_visits(store, actor, TWO_WEEKS)
    before = {row.id: row.day for row in rows(store, tenant)}
    one = next(row for row in rows(store, tenant) if row.day.isocalendar().week == 46)
    moved = move_visit(store, actor, MoveVisit(one.id), moved_by_wire)
    assert moved.day != one.day
    assert moved.day.isocalendar().week == 46
    after = {row.id: row.day for row in rows(store, tenant)}
    assert {k for k in before if before[k] != after[k]} == {one.id}
    with pytest.raises(Stale):
        move_visit(store, actor, MoveVisit(one.id, version=one.version), moved_by_wire)
    sunday = one.day + timedelta(days=6 - one.day.weekday())
    with pytest.raises(Conflict, match="keinen anderen Tag"):
        move_visit(store, actor, MoveVisit(one.id, sunday), moved_by_wire)


@pytest.mark.usefixtures("cluster")
@pytest.mark.parametrize("harmless", [True, False])
def test_while_a_day_is_looked_for_others_write_and_are_not_lost(
    store, tenant, harmless
):
    actor = system_actor(tenant.id)
    plan_visits(store, actor, TWO_WEEKS)
    one, other = rows(store, tenant)[:2]

    def meanwhile(order):
        if harmless:
            subscribe_feed(store, actor, FeedKind.AREA, tenant.id, "Büro")
        else:
            confirm_visit(store, actor, AnswerVisit(other.id))
        return moved_by_wire(order)

    if harmless:
        assert move_visit(store, actor, MoveVisit(one.id), meanwhile).day != one.day
        return
    with pytest.raises(Conflict, match="geändert"):
        move_visit(store, actor, MoveVisit(one.id), meanwhile)
    after = {row.id: row for row in rows(store, tenant)}
    assert (after[one.id].day, after[other.id].state) == (one.day, State.CONFIRMED)


def test_calendars_of_visitor_and_host_show_it_and_those_of_guardians_do_not(
    store, tenant, cluster
):
    actor = system_actor(tenant.id)
    subscribe_feed(store, actor, FeedKind.PERSON, cluster.floater, "Handy")
    subscribe_feed(store, actor, FeedKind.PERSON, cluster.hosts[0], "Handy")
    subscribe_feed(store, actor, FeedKind.AREA, tenant.id, "Büro")
    plan_visits(store, actor, TWO_WEEKS)

    def feeds():
        with store.read(tenant.id) as session:
            found = session.scalars(select(FeedDocument)).all()
            return {each.recipient_id: each.body.decode() for each in found}

    shown = feeds()
    assert shown[cluster.floater].count("BEGIN:VEVENT") == 6
    assert "Kontaktbesuch bei Test" in shown[cluster.floater]
    assert shown[cluster.hosts[0]].count("BEGIN:VEVENT") == 3
    assert shown[tenant.id].count("BEGIN:VEVENT") == 6
    one = next(r for r in rows(store, tenant) if r.host_id == cluster.hosts[0])
    cancel_visit(store, actor, AnswerVisit(one.id))
    shown = feeds()
    assert shown[cluster.hosts[0]].count("STATUS:CANCELLED") == 1
    assert shown[cluster.floater].count("STATUS:CANCELLED") == 1


def test_who_takes_part_sees_and_answers_her_own_visits_only(store, tenant, cluster):
    actor = system_actor(tenant.id)
    plan_visits(store, actor, TWO_WEEKS)
    last = MONDAY + timedelta(days=30)
    host = as_person(tenant, cluster.hosts[0])
    seen = read_visits(store, host, MONDAY, last)
    assert {view.host_id for view in seen} == {cluster.hosts[0]}
    other = next(r for r in rows(store, tenant) if r.host_id == cluster.hosts[1])
    with pytest.raises(NotFound):
        confirm_visit(store, host, AnswerVisit(other.id))
    with pytest.raises(NotPermitted):
        plan_visits(store, host, TWO_WEEKS)
    guardian = Actor(None, tenant.id, frozenset({Role.GUARDIAN}), today=MONDAY)
    with pytest.raises(NotPermitted):
        read_visits(store, guardian, MONDAY, last)


def test_without_anybody_who_may_visit_it_says_what_is_missing(store, tenant):
    with pytest.raises(InvalidInput, match="Kooperation"):
        plan_visits(store, system_actor(tenant.id), TWO_WEEKS)


@pytest.mark.usefixtures("cluster")
def test_weeks_out_of_range_are_refused(store, tenant):
    for weeks in (0, 13):
        with pytest.raises(InvalidInput, match="1 bis 12 Wochen"):
            plan_visits(store, system_actor(tenant.id), PlanVisits(weeks=weeks))


def test_everybody_away_leaves_reasons_instead_of_visits(store, tenant, cluster):
    with store.write(tenant.id) as session:
        build = Builder(session)
        for host in cluster.hosts:
            last = MONDAY + timedelta(days=20)
            build.an_absence(SimpleNamespace(id=host), MONDAY, last)
    done = plan_visits(store, system_actor(tenant.id), TWO_WEEKS)
    assert done.added == 0
    assert len(done.missed) == 6
    assert all("keine Kinder" in one.text for one in done.missed)


def test_a_tandem_meets_with_its_children_at_one_home(store, tenant):
    def tandem(build):
        pair = [build.a_childminder(north=0.005 * n) for n in range(2)]
        build.a_tandem(*pair)
        for person in pair:
            build.a_contract(build.a_child(), person)

    built(store, tenant, tandem)
    with store.read(tenant.id) as session:
        problem = coming_visits(session, 4, store.clock.now()).problem
    (bond,) = problem.bonds.values()
    assert (bond.every_weeks, bond.minutes) == (2, 120)
    assert problem.level is Familiarity.FAMILIAR
    plan_visits(store, system_actor(tenant.id), TWO_WEEKS)
    first = rows(store, tenant)[0]
    store.clock.advance(days=(first.day - MONDAY).days)
    logged = log_visit(store, system_actor(tenant.id), LogVisit(first.id, 120))
    assert logged.contacts == 2  # each child has met the other childminder


def test_children_come_to_a_base_once_in_four_weeks(store, tenant):
    def base(build):
        place = build.a_place(PlaceKind.BASE, north=0.02)
        staff = build.a_person(PersonKind.BASE_STAFF, employed=True)
        build.works_at(staff, place)
        host = build.a_childminder()
        build.a_contract(build.a_child(), host)
        build.a_cooperation(Model.BASE, [(host, MemberRole.MEMBER)], place=place)
        return place.id

    place = built(store, tenant, base)
    done = plan_visits(store, system_actor(tenant.id), PlanVisits(4, 20, 1))
    assert done.added in (1, 2)
    assert {row.place_id for row in rows(store, tenant)} == {place}


@pytest.mark.usefixtures("cluster")
def test_a_visit_while_one_of_both_is_away_is_marked_until_it_is_moved(store, tenant):
    actor = system_actor(tenant.id)
    plan_visits(store, actor, TWO_WEEKS)
    first = rows(store, tenant)[0]
    last = MONDAY + timedelta(days=20)

    def marked():
        return {v.id for v in read_visits(store, actor, MONDAY, last) if v.clashes}

    assert marked() == set()
    with store.write(tenant.id) as session:
        Builder(session).an_absence(
            SimpleNamespace(id=first.host_id), first.day, first.day
        )
    assert marked() == {first.id}
    plan_visits(store, actor, TWO_WEEKS)
    assert marked() == set()


def _own_number(store, tenant, rule, parameter, value, since=None):
    with store.write(tenant.id) as session:
        session.add(
            RuleOverride(
                rule=rule,
                parameter=parameter,
                value=value,
                source="Dienstanweisung",
                valid_from=since or MONDAY,
            )
        )


@pytest.mark.usefixtures("cluster")
def test_the_profile_says_how_often_and_how_long(store, tenant):
    _own_number(store, tenant, "visit-cadence", "floater_weeks", 2)
    _own_number(store, tenant, "visit-cadence", "floater_minutes", 90)
    plan_visits(store, system_actor(tenant.id), PlanVisits(4, 20, 1))
    stored = rows(store, tenant)
    assert {row.end_minute - row.start_minute for row in stored} == {90}
    fortnights = [(row.host_id, (row.day.toordinal() - 1) // 14) for row in stored]
    assert len(fortnights) == len(set(fortnights))


@pytest.mark.usefixtures("cluster")
def test_weeks_over_a_change_of_rules_are_refused_with_its_day(store, tenant):
    changed = MONDAY + timedelta(days=9)
    _own_number(
        store, tenant, "contact-visits-per-day", "most_visits", 1, since=changed
    )
    actor = system_actor(tenant.id)
    with pytest.raises(InvalidInput, match=f"{changed:%d.%m.%Y}"):
        plan_visits(store, actor, TWO_WEEKS)
    assert plan_visits(store, actor, PlanVisits(1, 20, 1)).added
