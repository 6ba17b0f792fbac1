"""A year whose rules change within it is planned, and says how it counts."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select

from service.commands.common.match_text import match_lines
from service.commands.common.match_view import match_view
from service.db.tables.coaches import Coach, CoachTopic
from service.db.tables.engagements import Engagement
from service.db.tables.kindergartens import KindergartenTopic
from service.db.tables.tenancy import RuleOverride
from service.matching.costs import costs_of
from service.matching.months import period_of
from service.matching.snapshot import take_matching
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.read_matching import whole_matching
from service.use_cases.read_proposals import read_proposal
from solver.matching.index import MatchingIndex
from solver.matching.problem import Engagement as Pair
from tests.service.matching.build import YEAR, make_programme, match
from tests.service.matching.test_questions import ask, texts

JANUARY, DECEMBER = YEAR * 12, YEAR * 12 + 11
#: Anna to the hill: 2 x 25 km, at 35 cents unless somebody changes that.
ROUND_TRIP_KM = 50
SAID = (
    (
        "Wege und Fahrtkosten der Prozessbegleitungen (Fahrtkosten je Kilometer): ab"
        " dem 01.07.2027 40 Cent, vorher 35 Cent. Gerechnet wird jeder Monat mit dem,"
        " was in ihm gilt; ein Monat, in dem es wechselt, mit dem weiteren Weg und den"
        " höheren Kosten."
    ),
    (
        "Mindestabdeckung der Themen (Abdeckung der gewichteten Themen, mindestens): ab"
        " dem 01.09.2027 60 Prozent, vorher 50 Prozent. In diesem Plan zählt durchweg"
        " das Strengere."
    ),
    (
        "Passung von Themen und Phase (Gewicht einer fremden Phase): ab dem 31.12.2027"
        " 4 Punkte, vorher 3 Punkte. In diesem Plan zählt durchweg, was am ersten Tag"
        " gilt."
    ),
)


@pytest.fixture
def programme(store):
    """Rows are written past the use cases here."""
    return make_programme(store)


def own(store, programme, rule, parameter, *values):
    """The programme's own numbers, each from its day on."""
    with store.write(programme.tenant_id) as session:
        for at, (since, value) in enumerate(values):
            later = values[at + 1][0] if at + 1 < len(values) else None
            session.add(
                RuleOverride(
                    id=uuid4(),
                    rule=rule,
                    parameter=parameter,
                    value=value,
                    source="Beschluss",
                    valid_from=since,
                    valid_until=later and date.fromordinal(later.toordinal() - 1),
                )
            )


def taken(store, programme, first_month=1):
    with store.read(programme.tenant_id) as session:
        return take_matching(session, period_of(YEAR, first_month))


def trips_by_month(store, programme, first_month=1):
    """Cents of Anna's round trip to the hill, month by month."""
    snapshot = taken(store, programme, first_month)
    index = MatchingIndex(snapshot.problem)
    pair = Pair(
        snapshot.codes.kindergartens[programme.hill],
        snapshot.codes.coaches[programme.anna],
        4,
    )
    return [way.round_trip_cents for months, way in index.ways_of(pair) for _ in months]


@pytest.mark.parametrize(
    ("changes", "by_month"),
    [
        ([(date(YEAR, 1, 1), 40)], [40] * 12),
        ([(date(YEAR, 1, 2), 40)], [40] * 12),
        ([(date(YEAR, 1, 2), 30)], [35] + [30] * 11),
        ([(date(YEAR, 7, 1), 40)], [35] * 6 + [40] * 6),
        ([(date(YEAR, 7, 1), 30)], [35] * 6 + [30] * 6),
        ([(date(YEAR, 7, 15), 40)], [35] * 6 + [40] * 6),
        ([(date(YEAR, 7, 15), 30)], [35] * 7 + [30] * 5),
        ([(date(YEAR, 12, 1), 40)], [35] * 11 + [40]),
        ([(date(YEAR, 12, 31), 40)], [35] * 11 + [40]),
        ([(date(YEAR, 12, 31), 30)], [35] * 12),
        ([(date(YEAR + 1, 1, 1), 40)], [35] * 12),
        (
            [(date(YEAR, 4, 1), 40), (date(YEAR, 10, 1), 30)],
            [35] * 3 + [40] * 6 + [30] * 3,
        ),
        (
            [(date(YEAR, 4, 10), 40), (date(YEAR, 4, 20), 30)],
            [35] * 3 + [40] + [30] * 8,
        ),
    ],
)
def test_each_month_is_reckoned_by_what_holds_in_it(
    store, programme, changes, by_month
):
    own(store, programme, "trips", "cents_per_km", *changes)
    expected = [ROUND_TRIP_KM * cents for cents in by_month]
    assert trips_by_month(store, programme) == expected
    assert trips_by_month(store, programme, 6) == expected[5:]


def test_a_slower_second_half_takes_more_of_the_coachs_month(store, programme):
    own(store, programme, "trips", "car_metres_per_minute", (date(YEAR, 7, 1), 500))
    snapshot = taken(store, programme)
    index = MatchingIndex(snapshot.problem)
    house = snapshot.codes.kindergartens[programme.hill]
    coach = snapshot.codes.coaches[programme.anna]
    pair = Pair(house, coach, 4)
    (_, before), (_, after) = index.ways_of(pair)
    assert after.minutes - 5 == pytest.approx(2 * (before.minutes - 5), abs=1)
    assert index.minutes_in(JANUARY, pair) == 120 + 2 * before.minutes
    assert index.minutes_in(DECEMBER, pair) == 120 + 2 * after.minutes
    own_radius = snapshot.problem.coaches[coach]
    assert own_radius.max_way_by_month == {}


