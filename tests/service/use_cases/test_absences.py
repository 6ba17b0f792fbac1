"""Reporting absences: who may, what is refused, what is stored."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from service.db.tables.absences import Absence, GuardianWish
from service.db.tables.audit import AuditEvent
from service.db.tables.children import ChildAbsence
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import (
    Conflict,
    InvalidInput,
    NotFound,
    NotPermitted,
    Stale,
)
from service.use_cases.change_absence import (
    ChangeAbsence,
    extend_absence,
    withdraw_absence,
)
from service.use_cases.report_absence import ReportAbsence, report_absence
from service.use_cases.report_child_absence import (
    ReportChildAbsence,
    report_child_absence,
    withdraw_child_absence,
)
from service.use_cases.set_guardian_wish import SetGuardianWish, set_guardian_wish
from tests.service.planning.build import FRIDAY, MONDAY, TUESDAY
from tests.service.planning.test_snapshot import snap


def childminder(town, person):
    return Actor(
        user_id=None,
        tenant_id=town.tenant_id,
        roles=frozenset({Role.CHILDMINDER}),
        person_ids=frozenset({person}),
        today=MONDAY,
    )


def stored(store, town, table, row_id):
    with store.read(town.tenant_id) as session:
        return session.get(table, (town.tenant_id, row_id))


def test_a_childminder_reports_herself_sick(any_store, any_town):
    town = any_town
    actor = childminder(town, town.birte)
    absence = report_absence(any_store, actor, ReportAbsence(town.birte, MONDAY))
    row = stored(any_store, town, Absence, absence)
    assert (row.first_day, row.last_day, row.withdrawn_at) == (MONDAY, None, None)
    with any_store.read(town.tenant_id) as session:
        assert session.scalars(select(AuditEvent.action)).all() == ["report_absence"]


def test_a_childminder_reports_nobody_else(store, town):
    with pytest.raises(NotFound):
        report_absence(
            store, childminder(town, town.birte), ReportAbsence(town.anna, MONDAY)
        )


def test_a_guardian_reports_no_childminder_absent(store, town):
    guardian = Actor(None, town.tenant_id, frozenset({Role.GUARDIAN}))
    with pytest.raises(NotPermitted):
        report_absence(store, guardian, ReportAbsence(town.anna, MONDAY))


def test_an_absence_in_the_past_may_be_reported_late(store, town):
    past = date(2026, 10, 26)
    assert report_absence(store, town.actor, ReportAbsence(town.birte, past, past))


@pytest.mark.parametrize(
    ("command", "pointer"),
    [
        ({"last_day": MONDAY - timedelta(days=1)}, "/last_day"),
        ({"last_day": date(2036, 1, 1)}, "/last_day"),
        ({"expected_return": MONDAY}, "/expected_return"),
        ({"start_minute": -1}, "/start_minute"),
        ({"last_day": MONDAY, "end_minute": 1441}, "/end_minute"),
        ({"end_minute": 600}, "/end_minute"),
        ({"last_day": MONDAY, "start_minute": 600, "end_minute": 600}, "/end_minute"),
    ],
)
def test_days_and_minutes_that_cannot_be_are_refused(store, town, command, pointer):
    with pytest.raises(InvalidInput) as refused:
        report_absence(store, town.actor, ReportAbsence(town.birte, MONDAY, **command))
    assert pointer in {fault.pointer for fault in refused.value.faults}


def test_all_faults_are_told_at_once(store, town):
    with pytest.raises(InvalidInput) as refused:
        report_absence(
            store,
            town.actor,
            ReportAbsence(
                town.birte, MONDAY, date(2026, 11, 1), start_minute=-1, end_minute=9999
            ),
        )
    assert len(refused.value.faults) == 3


def test_an_extension_prolongs_the_same_episode(store, town):
    before = snap(store, town_tenant(town)).problem.needs
    extend_absence(store, town.actor, ChangeAbsence(town.absence, FRIDAY))
    after = snap(store, town_tenant(town)).problem.needs
    assert (len(before), len(after)) == (4, 10)
    assert {need.episode for need in before} == {need.episode for need in after}


def town_tenant(town):
    return type("TenantOnly", (), {"id": town.tenant_id})


def test_a_change_names_the_version_it_saw(any_store, any_town):
    town = any_town
    version = stored(any_store, town, Absence, town.absence).version
    change = ChangeAbsence(town.absence, FRIDAY, version=version)
    extend_absence(any_store, town.actor, change)
    with pytest.raises(Stale):
        extend_absence(any_store, town.actor, change)


def test_a_withdrawn_absence_makes_no_need_and_is_not_changed_again(store, town):
    withdraw_absence(store, town.actor, town.absence)
    assert snap(store, town_tenant(town)).needs == []
    with pytest.raises(Conflict, match="zurückgenommen"):
        withdraw_absence(store, town.actor, town.absence)
    with pytest.raises(Conflict, match="zurückgenommen"):
        extend_absence(store, town.actor, ChangeAbsence(town.absence, FRIDAY))


def test_a_child_that_stays_at_home_needs_nobody(any_store, any_town):
    town = any_town
    absence = report_child_absence(
        any_store, town.actor, ReportChildAbsence(town.kids[0], MONDAY, FRIDAY)
    )
    assert len(snap(any_store, town_tenant(town)).needs) == 2
    withdraw_child_absence(any_store, town.actor, absence)
    assert len(snap(any_store, town_tenant(town)).needs) == 4
    assert stored(any_store, town, ChildAbsence, absence) is None


def test_a_childs_absence_with_impossible_days_is_refused(store, town):
    with pytest.raises(InvalidInput):
        report_child_absence(
            store, town.actor, ReportChildAbsence(town.kids[0], TUESDAY, MONDAY)
        )


def test_a_guardians_word_replaces_an_earlier_one(any_store, any_town):
    town = any_town
    for wanted in (False, True, False):
        set_guardian_wish(
            any_store,
            town.actor,
            SetGuardianWish(town.absence, town.kids[0], wanted=wanted),
        )
    with any_store.read(town.tenant_id) as session:
        assert session.scalars(select(GuardianWish.wanted)).all() == [False]
    assert len(snap(any_store, town_tenant(town)).needs) == 2


def test_a_wish_is_about_an_absence_of_somebody_the_child_is_booked_with(store, town):
    other = report_absence(store, town.actor, ReportAbsence(town.birte, MONDAY))
    with pytest.raises(NotFound):
        set_guardian_wish(
            store, town.actor, SetGuardianWish(other, town.kids[0], wanted=False)
        )
