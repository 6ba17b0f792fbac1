"""The study of a Kita year, as table, workbook and picture."""

import re
from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from service.ahead.year.picture import draw_year
from service.ahead.year.sheets import year_sheets
from service.ahead.year.view import DayView, ShiftView
from service.ahead.year.words import (
    CLASHES,
    no_shift_sentence,
    notes,
    shift_sentence,
)
from service.commands.common.year_text import year_lines
from service.db.tables.absences import Absence
from service.db.tables.tenancy import RuleOverride
from service.i18n import use_locale
from service.reports.workbook import workbook_bytes
from tests.service.ahead.year.conftest import looked_at

SVG = "{http://www.w3.org/2000/svg}"


def test_sums_agree_however_they_are_cut(announced):
    document, view = announced
    uncovered = document.result.tiers[0]
    assert uncovered.proven
    whole = view.whole
    assert whole.uncovered_minutes == sum(m.uncovered_minutes for m in view.months)
    assert whole.uncovered_minutes == sum(d.uncovered_minutes for d in view.days)
    assert whole.needed_minutes == sum(d.cover.needed_minutes for d in view.districts)
    by_model = sum(whole.by_model.values())
    assert by_model == whole.needed_minutes - whole.uncovered_minutes
    assert uncovered.value >= whole.uncovered_minutes  # hand-overs count as well
    assert view.announced_days == sum(m.absent_days for m in view.months)


def test_the_table_tells_months_clashes_and_what_is_proven(announced):
    _, view = announced
    lines = year_lines(view, 100)
    text = "\n".join(lines)
    assert max(map(len, lines)) <= 100
    assert "11/2026" in text
    assert "zusammen" in text
    assert "Mehr als die Hälfte aller ist weg" in text
    assert "Bewiesen für das ganze Jahr" in text
    assert "Kontaktpflege" in text


def test_the_picture_is_well_formed_and_says_itself(announced):
    _, view = announced
    root = ET.fromstring(draw_year(view))
    titles = [t.text for t in root.iter(f"{SVG}title")]
    assert titles[0] == "Kita-Jahr 2026/2027"
    assert "25.12.2026: Feiertag" in titles
    worst = max(view.days, key=lambda d: d.uncovered_minutes)
    assert any(f"{worst.day:%d.%m.%Y}: " in (t or "") for t in titles)
    (told,) = root.iter(f"{SVG}desc")
    assert "bleiben" in (told.text or "")
    left = [float(x.get("x", 0)) for x in root.iter(f"{SVG}rect")]
    assert max(left) < float(root.get("width", 0))


def test_the_workbook_opens_and_its_totals_are_those_of_the_year(announced):
    _, view = announced
    content = BytesIO(workbook_bytes(year_sheets(view)))
    book = CalamineWorkbook.from_filelike(content)
    assert book.sheet_names == [
        "Erläuterung",
        "Monate",
        "Gebiete",
        "Wochen",
        "Zusammentreffen",
        "Verschieben",
    ]
    *_, total = book.get_sheet_by_name("Monate").to_python()
    assert total[0] == "zusammen"
    assert total[3] == timedelta(minutes=view.whole.uncovered_minutes)


@pytest.mark.parametrize(
    ("most", "told"),
    [
        (24, ["nichts", "bis 2 min", "bis 3 min", "bis 6 min", "bis 12 min"]),
        (96, ["nichts", "bis 6 min", "bis 12 min", "bis 24 min", "bis 48 min"]),
        (60 * 160, ["nichts", "bis 10 h", "bis 20 h", "bis 40 h", "bis 80 h"]),
        (60 * 20, ["nichts", "bis 1,2 h", "bis 2,5 h", "bis 5 h", "bis 10 h"]),
        (0, ["nichts"]),
    ],
)
def test_the_legend_says_how_much_a_shade_is(announced, most, told):
    _, view = announced
    day = DayView(date(2026, 11, 3), 9_999, most)
    picture = draw_year(replace(view, days=(day,)))
    texts = re.findall(r">(nichts|bis [\d,]+ (?:min|h))<", picture)
    assert texts[: len(told)] == told
    assert len(texts) == (len(told) + 1 if most else 1)


