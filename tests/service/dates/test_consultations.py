"""From hosts and kindergartens to visits in calendars: planned, moved, answered."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from uuid import uuid4

import pytest
from sqlalchemy import select

from service.calendars.programme.standing import standing_appointments
from service.calendars.window import Window
from service.db.tables.busy import BusySource, BusyTime
from service.db.tables.feeds import FeedDocument
from service.db.tables.kindergartens import Kindergarten, KindergartenClosure
from service.db.tables.programme import ProgrammeDay
from service.doctor import doctor
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState as State
from service.domain.kinds import FeedKind, ProgrammeDayKind, Role, SchedulingKind
from service.domain.page import PageRequest
from service.domain.working_days import public_holidays, school_holidays
from service.errors import Conflict, InvalidInput, NotFound, NotPermitted, Stale
from service.jobs import table
from service.profiles import Override
from service.profiles.consultation_rules import load_consultation_rules
from service.profiles.workshop_rules import load_workshop_rules
from service.use_cases.answer_appointment import (
    AnswerAppointment,
    AppointmentAnswer,
    AppointmentKind,
    answer_appointment,
)
from service.use_cases.find_dates import find_dates
from service.use_cases.move_consultation import MoveConsultation, move_consultation
from service.use_cases.read_consultations import list_consultations
from service.use_cases.read_schedulings import read_scheduling
from service.use_cases.request_dates import RequestDates, request_dates
from service.use_cases.subscribe_feed import subscribe_feed
from tests.service.calendars.actors import user_with
from tests.service.dates.consulting import add_host, find, plan, rows, with_hosts, write
from tests.service.explaining.wired import moved_by_wire
from tests.service.matching.build import YEAR, make_programme
from tests.service.planning.run import Control

ALL = PageRequest(1, 200)
WHOLE_YEAR = {"first_day": date(YEAR, 1, 1), "last_day": date(YEAR, 12, 31)}


@pytest.fixture
def programme(store):
    yield with_hosts(store)
    assert doctor(store) == ()


@pytest.fixture
def any_programme(any_store):
    yield with_hosts(any_store)
    assert doctor(any_store) == ()


def add(store, programme, row):
    with store.write(programme.tenant_id) as session:
        session.add(row)


def move(store, programme, row, answering=moved_by_wire, **more):
    command = MoveConsultation(row.id, **{"version": row.version, **more})
    return move_consultation(store, programme.actor, command, answering)


def answer(store, actor, row, said, version=None):
    wanted = version or row.version
    command = AnswerAppointment(AppointmentKind.VISIT, row.id, said, wanted)
    return answer_appointment(store, actor, command)


def test_everybody_visits_once_and_planning_again_changes_nothing(
    any_store, any_programme
):
    done = plan(any_store, any_programme)
    assert (done.added, done.moved, done.cancelled) == (3, 0, 0)
    assert done.without_date == []
    assert all(tier["proven"] for tier in done.tiers)
    stored = rows(any_store, any_programme)
    there = any_programme
    hosts = {row.kindergarten_id: row.host_id for row in stored}
    assert hosts == {
        there.sun: there.west,
        there.river: there.west,
        there.hill: there.east,
    }
    for row in stored:
        assert row.day.weekday() < 5
        assert (row.start_minute, row.end_minute) == (540, 720)
        assert row.day not in public_holidays("TH", range(YEAR, YEAR + 1))
        assert row.day not in school_holidays("TH", range(YEAR, YEAR + 1))
    again = plan(any_store, any_programme)
    assert (again.added, again.moved, again.cancelled, again.kept) == (0, 0, 0, 3)
    assert [row.sequence for row in rows(any_store, any_programme)] == [0] * 3


def test_a_closure_moves_what_it_meets_and_keeps_its_uid(any_store, any_programme):
    plan(any_store, any_programme)
    before = {row.id: row for row in rows(any_store, any_programme)}
    met = next(iter(before.values()))
    span = {"first_day": met.day, "last_day": met.day}
    closed = KindergartenClosure(kindergarten_id=met.kindergarten_id, **span)
    add(any_store, any_programme, closed)
    done = plan(any_store, any_programme)
    assert (done.added, done.moved, done.cancelled) == (0, 1, 0)
    after = {row.id: row for row in rows(any_store, any_programme)}
    now = after[met.id]
    assert (now.uid, now.sequence, now.state) == (met.uid, 1, State.MOVED)
    assert now.day != met.day
    assert now.revised_at > met.revised_at
    others = after.keys() - {met.id}
    assert all(after[id_].day == before[id_].day for id_ in others)


def test_a_host_that_closes_ends_its_visits_and_others_begin(store, programme):
    plan(store, programme)
    closure = KindergartenClosure(kindergarten_id=programme.west_house, **WHOLE_YEAR)
    add(store, programme, closure)
    done = plan(store, programme)
    assert (done.added, done.moved, done.cancelled) == (2, 0, 2)
    gone = [row for row in rows(store, programme) if row.state is State.CANCELLED]
    assert {row.host_id for row in gone} == {programme.west}
    assert {row.sequence for row in gone} == {1}
    add(
        store,
        programme,
        KindergartenClosure(kindergarten_id=programme.east_house, **WHOLE_YEAR),
    )
    assert plan(store, programme).cancelled == 3


def test_the_pair_that_is_planned_again_is_the_same_appointment(store, programme):
    plan(store, programme)
    first = rows(store, programme)[0]
    answer(store, programme.actor, first, AppointmentAnswer.CANCEL)
    done = plan(store, programme)
    assert done.added == 1
    again = next(row for row in rows(store, programme) if row.id == first.id)
    assert (again.uid, again.state, again.sequence) == (first.uid, State.PLANNED, 2)


def test_nobody_comes_twice_not_even_years_later(store, programme):
    plan(store, programme)
    one = next(r for r in rows(store, programme) if r.kindergarten_id == programme.hill)
    store.clock.set(datetime(YEAR + 1, 1, 4, 8, tzinfo=UTC))
    plan(store, programme, year=YEAR + 1)
    hosts = [
        (row.day.year, row.host_id)
        for row in rows(store, programme)
        if row.kindergarten_id == programme.hill
    ]
    assert hosts == [(YEAR, one.host_id), (YEAR + 1, programme.west)]
    store.clock.set(datetime(YEAR + 2, 1, 4, 8, tzinfo=UTC))
    done = plan(store, programme, year=YEAR + 2)
    assert done.added == 0
    rules = {each.rule for alone in done.without_date for each in alone.refusals}
    assert rules == {"another-host"}


@pytest.mark.parametrize(("visits", "served"), [(0, 0), (1, 1), (3, 3)])
def test_a_host_receives_as_many_a_month_as_agreed(store, visits, served):
    programme = make_programme(store)
    add_host(store, programme, programme.hill, visits)
    with store.write(programme.tenant_id) as session:
        # All of the year but March.
        for house in (programme.sun, programme.river):
            for first, last in ((1, 2), (4, 12)):
                session.add(
                    KindergartenClosure(
                        kindergarten_id=house,
                        first_day=date(YEAR, first, 1),
                        last_day=date(YEAR, last + 1, 1) - timedelta(1)
                        if last < 12
                        else date(YEAR, 12, 31),
                    )
                )
    done = plan(store, programme)
    assert done.added == min(2, served)
    assert len(done.without_date) == 2 - min(2, served)
    for alone in done.without_date:
        assert {each.rule for each in alone.refusals} == {"host-capacity"}


def test_what_else_is_on_that_day_keeps_it_free(store, programme):
    plan(store, programme)
    met = rows(store, programme)[0]
    noon = datetime(met.day.year, met.day.month, met.day.day, 10, tzinfo=UTC)
    with store.write(programme.tenant_id) as session:
        source = BusySource(
            id=uuid4(),
            kindergarten_id=met.kindergarten_id,
            name="x",
            last_read_at=noon,
            digest="x",
        )
        session.add(source)
        session.flush()
        session.add(
            BusyTime(
                source_id=source.id,
                starts_at=noon,
                ends_at=noon + timedelta(minutes=30),
            )
        )
    assert plan(store, programme).moved == 1
    now = next(row for row in rows(store, programme) if row.id == met.id)
    add(
        store,
        programme,
        ProgrammeDay(
            day=now.day, title="Arbeitskreis", kind=ProgrammeDayKind.WORKING_GROUP
        ),
    )
    assert plan(store, programme).moved >= 1
    assert now.day not in {row.day for row in rows(store, programme)}


def test_holidays_of_the_land_a_house_lies_in_keep_it_free(store, programme):
    only = date(YEAR, 11, 17)  # day of repentance: of Saxony alone
    before = {"first_day": date(YEAR, 1, 1), "last_day": only - timedelta(days=1)}
    after = {"first_day": only + timedelta(days=1), "last_day": date(YEAR, 12, 31)}
    for span in (before, after):
        closed = KindergartenClosure(kindergarten_id=programme.hill, **span)
        add(store, programme, closed)
    found = find(store, programme).plan.assignments
    assert date.fromordinal(max(visit.day for visit in found)) == only
    with store.write(programme.tenant_id) as session:
        wanted = select(Kindergarten).where(Kindergarten.id == programme.hill)
        session.scalars(wanted).one().land = "SN"
    assert len(find(store, programme).plan.unanswered) == 1


@pytest.mark.parametrize(
    ("load", "key", "value", "said"),
    [
        (load_consultation_rules, ("visit-wishes", "visits_per_year"), -1, "negativ"),
        (load_consultation_rules, ("visiting-time", "start_minute"), 1400, "selben"),
        (load_workshop_rules, ("series", "steering"), 4, "drei Steuerungstreffen"),
        (load_workshop_rules, ("series", "days_per_workshop"), 0, "von einem Tag"),
        (load_workshop_rules, ("series", "first_month"), 13, "Monate 1 bis 12"),
        (load_workshop_rules, ("series", "months"), 37, "1 bis 36 Monate"),
    ],
)
def test_a_number_of_the_programme_counts_unless_it_cannot_be(load, key, value, said):
    days = WHOLE_YEAR.values()
    plain = load("TH", *days).profile.revision
    good = Override("", *key, 2, "Beschluss", date(2026, 1, 1))
    assert load("TH", *days, [good]).profile.revision != plain
    with pytest.raises(InvalidInput, match=said):
        load("TH", *days, [Override("", *key, value, "Beschluss", date(2026, 1, 1))])


def test_a_move_to_a_day_leaves_all_others_alone(any_store, any_programme):
    store, programme = any_store, any_programme
    plan(store, programme)
    before = {row.id: row for row in rows(store, programme)}
    first = rows(store, programme)[0]
    free = first.day + timedelta(days=7)
    while free in {row.day for row in before.values()}:
        free += timedelta(days=7)
    done = move(store, programme, first, day=free)
    assert (done.visit_id, done.day) == (first.id, free)
    after = {row.id: row for row in rows(store, programme)}
    assert (after[first.id].sequence, after[first.id].state) == (1, State.MOVED)
    for id_ in before.keys() - {first.id}:
        assert (after[id_].day, after[id_].sequence) == (before[id_].day, 0)
    assert plan(store, programme).kept == 3


def test_a_move_says_which_rule_is_in_the_way(store, programme):
    plan(store, programme)
    first = rows(store, programme)[0]
    a_monday = date(YEAR, 11, 1)
    closed = {"first_day": a_monday, "last_day": a_monday}
    house = first.kindergarten_id
    add(store, programme, KindergartenClosure(kindergarten_id=house, **closed))
    with pytest.raises(Conflict, match=r"01\.11\.2027"):
        move(store, programme, first, day=a_monday)
    with pytest.raises(Conflict, match="bereits"):
        move(store, programme, first, day=first.day)
    with pytest.raises(NotFound):
        move(store, programme, first, host_id=uuid4())
    with pytest.raises(Stale):
        move(store, programme, first, version=99)


def test_a_move_to_another_host_ends_one_visit_and_begins_another(store, programme):
    plan(store, programme)
    row = next(r for r in rows(store, programme) if r.kindergarten_id == programme.hill)
    done = move(store, programme, row, host_id=programme.west)
    assert done.visit_id != row.id
    states = {r.id: (r.state, r.host_id) for r in rows(store, programme)}
    assert states[row.id] == (State.CANCELLED, programme.east)
    assert states[done.visit_id] == (State.PLANNED, programme.west)


def test_while_a_day_is_looked_for_others_write_and_are_not_lost(store, programme):
    plan(store, programme)
    first, second = rows(store, programme)[:2]

    def meanwhile(order):
        answer(store, programme.actor, second, AppointmentAnswer.CONFIRM)
        return moved_by_wire(order)

    with pytest.raises(Conflict, match="geändert"):
        move(store, programme, first, meanwhile)
    after = {row.id: row for row in rows(store, programme)}
    assert (after[first.id].day, after[second.id].state) == (first.day, State.CONFIRMED)


def test_confirmed_and_held_visits_stay_whatever_is_planned(store, programme):
    plan(store, programme)
    first, second = rows(store, programme)[:2]
    answer(store, programme.actor, first, AppointmentAnswer.CONFIRM)
    for row in (first, second):
        span = {"first_day": row.day, "last_day": row.day}
        closure = KindergartenClosure(kindergarten_id=row.kindergarten_id, **span)
        add(store, programme, closure)
    plan(store, programme)
    after = {row.id: row for row in rows(store, programme)}
    assert (after[first.id].day, after[first.id].state) == (first.day, State.CONFIRMED)
    assert after[second.id].day != second.day
    with pytest.raises(Conflict, match="steht fest"):
        move(store, programme, after[first.id])


def test_a_visit_is_held_on_its_day_and_once(store, programme):
    plan(store, programme)
    first = rows(store, programme)[0]
    with pytest.raises(Conflict, match="ist erst am"):
        answer(store, programme.actor, first, AppointmentAnswer.HOLD)
    store.clock.set(
        datetime(first.day.year, first.day.month, first.day.day, 15, tzinfo=UTC)
    )
    version = answer(store, programme.actor, first, AppointmentAnswer.HOLD)
    with pytest.raises(Stale):
        answer(store, programme.actor, first, AppointmentAnswer.CANCEL)
    for said in AppointmentAnswer:
        with pytest.raises(Conflict, match="schon als gehalten"):
            answer(store, programme.actor, first, said, version)


def test_what_changed_meanwhile_is_not_overwritten(store, programme):
    found = find(store, programme)
    closed = {"first_day": date(YEAR, 3, 1), "last_day": date(YEAR, 3, 1)}
    house = programme.sun
    add(store, programme, KindergartenClosure(kindergarten_id=house, **closed))
    with pytest.raises(Conflict, match="noch einmal planen"):
        write(store, programme, found)
    assert rows(store, programme) == []


def test_without_hosts_or_guests_the_error_says_what_to_do(store):
    programme = make_programme(store)
    with pytest.raises(InvalidInput, match="Konsultationseinrichtung eintragen"):
        find(store, programme)
    for house in (programme.sun, programme.river, programme.hill):
        add_host(store, programme, house)
    with pytest.raises(InvalidInput, match="Liste der Kitas"):
        find(store, programme)
    add_host_of_a_year_gone(store, programme)


def add_host_of_a_year_gone(store, programme):
    store.clock.set(datetime(YEAR + 1, 1, 1, tzinfo=UTC))
    with pytest.raises(Conflict, match="ist vorbei"):
        find(store, programme)


def test_each_side_sees_its_own_and_only_the_coordination_moves(store, programme):
    plan(store, programme)

    def bound(**more):
        return Actor(None, programme.tenant_id, **more)

    guest = bound(
        roles=frozenset({Role.KINDERGARTEN}),
        kindergarten_ids=frozenset({programme.hill}),
    )
    host = bound(
        roles=frozenset({Role.KINDERGARTEN}),
        kindergarten_ids=frozenset({programme.west_house}),
    )
    coach = bound(roles=frozenset({Role.COACH}), coach_ids=frozenset({programme.anna}))
    seen = {
        name: [v.kindergarten for v in list_consultations(store, who, YEAR, ALL).items]
        for name, who in (("guest", guest), ("host", host), ("all", programme.actor))
    }
    assert seen["guest"] == ["Saaleknirpse"]
    assert sorted(seen["host"]) == ["Ilmwichtel", "Sonnenschein"]
    assert len(seen["all"]) == 3
    foreign = next(r for r in rows(store, programme) if r.host_id == programme.west)
    with pytest.raises(NotPermitted):
        list_consultations(store, coach, YEAR, ALL)
    with pytest.raises(NotFound):
        answer(store, guest, foreign, AppointmentAnswer.CONFIRM)
    with pytest.raises(NotPermitted):
        move_consultation(store, host, MoveConsultation(foreign.id), moved_by_wire)
    assert answer(store, host, foreign, AppointmentAnswer.CONFIRM) == 2


def test_guest_host_and_coordination_see_the_visit(store, programme):
    plan(store, programme)
    store.clock.set(datetime(YEAR, 1, 5, 8, tzinfo=UTC))
    with store.read(programme.tenant_id) as session:
        shown = standing_appointments(session, Window(date(YEAR, 1, 5)))
    told = {
        side.kind: (side.summary, side.recipient_ids)
        for one in shown
        for side in one.sides
        if "Saaleknirpse" in side.summary or side.recipient_ids == {programme.hill}
    }
    assert told == {
        FeedKind.KINDERGARTEN: (
            "Konsultationsbesuch bei Zeissnest",
            frozenset({programme.hill}),
        ),
        FeedKind.HOST: (
            "Konsultationsbesuch: Saaleknirpse",
            frozenset({programme.east}),
        ),
        FeedKind.COUNTY: (
            "Konsultationsbesuch: Saaleknirpse bei Zeissnest",
            frozenset({programme.tenant_id}),
        ),
    }


def acting(store, programme):
    """What users are made in."""
    return SimpleNamespace(
        store=store,
        clock=store.clock,
        tenant_id=programme.tenant_id,
        add=lambda row: add(store, programme, row),
    )


def documents(store, programme):
    """Bytes of every feed, by whose it is."""
    with store.read(programme.tenant_id) as session:
        found = session.scalars(select(FeedDocument)).all()
    return {(row.kind, row.recipient_id): row.body for row in found}


def test_feeds_of_all_three_change_in_the_transaction_of_a_move(store):
    programme = with_hosts(store)
    plan(store, programme)
    row = next(r for r in rows(store, programme) if r.kindergarten_id == programme.hill)
    store.clock.set(datetime(YEAR, 1, 1, 8, tzinfo=UTC))
    admin = user_with(acting(store, programme), Role.COORDINATOR)
    asked = (
        (FeedKind.KINDERGARTEN, programme.hill),
        (FeedKind.HOST, programme.east),
        (FeedKind.COUNTY, programme.tenant_id),
        (FeedKind.HOST, programme.west),
    )
    for kind, recipient in asked:
        subscribe_feed(store, admin, kind, recipient, "x")
    before = documents(store, programme)
    move(store, programme, row, day=row.day + timedelta(days=7))
    after = documents(store, programme)
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {*asked[:3]}
    assert all(f"SEQUENCE:{1}".encode() in after[key] for key in changed)


def test_a_job_finds_visits_and_says_who_has_none_in_words(store, programme):
    closure = KindergartenClosure(kindergarten_id=programme.hill, **WHOLE_YEAR)
    add(store, programme, closure)
    asked = RequestDates(
        YEAR, kind=SchedulingKind.CONSULTATIONS, seconds=120, workers=1
    )
    requested = request_dates(store, programme.actor, asked)
    with pytest.raises(Conflict, match="schon gesucht"):
        request_dates(store, programme.actor, asked)
    job = table.claim(store, requested.job_id, "test")
    find_dates(store, job, Control(store, job))
    told = read_scheduling(store, programme.actor, requested.scheduling_id)
    assert (told.added, told.proven) == (2, True)
    (alone,) = told.without_date
    assert (alone.kindergarten, alone.coach) == ("Saaleknirpse", "")
    assert {each.text for each in alone.refusals} == {
        "Saaleknirpse hat am 04.01.2027 einen Schließtag: kein Besuch von Saaleknirpse"
        f" bei {host}."
        for host in ("Goetheschatz", "Zeissnest")
    }
