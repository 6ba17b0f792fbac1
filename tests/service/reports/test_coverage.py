"""The figures of a month, counted by hand: two children, seven hours, two days."""

from dataclasses import astuple
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import event, select

from service.db.tables.absences import Absence
from service.db.tables.people import Person
from service.db.tables.publications import Assignment
from service.domain.answers import Answer
from service.use_cases.answer_assignment import AnswerAssignment, answer_assignment
from service.use_cases.arrange import (
    Arrange,
    arrange_by_hand,
    pin,
    release_arrangement,
)
from service.use_cases.change_absence import withdraw_absence
from service.use_cases.read_coverage import read_coverage
from service.use_cases.report_absence import ReportAbsence, report_absence
from service.use_cases.report_child_absence import (
    ReportChildAbsence,
    report_child_absence,
)
from service.use_cases.set_guardian_wish import SetGuardianWish, set_guardian_wish
from service.use_cases.withdraw_publication import withdraw_publication
from tests.service.planning.build import FRIDAY, MONDAY, NOW, TUESDAY, Builder
from tests.service.planning.run import counsellor, publish
from tests.service.reports.conftest import AFTERWARDS, NOVEMBER, make_case
from tests.tenants import make_tenant

DAY = 7 * 60
ALL = 4 * DAY


def figures(store, case, month=NOVEMBER, at=AFTERWARDS):
    """Wanted, covered, uncovered and unwanted minutes of a month, read later."""
    store.clock.set(at)
    return astuple(read_coverage(store, case.actor, month).total)[:4]


def answer(store, case, said, child=0, day=MONDAY):
    with store.read(case.tenant_id) as session:
        key = session.scalars(
            select(Assignment.id).where(
                Assignment.child_id == case.kids[child], Assignment.day == day
            )
        ).one()
    answer_assignment(store, case.actor, AnswerAssignment(key, said))


def by_way(store, case):
    store.clock.set(AFTERWARDS)
    found = read_coverage(store, case.actor, NOVEMBER)
    return {row.key: row.figures.covered_minutes for row in found.by_way}


def test_before_anything_is_published_all_is_uncovered(store, case):
    assert figures(store, case) == (ALL, 0, ALL, 0)


def test_a_published_week_is_covered(any_store, any_case):
    publish(any_store, any_case.actor)
    assert figures(any_store, any_case) == (ALL, ALL, 0, 0)
    found = read_coverage(any_store, any_case.actor, NOVEMBER)
    total = found.total
    assert (total.children, total.absent_persons, total.child_days) == (2, 1, 4)
    assert total.coverage_percent == 100
    assert (found.through, found.provisional) == (date(2026, 11, 30), False)


def test_a_day_published_again_counts_once(week):
    store, case = week.store, week
    publish(store, case.actor)
    publish(store, case.actor, TUESDAY, FRIDAY)
    assert figures(store, case) == (ALL, ALL, 0, 0)


def test_what_was_withdrawn_does_not_count(week):
    store, case = week.store, week
    withdraw_publication(store, case.actor, case.publication)
    assert figures(store, case) == (ALL, 0, ALL, 0)
    store.clock.set(NOW)
    publish(store, case.actor, TUESDAY, TUESDAY)
    assert figures(store, case) == (ALL, 2 * DAY, 2 * DAY, 0)


@pytest.mark.parametrize(
    ("said", "covered"),
    [
        ([Answer.DECLINE], 3 * DAY),
        ([Answer.ACCEPT], ALL),
        ([Answer.ACCEPT, Answer.DECLINE], 3 * DAY),
        ([Answer.START, Answer.FINISH], ALL),
    ],
)
def test_what_was_declined_is_uncovered(week, said, covered):
    store, case = week.store, week
    for each in said:
        answer(store, case, each)
    assert figures(store, case) == (ALL, covered, ALL - covered, 0)


def test_cover_by_hand_counts_until_it_is_released(week):
    store, case = week.store, week
    answer(store, case, Answer.DECLINE)
    grandmother = Arrange(case.kids[0], MONDAY, start_minute=480, end_minute=720)
    key = arrange_by_hand(store, case.actor, grandmother)
    assert figures(store, case)[1] == 3 * DAY + 240
    assert by_way(store, case) == {"small": 3 * DAY + 240}
    release_arrangement(store, case.actor, key)
    assert figures(store, case)[1] == 3 * DAY


def test_a_minute_covered_twice_counts_once(week):
    store, case = week.store, week
    arrange_by_hand(store, case.actor, Arrange(case.kids[0], MONDAY))
    assert figures(store, case) == (ALL, ALL, 0, 0)


def test_a_pin_alone_covers_nothing(store, case):
    pin(store, case.actor, Arrange(case.kids[0], MONDAY, case.birte))
    assert figures(store, case)[1] == 0


def test_a_child_that_stays_at_home_needs_nobody(week):
    store, case = week.store, week
    ill = ReportChildAbsence(case.kids[0], MONDAY, MONDAY)
    report_child_absence(store, case.actor, ill)
    assert figures(store, case) == (3 * DAY, 3 * DAY, 0, 0)


def test_what_guardians_did_not_want_is_neither_covered_nor_a_gap(week):
    store, case = week.store, week
    wish = SetGuardianWish(case.absence, case.kids[1], wanted=False)
    set_guardian_wish(store, case.actor, wish)
    assert figures(store, case) == (2 * DAY, 2 * DAY, 0, 2 * DAY)


def test_an_absence_taken_back_leaves_nothing(week):
    store, case = week.store, week
    withdraw_absence(store, case.actor, case.absence)
    assert figures(store, case) == (0, 0, 0, 0)


