"""What a substitute is paid for, counted by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from service.commands.common.report_text import statement_lines
from service.db.tables.cooperations import CooperationMember
from service.db.tables.people import Person
from service.db.tables.publications import Assignment
from service.domain.actor import Actor
from service.domain.answers import Answer
from service.domain.kinds import ContactKind, Model, Role
from service.errors import NotPermitted
from service.jobs.tidy import tidy_tenant
from service.reports.held_places import HeldRow, held_places
from service.reports.month import read_month
from service.reports.rates import Rates
from service.reports.real_time import begun_quarters
from service.reports.sheets_statements import statement_sheets
from service.reports.statements import HeldPlaces
from service.reports.workbook import Form
from service.use_cases.answer_assignment import AnswerAssignment, answer_assignment
from service.use_cases.arrange import Arrange, arrange_by_hand
from service.use_cases.read_coverage import read_coverage
from service.use_cases.read_statements import read_statements
from service.use_cases.report_child_absence import (
    ReportChildAbsence,
    report_child_absence,
)
from tests.service.planning.build import MONDAY, SINCE, TUESDAY, Builder
from tests.service.planning.run import counsellor
from tests.service.reports.conftest import AFTERWARDS, NOVEMBER
from tests.tenants import make_tenant

DAY = 7 * 60
TODAY = date(2026, 12, 3)


def statements(case, actor=None, month=NOVEMBER, **more):
    case.store.clock.set(AFTERWARDS)
    found = read_statements(case.store, actor or case.actor, month, **more)
    return {each.person_id: each for each in found.statements}


def rows_of(case, day):
    with case.store.read(case.tenant_id) as session:
        return session.scalars(select(Assignment.id).where(Assignment.day == day)).all()


def test_time_with_any_child_and_time_of_each_child(week):
    birte = statements(week)[week.birte]
    assert (birte.days, birte.children) == (2, 2)
    assert (birte.minutes, birte.child_minutes) == (2 * DAY, 4 * DAY)
    assert (birte.quarters, birte.child_quarters) == (56, 112)
    assert [(w.day, w.children, w.minutes) for w in birte.work] == [
        (MONDAY, 2, DAY),
        (TUESDAY, 2, DAY),
    ]


def test_what_nobody_answered_is_told_as_unconfirmed(week):
    assert statements(week)[week.birte].unconfirmed_child_minutes == 4 * DAY
    for row, said in zip(
        rows_of(week, MONDAY), (Answer.ACCEPT, Answer.START), strict=True
    ):
        week.store.clock.set(datetime(2026, 11, 2, 7, 0, tzinfo=UTC))
        answer_assignment(week.store, week.actor, AnswerAssignment(row, said))
    assert statements(week)[week.birte].unconfirmed_child_minutes == 2 * DAY


def test_the_night_that_closes_a_day_confirmed_what_nobody_had_answered_bug(week):
    """The same figure whether or not the worker has closed the days meanwhile."""
    said = rows_of(week, MONDAY)[0]
    answer_assignment(week.store, week.actor, AnswerAssignment(said, Answer.ACCEPT))
    before = statements(week)[week.birte]
    assert before.unconfirmed_child_minutes == 3 * DAY
    tidied = tidy_tenant(week.store, week.tenant_id, timedelta(days=365))
    assert tidied.closed_assignments == 4
    assert statements(week)[week.birte] == before


def test_a_begun_quarter_of_an_hour_counts_each_day(week):
    """Declined on Monday; Carla has one child for 61 minutes, then for ten."""
    row = rows_of(week, MONDAY)[0]
    answer_assignment(week.store, week.actor, AnswerAssignment(row, Answer.DECLINE))
    with week.store.read(week.tenant_id) as session:
        child = session.scalars(select(Assignment).where(Assignment.id == row)).one()
    for start, end in ((480, 541), (600, 610)):
        settled = Arrange(
            child.child_id, MONDAY, week.carla, start_minute=start, end_minute=end
        )
        arrange_by_hand(week.store, week.actor, settled)
    found = statements(week)
    carla = found[week.carla]
    assert (carla.minutes, carla.quarters) == (71, 5)
    assert carla.unconfirmed_child_minutes == 0
    assert found[week.birte].child_minutes == 3 * DAY


@pytest.mark.parametrize(
    ("minutes", "quarters"), [(0, 0), (1, 1), (15, 1), (16, 2), (60, 4)]
)
def test_begun_quarters(minutes, quarters):
    assert begun_quarters(minutes) == quarters


def test_care_outside_of_the_service_is_on_nobodys_statement(week):
    for row in rows_of(week, MONDAY):
        answer_assignment(week.store, week.actor, AnswerAssignment(row, Answer.DECLINE))
    for child in week.kids:
        arrange_by_hand(week.store, week.actor, Arrange(child, MONDAY))
    found = statements(week)
    assert found[week.birte].child_minutes == 2 * DAY
    covered = read_coverage(week.store, week.actor, NOVEMBER).total.covered_minutes
    assert covered == 4 * DAY
    paid = sum(each.child_minutes for each in found.values())
    assert paid == covered - 2 * DAY


def test_the_statements_add_up_to_what_was_covered(week):
    paid = sum(each.child_minutes for each in statements(week).values())
    covered = read_coverage(week.store, week.actor, NOVEMBER).total.covered_minutes
    assert paid == covered == 4 * DAY


def test_places_kept_free_count_by_calendar_day(week):
    with week.store.write(week.tenant_id) as session:
        member = session.scalars(
            select(CooperationMember).where(CooperationMember.person_id == week.carla)
        ).one_or_none()
        assert member is None
        build = Builder(session, prefix="h")
        carla, anna = (
            session.get_one(Person, (week.tenant_id, key))
            for key in (week.carla, week.anna)
        )
        group = build.a_tandem(carla, anna, model=Model.GROUP)
        group.valid_from = date(2026, 11, 21)
        session.scalars(
            select(CooperationMember).where(
                CooperationMember.cooperation_id == group.id,
                CooperationMember.person_id == carla.id,
            )
        ).one().held_places = 2
    found = statements(week)
    carla = found[week.carla]
    assert (carla.held_places, carla.held_place_days) == (2, 20)
    assert carla.days == 0
    assert week.anna not in found


def test_held_places_of_two_agreements_add_up_where_they_overlap():
    month = read_month(NOVEMBER, TODAY)
    person = object()
    rows = [
        HeldRow(person, 1, SINCE, date(2026, 11, 10)),
        HeldRow(person, 2, date(2026, 11, 10), None),
        HeldRow(person, 5, date(2026, 12, 1), None),
    ]
    # nine days of one place, one of three, twenty of two
    assert held_places(rows, month) == {person: HeldPlaces(3, 9 + 3 + 40)}


def test_visits_count_once_for_children_visited_together(week):
    with week.store.write(week.tenant_id) as session:
        build = Builder(session, prefix="v")
        carla = session.get_one(Person, (week.tenant_id, week.carla))
        kids = [build.a_child() for _ in range(3)]
        for kid in kids:
            build.a_contact(kid, carla, date(2026, 11, 12)).minutes = 100
        build.a_contact(kids[0], carla, date(2026, 11, 13))
        build.a_contact(kids[0], carla, date(2026, 11, 19), ContactKind.PLAY_GROUP)
        build.a_contact(kids[0], carla, date(2026, 11, 20), ContactKind.CARE)
        build.a_contact(kids[0], carla, date(2026, 11, 21), ContactKind.SETTLED)
        build.a_contact(kids[0], carla, date(2026, 12, 1))
    carla = statements(week)[week.carla]
    assert (carla.contacts, carla.contact_minutes) == (3, 100 + 120 + 120)
    assert carla.contact_quarters == 23


def test_a_substitute_reads_her_own_statement_only(week):
    own = Actor(
        user_id=None,
        tenant_id=week.tenant_id,
        roles=frozenset({Role.SUBSTITUTE}),
        person_ids=frozenset({week.birte}),
        today=MONDAY,
    )
    arrange_by_hand(
        week.store,
        week.actor,
        Arrange(week.kids[0], MONDAY, week.carla, start_minute=0, end_minute=1),
    )
    assert set(statements(week, own)) == {week.birte}
    absent = Actor(
        user_id=None,
        tenant_id=week.tenant_id,
        roles=frozenset({Role.CHILDMINDER}),
        person_ids=frozenset({week.anna}),
        today=MONDAY,
    )
    # Birte stands in for Anna: Anna may know that, but not what Birte is paid
    assert statements(week, absent) == {}


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.COORDINATOR, Role.OPERATOR])
def test_statements_are_no_business_of_others(week, role):
    actor = Actor(user_id=None, tenant_id=week.tenant_id, roles=frozenset({role}))
    with pytest.raises(NotPermitted):
        statements(week, actor)


def test_names_stand_there_only_when_asked_for(week):
    assert {each.name for each in statements(week).values()} == {None}
    named = statements(week, names=True)[week.birte]
    assert named.name == f"Test {named.code}"


def priced(week, *, per_hour=0, flat=None):
    """Give Birte a price and read what she is paid."""
    with week.store.write(week.tenant_id) as session:
        session.get_one(Person, (week.tenant_id, week.birte)).cents_per_hour = per_hour
        session.scalars(
            select(CooperationMember).where(CooperationMember.person_id == week.birte)
        ).one().held_place_cents = flat
    return statements(week)[week.birte].cents


@pytest.mark.parametrize(
    ("per_hour", "flat", "cents"),
    [
        (525, None, 28 * 525),  # two children, seven hours, two days
        (525, 2000, 4 * 2000),  # the flat rate per child and day stands for the hours
        (0, 2000, 4 * 2000),
        (525, 0, 0),
        (0, None, None),  # a salary pays
    ],
)
def test_what_is_paid(week, per_hour, flat, cents):
    assert priced(week, per_hour=per_hour, flat=flat) == cents


def test_a_flat_rate_is_paid_once_a_day_even_for_two_pieces(week):
    """At home from ten to eleven: the child comes twice that day."""
    home = ReportChildAbsence(week.kids[0], MONDAY, MONDAY, 600, 660)
    report_child_absence(week.store, week.actor, home)
    assert priced(week, flat=2000) == 4 * 2000
    assert priced(week, per_hour=600) == 27 * 600


def test_a_begun_quarter_is_paid_up_to_a_whole_cent():
    person = object()
    assert Rates({person: 525}).hourly_cents(person, 5) == 657  # 656.25
    assert Rates({person: 525}).hourly_cents(person, 4) == 525
    assert Rates().hourly_cents(person, 4) == 0


def test_paid_hours_stood_as_decimals_beside_durations_bug(week):
    """Beside 28:00 unconfirmed hours stood 14,00 and 28,00 that are paid."""
    week.store.clock.set(AFTERWARDS)
    report = read_statements(week.store, week.actor, NOVEMBER)
    persons, days, _notes = statement_sheets(report)
    told = {}
    for sheet in (persons, days):
        of_hours = [
            at
            for at, column in enumerate(sheet.columns)
            if "stunden" in column.heading or "unbestätigt" in column.heading
        ]
        assert {sheet.columns[at].form for at in of_hours} == {Form.HOURS}
        told[sheet.name] = [[row[at] for at in of_hours] for row in sheet.rows]
    hours = [timedelta(hours=count) for count in (14, 28, 28, 0)]
    assert hours in told["Abrechnung"]
    assert [timedelta(hours=7), timedelta(hours=14)] in [d[:2] for d in told["Tage"]]
    lines = statement_lines(report, 200)
    assert any("14:00" in line and "28:00" in line for line in lines)
    assert not any("14,00" in line for line in lines)


def test_an_empty_month_has_no_statement(week):
    assert statements(week, month="2025-02") == {}


def test_other_tenants_have_none(week):
    other = counsellor(make_tenant(week.store, "Stadt Nebenan").id)
    assert statements(week, other) == {}
