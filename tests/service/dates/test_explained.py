"""Why this day, why not another, why none: each side reads what is its own."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from service.dates.fact_roles import BOTH, OF_COACH
from service.db.tables.coaches import CoachWindow
from service.db.tables.engagements import CoachingSession
from service.db.tables.kindergartens import KindergartenClosure
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import InvalidInput, NotFound, NotPermitted
from service.explaining.answer_dates import answer_dates
from service.explaining.question import QuestionKind
from service.explaining.wire import (
    read_dates_parts,
    read_order,
    write_order,
    write_parts,
)
from service.planning.sentences import WITHHELD
from service.use_cases.answer_session import (
    AnswerSession,
    SessionAnswer,
    answer_session,
)
from service.use_cases.explain_session import AskedAboutSession, explain_session
from service.use_cases.request_dates import RequestDates
from solver.rule import Binding
from solver.sessions.explanation.answers import PLAN_ANSWERS
from solver.sessions.rules import catalogue
from tests.service.dates import run
from tests.service.matching.build import YEAR

DECEMBER = date(YEAR, 12, 1)
WHY, WHY_NOT, GAP, CHANGE = (
    QuestionKind.WHY,
    QuestionKind.WHY_NOT,
    QuestionKind.GAP,
    QuestionKind.SINGLE_CHANGE,
)


def answering(order):
    """As the answering process does it, over its wire."""
    return read_dates_parts(write_parts(answer_dates(read_order(write_order(order)))))


@pytest.fixture
def planned(store, programme):
    """December as it was planned; the hill is closed all month and has no session."""
    closed = {"first_day": DECEMBER, "last_day": date(YEAR, 12, 31)}
    with store.write(programme.tenant_id) as session:
        session.add(KindergartenClosure(kindergarten_id=programme.hill, **closed))
    run.plan(store, programme.actor, RequestDates(YEAR, 12, workers=1))
    tenant = programme.tenant_id
    programme.anna_herself = Actor(
        None, tenant, frozenset({Role.COACH}), coach_ids=frozenset({programme.anna})
    )
    programme.house = Actor(
        None,
        tenant,
        frozenset({Role.KINDERGARTEN}),
        kindergarten_ids=frozenset({programme.sun}),
    )
    return programme


def ask(store, actor, house, question, **more):
    asked = AskedAboutSession(house, DECEMBER, question, **more)
    return explain_session(store, actor, asked, answering)


def texts(answer):
    return [one.text for one in answer.sentences]


def session_of(store, planned, house):
    with store.read(planned.tenant_id) as session:
        return session.scalars(
            select(CoachingSession).where(CoachingSession.kindergarten_id == house)
        ).one()


def test_every_statement_about_dates_is_somebodys_to_read():
    told = {info.id for info in catalogue() if info.binding is not Binding.WISH}
    told |= {info.id for info in PLAN_ANSWERS}
    assert told == BOTH | OF_COACH
    assert not BOTH & OF_COACH


def test_a_date_says_what_speaks_for_it_and_what_it_shares(store, planned):
    answer = ask(store, planned.actor, planned.sun, WHY)
    first, shared = texts(answer)
    assert "Anna Muster ist am" in first
    assert "bei Sonnenschein" in first
    assert shared.startswith("An diesem Tag ist Anna Muster auch bei Ilmwichtel")
    assert answer.proven


def test_a_house_reads_its_own_and_not_where_else_its_coach_is(store, planned):
    told = texts(ask(store, planned.house, planned.sun, WHY))
    assert "Anna Muster ist am" in told[0]  # its own coach it may know
    assert told[1:] == [WITHHELD]
    assert texts(ask(store, planned.anna_herself, planned.sun, WHY))[1].startswith(
        "An diesem Tag ist Anna Muster auch bei Ilmwichtel"
    )
    for actor, house in ((planned.house, planned.river), (planned.house, planned.hill)):
        with pytest.raises(NotFound, match="keine zugesagte Begleitung"):
            ask(store, actor, house, WHY)
    county = Actor(
        None,
        planned.tenant_id,
        frozenset({Role.COUNTY}),
        area_ids=frozenset({planned.weimar}),
    )
    with pytest.raises(NotPermitted):
        ask(store, county, planned.sun, WHY)


def test_another_day_is_refused_by_a_rule_or_has_its_price(store, planned):
    christmas = ask(store, planned.house, planned.sun, WHY_NOT, day=date(YEAR, 12, 25))
    said = "Am 25.12.2027 ist Feiertag (Thüringen); Anna Muster kann nicht zu"
    assert texts(christmas) == [f"{said} Sonnenschein."]
    there = session_of(store, planned, planned.sun)
    later = there.day + timedelta(days=1)
    if later.weekday() > 4:
        later = there.day - timedelta(days=1)
    priced = ask(store, planned.actor, planned.sun, WHY_NOT, day=later)
    assert priced.tiers
    assert any("Plan" in text for text in texts(priced))
    assert ask(store, planned.house, planned.sun, WHY_NOT, day=later).tiers == ()


def test_no_date_names_the_rule_of_every_day_and_what_would_help(store, planned):
    gap = ask(store, planned.actor, planned.hill, GAP)
    assert len(gap.sentences) == 31
    assert any("ist am 10.12.2027 geschlossen" in text for text in texts(gap))
    change = ask(store, planned.actor, planned.hill, CHANGE)
    assert change.sentences[0].rule == "change-closure"
    with pytest.raises(NotFound, match="kein Datum"):
        ask(store, planned.actor, planned.hill, WHY)
    with pytest.raises(NotFound, match="hat ein Datum"):
        ask(store, planned.actor, planned.sun, GAP)


def test_a_weekday_more_is_the_smallest_change_where_a_coach_has_none(store, planned):
    with store.write(planned.tenant_id) as session:
        for row in session.scalars(select(KindergartenClosure)):
            session.delete(row)
        saturday = {"weekday": 5, "start_minute": 480, "end_minute": 960}
        session.add(CoachWindow(coach_id=planned.berta, **saturday))
    change = ask(store, planned.actor, planned.hill, CHANGE)
    assert change.sentences[0].rule == "change-weekday"


def test_what_was_confirmed_stands(store, planned):
    row = session_of(store, planned, planned.sun)
    said = AnswerSession(row.id, SessionAnswer.CONFIRM)
    answer_session(store, planned.actor, said)
    assert "steht am" in texts(ask(store, planned.house, planned.sun, WHY))[0]


def test_a_question_says_what_it_is_about(store, planned):
    with pytest.raises(InvalidInput, match="weitere Angabe"):
        ask(store, planned.actor, planned.sun, WHY_NOT)
    with pytest.raises(InvalidInput, match="nicht fragen"):
        ask(store, planned.actor, planned.sun, QuestionKind.DIFFERENCE)
    with pytest.raises(NotFound):
        ask(store, planned.actor, planned.sun, WHY, number=2)
    with pytest.raises(NotFound):
        ask(store, planned.actor, planned.tenant_id, WHY)
