"""The stored state as a Kita year: days, kinds, what shifts would change."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import select

from service.ahead.year.parameters import YearParameters
from service.db.tables.absences import Absence
from service.db.tables.tenancy import RuleOverride
from service.domain.kinds import AbsenceClass
from service.errors import InvalidInput
from service.snapshot.nouns import day_of
from solver.substitution.problem import Familiarity
from solver.year.candidates import Span, candidates
from solver.year.problem import AnnouncedKind, monday_of
from tests.service.ahead.year.conftest import read

pytestmark = pytest.mark.usefixtures("year_town")
TODAY = date(2026, 11, 2)


def test_the_current_year_begins_today(store, tenant):
    problem = read(store, tenant).problem.problem
    assert problem.first_day == day_of(TODAY)
    assert problem.last_day == day_of(date(2027, 7, 31))


def test_next_year_begins_on_the_first_of_august(store, tenant):
    problem = read(store, tenant, YearParameters(2027)).problem.problem
    assert problem.first_day == day_of(date(2027, 8, 1))


@pytest.mark.parametrize("year", [2025, 2029])
def test_years_that_are_over_or_far_away_are_refused(store, tenant, year):
    with pytest.raises(InvalidInput, match="2026 bis 2028") as refused:
        read(store, tenant, YearParameters(year))
    assert refused.value.faults[0].pointer == "/parameters/year"


def test_every_announced_day_is_there_once_with_its_kind(store, tenant):
    found = read(store, tenant).problem.announced
    assert {a.kind for a in found} == {AnnouncedKind.VACATION, AnnouncedKind.TRAINING}
    assert len({(a.person, a.day) for a in found}) == len(found)


def test_overlapping_absences_of_a_day_count_once_and_no_week_of_it_moves(
    store, tenant
):
    before = read(store, tenant).problem
    vacation = next(a for a in before.announced if a.kind is AnnouncedKind.VACATION)
    with store.write(tenant.id) as session:
        rows = read(store, tenant).pseudonyms.persons
        person = next(row for row, code in rows.items() if code == vacation.person)
        day = date.fromordinal(vacation.day)
        session.add(
            Absence(
                person_id=person,
                first_day=day,
                last_day=day,
                absence_class=AbsenceClass.SHORT_NOTICE,
                reported_at=store.clock.now(),
            )
        )
    after = read(store, tenant).problem
    assert len(after.announced) == len(before.announced)
    twice = next(
        a
        for a in after.announced
        if (a.person, a.day) == (vacation.person, vacation.day)
    )
    assert twice.kind is AnnouncedKind.OTHER
    assert len(after.problem.needs) == len(before.problem.needs)


def test_families_stay_as_familiar_as_today_unless_asked_otherwise(store, tenant):
    kept = read(store, tenant).problem.problem
    fading = read(store, tenant, YearParameters(keep_familiarity=False)).problem.problem
    assert {r.last_day for r in kept.familiarity} == {kept.last_day}
    assert any(r.state is Familiarity.FAMILIAR for r in kept.familiarity)
    last = [r.state for r in fading.familiarity if r.last_day == fading.last_day]
    assert set(last) == {Familiarity.FADED}


def test_proofs_are_taken_as_renewed_unless_asked_otherwise(store, tenant):
    renewed = read(store, tenant).problem.problem
    expiring = read(store, tenant, YearParameters(renew_proofs=False)).problem.problem
    proofs = [c for p in renewed.persons.values() for c in p.credentials]
    assert all(proof.valid_until is None for proof in proofs)
    assert any(
        proof.valid_until for p in expiring.persons.values() for proof in p.credentials
    )


def test_weeks_that_may_move_know_who_would_be_there(store, tenant):
    year = read(store, tenant).problem
    span = Span(year.problem.first_day, year.problem.last_day, year.closed)
    asked = candidates(year.announced, span)
    assert asked
    back = {(c.person, c.from_week) for c in asked}
    gone = {(c.person, c.to_week) for c in asked}
    assert {(p.person, monday_of(p.day)) for p in year.returning} <= back
    assert {(n.absent, monday_of(n.day)) for n in year.leaving} <= gone
    known = {need.id for need in year.problem.needs}
    assert known.isdisjoint(need.id for need in year.leaving)
    assert {n.child for n in year.leaving} <= set(year.problem.children)


def test_days_of_school_holidays_are_a_fact(store, tenant):
    year = read(store, tenant).problem
    easter = day_of(date(2027, 3, 22))
    assert easter in year.school_weeks
    assert day_of(date(2027, 5, 3)) not in year.school_weeks
    assert day_of(date(2026, 12, 25)) in year.closed


def test_rules_that_change_within_the_year_are_two_parts(store, tenant):
    change = date(2027, 2, 1)
    assert len(read(store, tenant).rules) == 1
    with store.write(tenant.id) as session:
        session.add(
            RuleOverride(
                rule="extra-way-limit",
                parameter="max_extra_way_minutes",
                value=12,
                source="Satzung",
                valid_from=change,
            )
        )
    first, second = read(store, tenant).rules
    assert first.last_day == day_of(date(2027, 1, 31))
    assert second.last_day == day_of(date(2027, 7, 31))
    assert first.profile != replace(second.profile, id=first.profile.id)


def test_a_withdrawn_absence_is_none(store, tenant):
    with store.write(tenant.id) as session:
        for row in session.scalars(select(Absence)):
            row.withdrawn_at = store.clock.now()
    year = read(store, tenant).problem
    assert (year.announced, year.problem.needs, year.leaving) == ((), (), ())