def test_the_year_in_english(announced):
    _, view = announced
    said = replace(view, shifts=(a_shift(),))
    use_locale("en")
    try:
        text = " ".join(year_lines(said, 100))
    finally:
        use_locale("de")
    for german in (*CLASHES.values(), "Kinderstunden", "Nähme", "Bewiesen", "gedeckt"):
        assert german not in text, german
    assert "More than half of all are away" in text


def test_what_is_proven_in_words(announced):
    _, view = announced
    first, second, *rest = view.tiers
    open_second = replace(second, value=7, bound=5, proven=False)
    told = notes(replace(view, tiers=(first, open_second, *rest)))[1]
    assert "vor der Stufe „vertraute Personen“" in told
    open_first = replace(first, value=120, bound=60, proven=False)
    told = notes(replace(view, tiers=(open_first, second, *rest)))[1]
    assert "offen sind 2:00 Kinderstunden (Übergaben mitgezählt), weniger als" in told


def test_a_plan_that_breaks_a_rule_over_weeks_is_not_called_proven(announced):
    _, view = announced
    told = " ".join(notes(replace(view, broken=("distinct-persons",))))
    assert "Bewiesen für das ganze Jahr" not in told
    assert "Bewiesen ist nur, dass weniger als" in told
    assert "(Höchstens so viele Personen je Kind und Zeitraum)" in told


@pytest.mark.usefixtures("year_town")
def test_a_year_without_vacations(store, tenant):
    with store.write(tenant.id) as session:
        for row in session.scalars(select(Absence)):
            row.withdrawn_at = store.clock.now()
    _, view = looked_at(store, tenant)
    assert (view.days, view.clashes, view.shifts, view.tiers) == ((), (), (), ())
    text = "\n".join(year_lines(view, 80))
    assert "es gibt nichts zu decken" in text
    assert "Keine ganze Urlaubswoche" in text
    ET.fromstring(draw_year(view))
    assert workbook_bytes(year_sheets(view))


@pytest.mark.usefixtures("year_town")
def test_a_change_of_rules_is_told(store, tenant):
    with store.write(tenant.id) as session:
        session.add(
            RuleOverride(
                rule="extra-way-limit",
                parameter="max_extra_way_minutes",
                value=12,
                source="Satzung",
                valid_from=date(2027, 2, 3),
            )
        )
    _, view = looked_at(store, tenant)
    assert view.rules_change == (date(2027, 2, 3),)
    assert any("Ab dem 03.02.2027 gelten andere Regeln" in n for n in notes(view))
    mondays = [week.monday for week in view.weeks]
    assert len(mondays) == len(set(mondays))


def a_shift(**changes: object) -> ShiftView:
    shift = ShiftView(
        "A",
        date(2027, 3, 22),
        date(2027, 3, 29),
        gain_minutes=660,
        least_gain_minutes=660,
        gain_child_days=11,
        from_school_holidays=True,
        to_school_holidays=False,
    )
    return replace(shift, **changes)


@pytest.mark.parametrize(
    ("days", "told"),
    [
        (11, "11:00 Kinderstunden weniger offen, 11 Kindertage mehr ganz gedeckt."),
        (1, "11:00 Kinderstunden weniger offen, ein Kindertag mehr ganz gedeckt."),
        (0, "11:00 Kinderstunden weniger offen."),
    ],
)
def test_a_shift_in_words(days, told):
    assert shift_sentence(a_shift(gain_child_days=days)) == (
        f"Nähme A die Woche 29.03.–02.04.2027 statt 22.03.–26.03.2027, blieben {told}"
    )


def test_what_is_said_of_shifts_that_are_not_told(announced):
    _, view = announced
    none = replace(view, shifts=(), shifts_asked=4, most_of_other_shifts_minutes=0)
    assert no_shift_sentence(none).endswith("hilft keine; das ist bewiesen.")
    late = replace(none, shifts_planned=1, most_of_other_shifts_minutes=90)
    assert "keine der anderen bringt mehr als 1:30" in no_shift_sentence(late)
