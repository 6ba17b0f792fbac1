"""A town with its announced year: what an import takes, and nothing twice."""

from collections import Counter
from datetime import date

import pytest

from service.domain.actor import system_actor
from service.domain.working_days import is_working_day, school_holidays
from service.towns.announcing import announced_rows, with_announced_year
from service.towns.flu import flu_morning
from service.towns.make import make_town
from service.towns.workbook import town_sheets
from service.use_cases.check_import import check_sheets


@pytest.fixture(scope="module")
def town():
    return make_town(24)


def test_an_import_finds_no_fault_even_on_a_flu_morning(town, store, tenant):
    calls = flu_morning(town, 12, 1)
    sheets = town_sheets(with_announced_year(town, 2026, calls), calls)
    assert check_sheets(store, system_actor(tenant.id), sheets, "x").faults == ()


def test_everybody_is_away_and_a_course_meets_on_working_fridays(town):
    rows = announced_rows(town, 2026)
    away = Counter(row["absence_class"] for row in rows["absence"])
    assert set(away) == {"planned", "training"}
    assert set(town.codes("person", "childminder")) <= {
        row["person_id"] for row in rows["absence"]
    }
    school = school_holidays("NW", (2026, 2027))
    days = {row["day"] for row in rows["course_day"]}
    assert len(days) == 8
    assert len(rows["course_enrolment"]) == 3
    assert all(
        day.weekday() == 4 and is_working_day("NW", day) and day not in school
        for day in days
    )


def test_what_begins_before_a_day_may_be_left_out(town):
    since = date(2027, 1, 18)
    rows = announced_rows(town, 2026, since)
    whole = announced_rows(town, 2026)
    assert rows["absence"] == [r for r in whole["absence"] if r["first_day"] >= since]
    assert 0 < len(rows["course_day"]) < len(whole["course_day"])


def test_the_town_itself_stays_as_it_was(town):
    with_year = with_announced_year(town, 2026)
    assert with_year.rows["care_contract"] == town.rows["care_contract"]
    assert with_year == with_announced_year(make_town(24), 2026)