def test_a_substitute_who_is_away_herself_covers_nothing_then(week):
    store, case = week.store, week
    store.clock.advance(hours=4)
    ill = ReportAbsence(case.birte, TUESDAY, TUESDAY, start_minute=660)
    report_absence(store, case.actor, ill)
    # from eleven on nobody has the two children on Tuesday: four hours each
    assert figures(store, case) == (ALL, ALL - 2 * 240, 2 * 240, 0)


def test_an_absence_across_two_months_is_cut_between_them(store, tenant):
    with store.write(tenant.id) as session:
        build = Builder(session)
        anna = build.a_childminder()
        build.a_contract(build.a_child(), anna)
        # Friday to Tuesday; Sunday, 1 November, is a holiday in NW and booked by nobody
        build.an_absence(anna, date(2026, 10, 30), TUESDAY)
    case = make_reader(tenant)
    assert figures(store, case, "2026-10") == (DAY, 0, DAY, 0)
    assert figures(store, case, NOVEMBER) == (2 * DAY, 0, 2 * DAY, 0)
    assert figures(store, case, "2026-12") == (0, 0, 0, 0)


def make_reader(tenant):
    return SimpleNamespace(tenant_id=tenant.id, actor=counsellor(tenant.id))


@pytest.mark.parametrize(
    ("day", "month", "hours"),
    [
        (date(2026, 10, 25), "2026-10", 5),  # the hour from two to three comes twice
        (date(2026, 3, 29), "2026-03", 3),  # and here not at all
        (date(2026, 11, 8), NOVEMBER, 4),
    ],
)
def test_a_night_of_a_clock_change_counts_real_minutes(
    store, tenant, day, month, hours
):
    with store.write(tenant.id) as session:
        build = Builder(session)
        anna = build.a_childminder()
        child = build.a_child()
        build.a_contract(child, anna, hours=(60, 300), weekdays=[6])
        build.an_absence(anna, day, day)
        child_id = child.id
    case = make_reader(tenant)
    assert figures(store, case, month) == (60 * hours, 0, 60 * hours, 0)
    arrange_by_hand(store, case.actor, Arrange(child_id, day))
    assert figures(store, case, month) == (60 * hours, 60 * hours, 0, 0)


def test_a_running_month_counts_until_today(week):
    store, case = week.store, week
    monday_noon = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)
    assert figures(store, case, at=monday_noon) == (2 * DAY, 2 * DAY, 0, 0)
    found = read_coverage(store, case.actor, NOVEMBER)
    assert (found.through, found.provisional) == (MONDAY, True)


def test_an_open_end_lasts_as_long_as_planning_takes_it_to(store, case):
    with store.write(case.tenant_id) as session:
        session.get_one(Absence, (case.tenant_id, case.absence)).last_day = None
    friday = datetime(2026, 11, 6, 20, 0, tzinfo=UTC)
    assert figures(store, case, at=friday)[0] == 2 * 5 * DAY


def test_tenants_do_not_see_one_another(week):
    store, case = week.store, week
    other = make_reader(make_tenant(store, "Stadt Nebenan"))
    assert figures(store, other) == (0, 0, 0, 0)
    third = make_case(store, make_tenant(store, "Verein Gegenüber"))
    assert figures(store, third) == (ALL, 0, ALL, 0)
    assert figures(store, case) == (ALL, ALL, 0, 0)


def test_a_share_is_never_rounded_up_to_whole(week):
    store, case = week.store, week
    answer(store, case, Answer.DECLINE)
    most = Arrange(case.kids[0], MONDAY, start_minute=480, end_minute=899)
    arrange_by_hand(store, case.actor, most)
    store.clock.set(AFTERWARDS)
    total = read_coverage(store, case.actor, NOVEMBER).total
    assert (total.uncovered_minutes, total.coverage_percent) == (1, 99.9)


def test_an_empty_month_has_no_share(store, case):
    store.clock.set(AFTERWARDS)
    found = read_coverage(store, case.actor, "2025-02")
    assert found.total.coverage_percent is None
    assert (found.by_area, found.by_model, found.by_way) == ((), (), ())
    assert found.response.calls == 0


def test_nobody_can_be_told_from_the_figures(week):
    store, case = week.store, week
    store.clock.set(AFTERWARDS)
    told = repr(read_coverage(store, case.actor, NOVEMBER))
    with store.read(case.tenant_id) as session:
        codes = session.scalars(select(Person.code)).all()
    secret = [str(key) for key in (case.anna, case.birte, *case.kids)]
    assert codes
    assert not [each for each in (*secret, *codes) if f"'{each}'" in told]


def test_the_report_asks_as_few_questions_of_a_large_town(store, case):
    """As many queries for ten absent persons as for one."""
    store.clock.set(AFTERWARDS)
    before = _queries(store, case)
    with store.write(case.tenant_id) as session:
        build = Builder(session, prefix="x")
        for _ in range(10):
            minder = build.a_childminder()
            build.a_contract(build.a_child(), minder)
            build.an_absence(minder, MONDAY, MONDAY + timedelta(days=9))
    assert _queries(store, case) == before
    assert before <= 25


def _queries(store, case) -> int:
    seen: list[str] = []

    def note(_conn, _cursor, statement, *_more) -> None:
        seen.append(statement)

    event.listen(store.engine, "before_cursor_execute", note)
    try:
        read_coverage(store, case.actor, NOVEMBER)
    finally:
        event.remove(store.engine, "before_cursor_execute", note)
    return len(seen)
