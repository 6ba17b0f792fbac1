"""However an engagement ends, its sessions to come are cancelled, in calendars, too."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select

from service.db.tables.engagements import CoachingSession, Engagement
from service.domain.actor import system_actor
from service.domain.kinds import AppointmentState as State
from service.domain.kinds import EngagementState, FeedKind
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.request_dates import RequestDates
from service.use_cases.serve_feed import serve_feed
from service.use_cases.store_import import store_sheets
from service.use_cases.subscribe_feed import subscribe_feed
from service.use_cases.withdraw_publication import withdraw_publication
from tests.service.dates import run
from tests.service.imports.build import raw
from tests.service.matching.build import YEAR, ask

PLAN = RequestDates(YEAR, 11, workers=1)


@pytest.fixture
def calendars(store, programme, clock):
    """Planned November and December at the hill, and the feeds it is in."""
    sides = (
        (FeedKind.COACH, programme.berta),
        (FeedKind.KINDERGARTEN, programme.hill),
        (FeedKind.COUNTY, programme.jena),
    )
    clock.set(datetime(YEAR, 9, 1, 8, tzinfo=UTC))
    run.plan(store, programme.actor, PLAN)
    return [
        subscribe_feed(store, system_actor(programme.tenant_id), kind, id_, kind.value)[
            1
        ]
        for kind, id_ in sides
    ]


def cancelled_in(store, path):
    """How many cancelled events a feed shows."""
    secret = path.removeprefix("/feeds/").removesuffix(".ics")
    body = serve_feed(store, secret, lambda _etag, _at: False).body
    return body.count(b"STATUS:CANCELLED")


def sessions(store, programme):
    with store.read(programme.tenant_id) as session:
        found = session.scalars(
            select(CoachingSession)
            .where(CoachingSession.kindergarten_id == programme.hill)
            .order_by(CoachingSession.day)
        ).all()
    return [(row.day.month, row.state, row.sequence) for row in found]


def row_of(half_hours, last, state):
    """The engagement as a list of the programme says it."""
    heading = (
        "Prozessbegleitung",
        "Kita",
        "ab Monat",
        "bis Monat",
        "Stunden im Monat",
        "Stundensatz",
        "Stand",
    )
    row = ("B-2", "K-5", f"01.{YEAR}", f"{last:02}.{YEAR}", half_hours / 2, 60, state)
    return [raw("Begleitungen", (heading, row))]


def test_a_released_one(store, programme, calendars):
    said = AnswerEngagement(
        programme.engagements[programme.hill], EngagementAnswer.RELEASE
    )
    answer_engagement(store, programme.actor, said)
    assert sessions(store, programme) == [(m, State.CANCELLED, 1) for m in (11, 12)]
    assert [cancelled_in(store, path) for path in calendars] == [2, 2, 2]


def test_one_that_a_list_says_has_ended(store, programme, calendars):
    actor = system_actor(programme.tenant_id)
    report = store_sheets(store, actor, row_of(4, 12, "beendet"), "x.xlsx")
    assert report.stored, report.faults
    assert sessions(store, programme) == [(m, State.CANCELLED, 1) for m in (11, 12)]
    assert [cancelled_in(store, path) for path in calendars] == [2, 2, 2]


def test_the_months_that_a_list_takes_away_and_the_rest_is_planned_on(
    store, programme, calendars
):
    actor = system_actor(programme.tenant_id)
    report = store_sheets(store, actor, row_of(4, 11, "vereinbart"), "x.xlsx")
    assert report.stored, report.faults
    assert sessions(store, programme) == [
        (11, State.PLANNED, 0),
        (12, State.CANCELLED, 1),
    ]
    assert [cancelled_in(store, path) for path in calendars] == [1, 1, 1]
    again = run.plan(store, programme.actor, PLAN)
    assert (again.added, again.moved, again.cancelled) == (0, 0, 0)


@pytest.mark.usefixtures("calendars")
def test_sessions_keep_their_months_where_there_are_more_or_fewer_of_them(
    store, programme
):
    """Twice a month adds one to each; once again takes one of each away."""
    actor = system_actor(programme.tenant_id)

    def agreed(times):
        (sheet,) = row_of(4, 12, "vereinbart")
        heading = (*sheet.rows[0], "Termine im Monat")
        values = (*sheet.rows[1], times)
        return [raw("Begleitungen", (heading, values))]

    before = sessions(store, programme)
    assert [month for month, _, _ in before] == [11, 12]
    assert store_sheets(store, actor, agreed(2), "x.xlsx").stored
    again = run.plan(store, programme.actor, PLAN)
    assert (again.added, again.cancelled) == (2, 0)
    assert [month for month, _, _ in sessions(store, programme)] == [11, 11, 12, 12]
    assert store_sheets(store, actor, agreed(1), "x.xlsx").stored
    run.plan(store, programme.actor, PLAN)
    stand = [one for one in sessions(store, programme) if one[1] != State.CANCELLED]
    assert [month for month, _, _ in stand] == [11, 12]


def test_those_of_a_withdrawn_publication(store, programme):
    with store.write(programme.tenant_id) as session:
        for row in session.scalars(select(Engagement)):
            row.state = EngagementState.ENDED
    published = ask(store, programme.actor)
    with store.write(programme.tenant_id) as session:
        for row in session.scalars(
            select(Engagement).where(Engagement.proposal_id.is_not(None))
        ):
            row.state = EngagementState.ACCEPTED
    run.plan(store, programme.actor, RequestDates(YEAR, 12, workers=1))
    done = withdraw_publication(store, programme.actor, published.publication_id)
    assert done.days == (date(YEAR, 1, 1),)
    assert {state for _, state, _ in sessions(store, programme)} == {State.CANCELLED}