def test_the_radius_in_kilometres_is_as_far_by_new_numbers(store, programme):
    with store.write(programme.tenant_id) as session:
        anna = session.get_one(Coach, (programme.tenant_id, programme.anna))
        anna.radius_km = 30
    own(store, programme, "trips", "car_metres_per_minute", (date(YEAR, 7, 1), 500))
    snapshot = taken(store, programme)
    anna = snapshot.problem.coaches[snapshot.codes.coaches[programme.anna]]
    assert set(anna.max_way_by_month) == set(range(JANUARY + 6, DECEMBER + 1))
    assert min(anna.max_way_by_month.values()) == 2 * 39 + 5
    assert anna.max_way_minutes == 39 + 5


def test_what_is_proposed_is_agreed_and_costs_the_same_afterwards(store, programme):
    own(store, programme, "trips", "cents_per_km", (date(YEAR, 7, 15), 90))
    proposal = match(store, programme.actor)
    snapshot = taken(store, programme)
    index, codes = MatchingIndex(snapshot.problem), snapshot.codes
    publish_proposal(store, programme.actor, proposal)
    with store.read(programme.tenant_id) as session:
        rows = session.scalars(select(Engagement)).all()
        costs = costs_of(session, rows, period_of(YEAR))
        assert len(rows) == 3
        for row in rows:
            house, coach = (
                codes.kindergartens[row.kindergarten_id],
                codes.coaches[row.coach_id],
            )
            expected = index.yearly_cents(Pair(house, coach, row.half_hours))
            assert costs.cents(row, period_of(YEAR)) == expected


@pytest.mark.parametrize(
    ("changes", "counts"),
    [
        ([(date(2026, 1, 1), 6), (date(YEAR, 1, 1), 8)], 8),
        ([(date(2026, 1, 1), 6), (date(YEAR, 1, 2), 8)], 6),
        ([(date(2026, 1, 1), 8), (date(YEAR, 7, 15), 6)], 6),
        ([(date(2026, 1, 1), 8), (date(YEAR, 12, 31), 6)], 6),
        ([(date(2026, 1, 1), 8), (date(YEAR + 1, 1, 1), 6)], 8),
        ([(date(2026, 1, 1), 8), (date(YEAR, 3, 1), 5), (date(YEAR, 9, 1), 7)], 5),
    ],
)
def test_of_a_limit_the_strictest_of_the_year_counts(store, programme, changes, counts):
    own(store, programme, "coach-limit", "max_kindergartens", *changes)
    snapshot = taken(store, programme)
    anna = snapshot.problem.coaches[snapshot.codes.coaches[programme.anna]]
    assert anna.max_kindergartens == counts


def test_a_plan_that_begins_with_the_change_knows_only_what_holds_then(
    store, programme
):
    own(store, programme, "coach-limit", "max_kindergartens", (date(YEAR, 7, 1), 12))
    snapshot = taken(store, programme, 7)
    anna = snapshot.problem.coaches[snapshot.codes.coaches[programme.anna]]
    assert anna.max_kindergartens == 12
    assert snapshot.rules.profile.changes == ()


def test_the_plan_says_what_changes_and_how_it_counts(store, programme):
    own(store, programme, "trips", "cents_per_km", (date(YEAR, 7, 1), 40))
    own(store, programme, "topics-covered", "least_percent", (date(YEAR, 9, 1), 60))
    own(store, programme, "fit", "stage_points", (date(YEAR, 12, 31), 4))
    proposal = match(store, programme.actor)
    said = [
        one.text for one in read_proposal(store, programme.actor, proposal).rule_changes
    ]
    assert said == list(SAID)
    view = match_view(store, programme.actor, proposal)
    shown = "\n".join(match_lines(view, 1000))
    assert "Regeln, die sich im Zeitraum ändern:" in shown
    assert all(f"- {text}" in shown for text in said)


def test_a_year_without_changes_says_nothing_of_them(store, programme):
    view = match_view(store, programme.actor, match(store, programme.actor))
    assert view.rule_changes == []
    assert "ändern" not in "\n".join(match_lines(view, 200))


def half_known(store, programme):
    """Anna and Berta know half of what the river needs."""
    with store.write(programme.tenant_id) as session:
        for row in session.scalars(select(CoachTopic)):
            if row.topic == "networking":
                session.delete(row)
        session.add(
            KindergartenTopic(
                id=uuid4(),
                kindergarten_id=programme.river,
                topic="networking",
                weight=2,
            )
        )


def test_a_refusal_by_a_stricter_number_to_come_says_from_when_it_holds(
    store, programme
):
    half_known(store, programme)
    own(store, programme, "topics-covered", "least_percent", (date(YEAR, 9, 1), 60))
    proposal = match(store, programme.actor)
    with store.read(programme.tenant_id) as session:
        _, alone = whole_matching(session, programme.actor, proposal)
    assert [one.kindergarten_id for one in alone] == [programme.river]
    found = ask(
        store,
        programme,
        proposal,
        "why-not",
        kindergarten_id=programme.river,
        coach_id=programme.anna,
    )
    said = texts(found)
    assert any("mindestens 60 %" in text for text in said)
    assert any("ab dem 01.09.2027 60 Prozent, vorher 50" in text for text in said)


def test_a_milder_number_to_come_helps_nobody_yet(store, programme):
    half_known(store, programme)
    own(
        store,
        programme,
        "topics-covered",
        "least_percent",
        (date(2026, 1, 1), 60),
        (date(YEAR, 9, 1), 40),
    )
    whole, rest = taken(store, programme), taken(store, programme, 9)
    settings = [
        one.rules.profile.settings["topics-covered"].parameters["least_percent"]
        for one in (whole, rest)
    ]
    assert [number.value for number in settings] == [60, 40]
    assert replace(settings[0], value=0) == replace(settings[1], value=0)
