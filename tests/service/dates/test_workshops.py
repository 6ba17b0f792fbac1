"""From clusters to series in calendars: planned, moved, answered, explained."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from shutil import copyfile
from uuid import uuid4

import pytest
from sqlalchemy import select

from service.calendars.programme.standing import standing_appointments
from service.calendars.window import Window
from service.db.engine import make_engine
from service.db.migrate import upgrade
from service.db.store import Store
from service.db.tables.programme import ProgrammeDay
from service.db.tables.tenancy import RuleOverride
from service.db.tables.workshops import ClusterMember
from service.doctor import doctor
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState as State
from service.domain.kinds import (
    ClusterEventKind,
    FeedKind,
    ProgrammeDayKind,
    Role,
    SchedulingKind,
)
from service.domain.page import PageRequest
from service.domain.working_days import public_holidays, school_holidays
from service.errors import Conflict, InvalidInput, NotFound, NotPermitted
from service.jobs import table
from service.scheduling.wanted import Move
from service.use_cases.answer_appointment import (
    AnswerAppointment,
    AppointmentAnswer,
    AppointmentKind,
    answer_appointment,
)
from service.use_cases.explain_event import AskedAboutEvent, explain_event
from service.use_cases.find_dates import find_dates
from service.use_cases.move_event import MoveEvent, request_event_move
from service.use_cases.read_schedulings import read_scheduling
from service.use_cases.read_workshops import list_workshops
from service.use_cases.request_dates import RequestDates, request_dates
from tests.clock import FixedClock
from tests.service.dates.clusters import (
    EAST,
    add_cluster,
    find,
    plan,
    rows,
    with_clusters,
)
from tests.service.explaining.wired import by_wire
from tests.service.matching.build import YEAR, make_programme
from tests.service.planning.run import Control

ALL = PageRequest(1, 200)
#: 3 workshops, 6 meetings of the group, 3 of steering in each of 2 clusters, 3 for all.
EVENTS = 2 * 12 + 3
KIND = ClusterEventKind


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """A database with a series that stands, made once: planning takes seconds."""
    path = tmp_path_factory.mktemp("planned") / "once.sqlite"
    store = Store(make_engine(f"sqlite:///{path}"), FixedClock())
    upgrade(store.engine)
    programme = with_clusters(store)
    plan(store, programme)
    store.engine.dispose()
    return path, programme


@pytest.fixture
def store(once, tmp_path, clock):
    """A copy of it."""
    path = tmp_path / "own.sqlite"
    copyfile(once[0], path)
    store = Store(make_engine(f"sqlite:///{path}"), clock)
    yield store
    store.engine.dispose()


@pytest.fixture
def fresh(tmp_path, clock):
    """A database with nothing in it."""
    store = Store(make_engine(f"sqlite:///{tmp_path}/fresh.sqlite"), clock)
    upgrade(store.engine)
    yield store
    store.engine.dispose()


@pytest.fixture
def programme(once, store):
    yield once[1]
    assert doctor(store) == ()


@pytest.fixture
def any_programme(any_store):
    yield with_clusters(any_store)
    assert doctor(any_store) == ()


def of(stored, kind, cluster=None, number=1):
    return next(
        row
        for row in stored
        if (row.kind, row.cluster_id, row.number) == (kind, cluster, number)
    )


def take_day(store, programme, day):
    with store.write(programme.tenant_id) as session:
        session.add(
            ProgrammeDay(
                day=day, title="Arbeitskreis", kind=ProgrammeDayKind.WORKING_GROUP
            )
        )


def answer(store, actor, row, said):
    return answer_appointment(
        store, actor, AnswerAppointment(AppointmentKind.EVENT, row.id, said)
    )


def test_the_usual_series_stands_and_planning_again_changes_nothing(
    any_store, any_programme
):
    store, programme = any_store, any_programme
    done = plan(store, programme)
    assert (done.added, done.without_date) == (EVENTS, [])
    assert all(tier["proven"] for tier in done.tiers)
    stored = rows(store, programme)
    years = range(YEAR, YEAR + 1)
    for row in stored:
        days = (row.last_day - row.first_day).days + 1
        assert days == (2 if row.kind is KIND.WORKSHOP else 1)
        lands = ("TH", "SN", "NI")
        if row.cluster_id is not None:
            east = row.cluster_id == programme.ids["Ost"]
            lands = ("TH", "SN") if east else ("TH", "NI")
        for day in (row.first_day, row.last_day):
            assert day.weekday() < 5
            for land in lands:
                assert day not in public_holidays(land, years)
                assert day not in school_holidays(land, years)
    east = programme.ids["Ost"]
    hosts = [r.host_member_id for r in stored if r.kind is KIND.WORKSHOP]
    assert len({r for r in hosts if r in {programme.ids[n[0]] for n in EAST}}) == 3
    order = [
        of(stored, KIND.OPENING),
        of(stored, KIND.WORKSHOP, east, 1),
        of(stored, KIND.WORKSHOP, east, 2),
        of(stored, KIND.WORKSHOP, east, 3),
        of(stored, KIND.STEERING, east, 3),
        of(stored, KIND.CLOSING),
    ]
    assert [r.first_day for r in order] == sorted(r.first_day for r in order)
    again = plan(store, programme)
    assert (again.added, again.moved, again.cancelled) == (0, 0, 0)
    assert again.kept == EVENTS
    assert {row.sequence for row in rows(store, programme)} == {0}


def test_a_day_that_is_taken_moves_what_it_meets_and_keeps_its_uid(store, programme):
    met = of(rows(store, programme), KIND.CLOSING)
    take_day(store, programme, met.first_day)
    done = plan(store, programme)
    assert (done.added, done.cancelled) == (0, 0)
    now = of(rows(store, programme), KIND.CLOSING)
    assert (now.id, now.uid, now.sequence) == (met.id, met.uid, 1)
    assert now.state is State.MOVED
    assert now.first_day != met.first_day
    assert done.moved == 1
    with pytest.raises(Conflict, match="Tag des Programms: ein Arbeitskreis"):
        plan(store, programme, move=Move(met.id, met.first_day))


def test_an_event_moved_by_hand_takes_as_few_with_it_as_can_be(store, programme):
    before = {row.id: row for row in rows(store, programme)}
    closing = of(before.values(), KIND.CLOSING)
    wanted = closing.first_day + timedelta(days=7)
    requested = request_event_move(
        store, programme.actor, MoveEvent(closing.id, wanted, closing.version)
    )
    job = table.claim(store, requested.job_id, "test")
    find_dates(store, job, Control(store, job))
    after = {row.id: row for row in rows(store, programme)}
    assert after[closing.id].first_day == wanted
    others = before.keys() - {closing.id}
    assert all(after[id_].first_day == before[id_].first_day for id_ in others)


def test_a_move_that_cannot_be_is_refused_with_the_rule(store, programme):
    opening = of(rows(store, programme), KIND.OPENING)
    sunday = date(YEAR, 3, 7)
    with pytest.raises(Conflict, match=r"nicht beginnen.*07\.03\.2027"):
        plan(store, programme, move=Move(opening.id, sunday))
    workshop = of(rows(store, programme), KIND.WORKSHOP, programme.ids["Ost"], 1)
    with pytest.raises(Conflict, match=r"nicht beginnen\. QE-Werkstatt 1: Ost läge"):
        plan(store, programme, move=Move(workshop.id, sunday))
    with pytest.raises(NotFound):
        find(store, programme, move=Move(uuid4(), sunday))
    answer(store, programme.actor, opening, AppointmentAnswer.CONFIRM)
    with pytest.raises(Conflict, match="steht fest"):
        find(store, programme, move=Move(opening.id, sunday))
    take_day(store, programme, opening.first_day)
    plan(store, programme)
    assert of(rows(store, programme), KIND.OPENING).first_day == opening.first_day


def test_an_event_moves_to_no_day_that_is_over_nor_to_another_year(store, programme):
    store.clock.set(datetime(YEAR, 1, 2, 9, 0, tzinfo=UTC))
    workshop = of(rows(store, programme), KIND.WORKSHOP, programme.ids["Ost"], 1)
    # Two days long: it begins on the last day but one.
    span = f"vom 03.01.{YEAR} bis zum 30.12.{YEAR}"
    for day in (date(YEAR, 1, 2), date(YEAR, 12, 31), date(YEAR + 1, 3, 1)):
        with pytest.raises(Conflict, match=span):
            find(store, programme, move=Move(workshop.id, day))


def test_an_event_is_held_from_its_last_day_on(store, programme):
    workshop = of(rows(store, programme), KIND.WORKSHOP, programme.ids["Ost"], 1)
    at = datetime.combine(workshop.first_day, datetime.min.time(), UTC)
    store.clock.set(at + timedelta(hours=12))
    with pytest.raises(Conflict, match="ist erst am"):
        answer(store, programme.actor, workshop, AppointmentAnswer.HOLD)
    store.clock.set(at + timedelta(days=1, hours=12))
    answer(store, programme.actor, workshop, AppointmentAnswer.HOLD)
    held = of(rows(store, programme), KIND.WORKSHOP, programme.ids["Ost"], 1)
    assert (held.state, held.sequence) == (State.HELD, 1)


def test_calendars_of_clusters_and_of_the_coordination_show_events(store, programme):
    store.clock.set(datetime(YEAR, 1, 5, 8, tzinfo=UTC))
    with store.read(programme.tenant_id) as session:
        shown = standing_appointments(session, Window(date(YEAR, 1, 5)))
    assert len(shown) == EVENTS
    told = {
        (side.kind, side.summary): side.recipient_ids
        for one in shown
        for side in one.sides
    }
    east, west = programme.ids["Ost"], programme.ids["Nordwest"]
    office = {programme.tenant_id}
    assert told[FeedKind.CLUSTER, "Auftaktveranstaltung"] == {east, west}
    assert told[FeedKind.COUNTY, "Auftaktveranstaltung"] == office
    assert told[FeedKind.COUNTY, "QE-Werkstatt 2: Ost"] == office


def test_a_cluster_of_one_is_planned_at_home(fresh):
    store = fresh
    programme = make_programme(store)
    ids = add_cluster(store, programme, "Allein", (("Gera", "TH", 40, 40, None),))
    done = plan(store, programme)
    assert done.without_date == []
    workshops = [r for r in rows(store, programme) if r.kind is KIND.WORKSHOP]
    assert {row.host_member_id for row in workshops} == {ids["Gera"]}


def test_a_programme_may_want_a_communal_day_at_the_end(fresh):
    store = fresh
    programme = make_programme(store)
    add_cluster(store, programme, "Allein", (("Gera", "TH", 40, 40, None),))
    key = {"rule": "series", "parameter": "communal_day"}
    values = {"value": True, "source": "Beschluss", "valid_from": date(YEAR, 1, 1)}
    with store.write(programme.tenant_id) as session:
        session.add(RuleOverride(**key, **values))
    done = plan(store, programme)
    assert done.without_date == []
    found = rows(store, programme)
    (day,) = [row for row in found if row.kind is KIND.COMMUNAL_DAY]
    last = max(row.last_day for row in found if row.kind is KIND.WORKSHOP)
    assert last < day.first_day


def test_a_cluster_without_room_for_all_is_told_why(fresh):
    store = fresh
    programme = make_programme(store)
    crowd = [(name, "TH", 20, 39, (50.9 + n, 12.0)) for n, name in enumerate("AB")]
    add_cluster(store, programme, "Eng", crowd)
    requested = request_dates(
        store,
        programme.actor,
        RequestDates(YEAR, kind=SchedulingKind.WORKSHOPS, seconds=120, workers=1),
    )
    job = table.claim(store, requested.job_id, "test")
    find_dates(store, job, Control(store, job))
    told = read_scheduling(store, programme.actor, requested.scheduling_id)
    alone = {one.event: one for one in told.without_date}
    assert set(alone) == {f"QE-Werkstatt {n}: Eng" for n in (1, 2, 3)}
    texts = {each.text for each in alone["QE-Werkstatt 1: Eng"].refusals}
    assert "QE-Werkstatt 1: Eng hätte 40 Teilnehmende bei A (Plätze: 39)." in texts


def test_bad_clusters_are_told_clearly(fresh):
    store = fresh
    programme = make_programme(store)
    with pytest.raises(InvalidInput, match="Verbünde eintragen"):
        find(store, programme)
    add_cluster(store, programme, "Leer", ())
    with pytest.raises(InvalidInput, match="Verbünde eintragen"):
        find(store, programme)
    lost = (("Hier", "TH", 9, 50, (50.9, 12.0)), ("Nirgends", "TH", 9, 0, None))
    add_cluster(store, programme, "Halb", lost)
    with pytest.raises(InvalidInput, match="keinen Punkt auf der Karte: Nirgends"):
        find(store, programme)
    store.clock.set(datetime(YEAR + 1, 1, 1, tzinfo=UTC))
    with pytest.raises(Conflict, match="zu planen ist nichts mehr"):
        find(store, programme)


def test_with_every_day_taken_nothing_is_planned_and_nothing_lost(store, programme):
    for number in range(365):
        take_day(store, programme, date(YEAR, 1, 1) + timedelta(days=number))
    done = plan(store, programme)
    assert (done.added, done.moved, done.cancelled) == (0, 0, EVENTS)
    stored = rows(store, programme)
    assert {row.state for row in stored} == {State.CANCELLED}
    assert {row.sequence for row in stored} == {1}
    assert all(one.refusals for one in done.without_date)


def test_only_who_coordinates_reads_and_moves(store, programme):
    shown = list_workshops(store, programme.actor, YEAR, ALL)
    assert shown.total == EVENTS
    workshop = next(v for v in shown.items if v.kind is KIND.WORKSHOP)
    assert workshop.host in {"Altenburg", "Gera", "Zwickau", "Nordhausen", "Göttingen"}
    for role in (Role.KINDERGARTEN, Role.COACH, Role.COUNTY):
        someone = Actor(None, programme.tenant_id, frozenset({role}))
        if role is not Role.COUNTY:
            with pytest.raises(NotPermitted):
                list_workshops(store, someone, YEAR, ALL)
        with pytest.raises(NotPermitted):
            request_event_move(store, someone, MoveEvent(workshop.id, date(YEAR, 5, 3)))
        with pytest.raises(NotPermitted):
            explain_event(store, someone, AskedAboutEvent(YEAR, KIND.OPENING), by_wire)
        with pytest.raises(NotPermitted):
            answer(store, someone, workshop, AppointmentAnswer.CANCEL)


def test_a_county_with_a_clusters_calendar_could_not_read_its_events_bug(
    store, programme
):
    def seen(*areas):
        county = Actor(
            None,
            programme.tenant_id,
            frozenset({Role.COUNTY}),
            area_ids=frozenset(areas),
        )
        return {v.cluster for v in list_workshops(store, county, YEAR, ALL).items}

    assert seen(programme.jena) == set()
    with store.write(programme.tenant_id) as session:
        gera = ClusterMember.id == programme.ids["Gera"]
        member = session.scalars(select(ClusterMember).where(gera)).one()
        member.area_id = programme.jena
    # its own, and the conferences of all clusters
    assert seen(programme.jena) == {"Ost", ""}
    assert seen(programme.weimar) == seen() == set()
    with store.write(programme.tenant_id) as session:
        session.scalars(select(ClusterMember).where(gera)).one().area_id = None


def test_reasons_are_told_in_sentences(store, programme):
    east = programme.ids["Ost"]
    asked = AskedAboutEvent(YEAR, KIND.WORKSHOP, 1, east)
    day, host = explain_event(store, programme.actor, asked, by_wire).reasons
    assert day.text.startswith("QE-Werkstatt 1: Ost beginnt am ")
    assert "es kommen 37" in host.text
    sunday = AskedAboutEvent(YEAR, KIND.OPENING, day=date(YEAR, 3, 7))
    (no,) = explain_event(store, programme.actor, sunday, by_wire).reasons
    assert (no.rule, "07.03.2027" in no.text) == ("working-days", True)
    late = AskedAboutEvent(YEAR, KIND.OPENING, day=date(YEAR, 12, 14))
    (order,) = explain_event(store, programme.actor, late, by_wire).reasons
    assert order.rule == "gaps-kept"
    asked = partial(explain_event, store, programme.actor, late, by_wire)
    _, forced, *_ = asked(forced=True).reasons
    assert forced.rule in {"forced-worse", "forced-at-least"}
    assert forced.text.startswith("Mit Auftaktveranstaltung am 14.12.2027 ")
    assert "Auftaktveranstaltung" in order.text
    with pytest.raises(NotFound):
        explain_event(
            store, programme.actor, AskedAboutEvent(YEAR, KIND.COMMUNAL_DAY), by_wire
        )
    with pytest.raises(InvalidInput, match="gehört ein Tag"):
        explain_event(
            store,
            programme.actor,
            AskedAboutEvent(YEAR, KIND.WORKSHOP, 1, east, host_id=uuid4()),
            by_wire,
        )
