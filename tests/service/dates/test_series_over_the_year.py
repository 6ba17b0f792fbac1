"""A series from autumn into the next spring: holidays and days taken of both years."""

from datetime import UTC, date, datetime, timedelta
from shutil import copyfile

import pytest
from sqlalchemy import select

from service.db.engine import make_engine
from service.db.migrate import upgrade
from service.db.store import Store
from service.db.tables.programme import ProgrammeDay
from service.db.tables.tenancy import RuleOverride
from service.db.tables.workshops import ClusterEvent
from service.doctor import doctor
from service.domain.actor import Actor, system_actor
from service.domain.kinds import AppointmentState as State
from service.domain.kinds import ClusterEventKind, ProgrammeDayKind, Role
from service.domain.page import PageRequest
from service.domain.working_days import public_holidays, school_holidays
from service.errors import Conflict, InvalidInput, NotPermitted
from service.jobs import table
from service.use_cases.explain_event import AskedAboutEvent, explain_event
from service.use_cases.find_dates import find_dates
from service.use_cases.move_event import MoveEvent, request_event_move
from service.use_cases.read_workshops import list_workshops
from service.use_cases.set_series_span import SetSeriesSpan, set_series_span
from tests.clock import FixedClock
from tests.service.dates.clusters import EAST, find, plan, rows, with_clusters
from tests.service.explaining.wired import by_wire
from tests.service.matching.build import YEAR
from tests.service.planning.run import Control

KIND = ClusterEventKind
ALL = PageRequest(1, 200)
AUTUMN, END = date(YEAR, 9, 1), date(YEAR + 1, 4, 30)
YEARS = range(YEAR, YEAR + 2)


TAKEN = [date(YEAR + 1, 2, 7) + timedelta(days=number) for number in range(14)]


@pytest.fixture(scope="module")
def once(tmp_path_factory):
    """Series from September to the end of April, planned once; in February none can be.

    What is stated for the year after begins where the first one still runs.
    """
    path = tmp_path_factory.mktemp("planned") / "once.sqlite"
    store = Store(make_engine(f"sqlite:///{path}"), FixedClock())
    upgrade(store.engine)
    made = with_clusters(store)
    for stated in ((YEAR, 1, 36), (YEAR, 9, 8), (YEAR + 1, 4, 8)):
        span = SetSeriesSpan(*stated, "Beschluss")
        set_series_span(store, system_actor(made.tenant_id), span)
    with store.write(made.tenant_id) as session:
        for day in TAKEN:
            kind = ProgrammeDayKind.WORKING_GROUP
            session.add(ProgrammeDay(day=day, title="Arbeitskreis", kind=kind))
    done = plan(store, made)
    store.engine.dispose()
    return path, made, done


@pytest.fixture
def store(once, tmp_path, clock):
    """A copy of it."""
    path = tmp_path / "own.sqlite"
    copyfile(once[0], path)
    store = Store(make_engine(f"sqlite:///{path}"), clock)
    yield store
    store.engine.dispose()


@pytest.fixture
def programme(once, store):
    yield once[1]
    assert doctor(store) == ()


def kinds(stored, cluster=None):
    return {(r.kind, r.number): r for r in stored if r.cluster_id in (cluster, None)}


def lands_of(programme, row):
    if row.cluster_id is None:
        return ("TH", "SN", "NI")
    return ("TH", "SN") if row.cluster_id == programme.ids["Ost"] else ("TH", "NI")


def test_a_series_runs_from_autumn_into_the_next_spring(once, store, programme):
    done = once[2]
    assert done.without_date == []
    assert all(tier["proven"] for tier in done.tiers)
    stored = rows(store, programme)
    assert {row.first_day.year for row in stored} == {YEAR, YEAR + 1}
    for row in stored:
        for day in (row.first_day, row.last_day):
            assert AUTUMN <= day <= END
            assert day not in TAKEN
            for land in lands_of(programme, row):
                assert day not in public_holidays(land, YEARS)
                assert day not in school_holidays(land, YEARS)
    own = kinds(stored, programme.ids["Ost"])
    order = [(KIND.OPENING, 1)]
    order += [(KIND.WORKSHOP, 1), (KIND.WORKSHOP, 2), (KIND.WORKSHOP, 3)]
    order += [(KIND.STEERING, 3), (KIND.CLOSING, 1)]
    days = [own[key].first_day for key in order]
    assert days == sorted(days)
    hosts = {own[KIND.WORKSHOP, number].host_member_id for number in (1, 2, 3)}
    assert hosts == {programme.ids[commune[0]] for commune in EAST}


def test_planning_again_in_spring_keeps_what_stands(store, programme):
    before = rows(store, programme)
    store.clock.set(datetime(YEAR + 1, 1, 10, 9, tzinfo=UTC))
    again = plan(store, programme)
    assert (again.added, again.moved, again.cancelled) == (0, 0, 0)
    assert len(rows(store, programme)) == len(before)
    store.clock.set(datetime(YEAR + 1, 4, 30, 9, tzinfo=UTC))
    with pytest.raises(Conflict, match=r"Reihe 2027 läuft bis zum 30\.04\.2028"):
        find(store, programme)


def test_an_event_moves_over_the_turn_of_the_year(store, programme):
    late = max(rows(store, programme), key=lambda row: row.first_day)
    assert (late.kind, late.first_day.year) == (KIND.CLOSING, YEAR + 1)
    requested = request_event_move(
        store, programme.actor, MoveEvent(late.id, date(YEAR + 1, 4, 26), late.version)
    )
    job = table.claim(store, requested.job_id, "test")
    find_dates(store, job, Control(store, job))
    (moved,) = (row for row in rows(store, programme) if row.state is State.MOVED)
    assert (moved.id, moved.first_day) == (late.id, date(YEAR + 1, 4, 26))
    with pytest.raises(Conflict, match=r"bis zum 30\.04\.2028"):
        request_event_move(
            store, programme.actor, MoveEvent(late.id, date(YEAR + 1, 5, 3))
        )


def test_both_years_show_the_series_and_a_day_says_which_is_meant(store, programme):
    whole = list_workshops(store, programme.actor, YEAR, ALL)
    spring = list_workshops(store, programme.actor, YEAR + 1, ALL)
    assert {view.series_year for view in (*whole.items, *spring.items)} == {YEAR}
    then = [view.id for view in whole.items if view.first_day.year > YEAR]
    assert [view.id for view in spring.items] == then != []
    sunday = AskedAboutEvent(None, KIND.CLOSING, day=date(YEAR + 1, 3, 5))
    (no,) = explain_event(store, programme.actor, sunday, by_wire).reasons
    assert no.rule == "working-days"
    outside = AskedAboutEvent(YEAR, KIND.CLOSING, day=date(YEAR + 1, 5, 3))
    with pytest.raises(InvalidInput, match=r"vom 01\.09\.2027 bis zum 30\.04\.2028"):
        explain_event(store, programme.actor, outside, by_wire)
    spring = AskedAboutEvent(None, KIND.CLOSING, day=date(YEAR, 4, 5))
    with pytest.raises(InvalidInput, match="läuft keine Werkstattreihe"):
        explain_event(store, programme.actor, spring, by_wire)


def test_no_series_begins_while_another_one_goes_on(store, programme):
    """The next one would begin in April, before the end of this one."""
    with pytest.raises(Conflict, match=r"bis zum 30\.04\.2028 läuft die Reihe 2027"):
        find(store, programme, year=YEAR + 1)
    actor = system_actor(programme.tenant_id)
    set_series_span(store, actor, SetSeriesSpan(YEAR + 1, 5, 8, "Beschluss"))
    opening = AskedAboutEvent(YEAR + 1, KIND.OPENING)
    with pytest.raises(Conflict, match="Reihe 2028 ist noch nicht geplant"):
        explain_event(store, programme.actor, opening, by_wire)


def test_days_that_an_event_of_another_series_was_given_are_taken(store, programme):
    plain = rows(store, programme)
    closing = max(plain, key=lambda row: row.first_day)
    with store.write(programme.tenant_id) as session:
        session.merge(closing).series_year = YEAR - 1
    asked = AskedAboutEvent(YEAR, KIND.CLOSING, day=closing.first_day)
    reasons = explain_event(store, programme.actor, asked, by_wire).reasons
    assert "one-event-a-day" in {reason.rule for reason in reasons}


def test_a_span_that_other_numbers_contradict_is_refused(store, programme):
    with store.write(programme.tenant_id) as session:
        key = {"rule": "series", "parameter": "months", "source": "Beschluss"}
        session.add(RuleOverride(**key, value=12, valid_from=date(YEAR, 7, 1)))
    later = SetSeriesSpan(YEAR + 3, 9, 10, "Beschluss")
    with pytest.raises(InvalidInput, match=r"Hier gilt 1[02], nebenan 1[02]"):
        set_series_span(store, system_actor(programme.tenant_id), later)
    coach = Actor(None, programme.tenant_id, frozenset({Role.COACH}))
    with pytest.raises(NotPermitted):
        set_series_span(store, coach, later)


def test_events_stored_before_series_had_a_year_belong_to_that_of_their_day(
    store, programme
):
    with store.write(programme.tenant_id) as session:
        for row in session.scalars(select(ClusterEvent)):
            row.series_year = None
    shown = list_workshops(store, programme.actor, YEAR + 1, ALL).items
    assert {view.series_year for view in shown} == {YEAR + 1}
