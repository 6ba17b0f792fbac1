"""Workbooks open again, with dates as dates, and nothing in them calculates."""

import io
import re
import zipfile
from datetime import date, timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import select

from service.db.tables.people import Person
from service.reports.sheets_coverage import coverage_sheets
from service.reports.sheets_credentials import credential_sheets
from service.reports.sheets_statements import statement_sheets
from service.reports.workbook import Cell, Column, Form, Notes, Sheet, workbook_bytes
from service.use_cases.read_coverage import read_coverage
from service.use_cases.read_expiring_credentials import read_expiring_credentials
from service.use_cases.read_statements import read_statements
from tests.service.planning.build import MONDAY
from tests.service.reports.conftest import AFTERWARDS, NOVEMBER

EVIL = [f'{sign}HYPERLINK("http://evil.example","x")' for sign in "=+-@\t\r\n"]

HOUR = timedelta(hours=1)


def opened(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def parts(content: bytes) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return {name: file.read(name).decode() for name in file.namelist()}


def table_of(rows, *forms: Form) -> bytes:
    columns = [Column(f"Spalte {n}", form) for n, form in enumerate(forms)]
    return workbook_bytes([Sheet("Blatt", "Titel", columns, rows)])


@pytest.mark.parametrize("text", EVIL)
def test_no_text_becomes_a_formula(text):
    content = table_of([(text,)], Form.TEXT)
    files = parts(content)
    sheet = files["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet.lower().replace("hyperlink(", "")
    assert opened(content)["Blatt"][2][0].strip() == text.strip()
    style = int(re.search(r'<c r="A3" s="(\d+)" t="inlineStr"', sheet)[1])
    formats = re.search(r"<cellXfs.*?</cellXfs>", files["xl/styles.xml"])[0]
    used = re.findall(r"<xf [^>]*>", formats)[style]
    # a text that is edited stays one, too
    assert 'quotePrefix="1"' in used


def test_a_text_in_a_column_of_numbers_is_text_all_the_same():
    content = table_of([("=1+1",)], Form.HOURS)
    sheet = parts(content)["xl/worksheets/sheet1.xml"]
    assert "<f>" not in sheet
    assert opened(content)["Blatt"][2] == ["=1+1"]


def test_dates_numbers_and_nothing_keep_their_kind():
    rows = [(MONDAY, timedelta(hours=7, minutes=20), 3, None, Cell(12.5, Form.PERCENT))]
    content = table_of(rows, Form.DAY, Form.HOURS, Form.COUNT, Form.HOURS, Form.COUNT)
    assert opened(content)["Blatt"][2] == [
        MONDAY,
        timedelta(hours=7, minutes=20),
        3.0,
        "",
        12.5,
    ]
    styles = parts(content)["xl/styles.xml"]
    for form in ("dd.mm.yyyy", "[h]:mm", "#,##0", "0.0&quot; %&quot;"):
        assert f'formatCode="{form}"' in styles


def test_hours_add_up_and_less_than_nothing_can_be_read():
    thirds = [timedelta(minutes=20)] * 3
    rows = [(each,) for each in (*thirds, sum(thirds, timedelta()))]
    found = opened(table_of([*rows, (timedelta(minutes=-20),)], Form.HOURS))["Blatt"]
    assert [row[0] for row in found[2:5]] == thirds
    assert [row[0] for row in found[5:]] == [HOUR, "-0:20"]


def test_an_empty_table_and_an_empty_book_of_notes_open():
    content = workbook_bytes(
        [Sheet("Leer", "Nichts", [Column("Kürzel")], []), Notes("Hinweise", ["Satz."])]
    )
    assert opened(content) == {
        "Leer": [["Nichts"], ["Kürzel"]],
        "Hinweise": [["Satz."]],
    }


@pytest.fixture
def written(week):
    """All parts of the case, Birte's code being a formula."""
    with week.store.write(week.tenant_id) as session:
        birte = session.get_one(Person, (week.tenant_id, week.birte))
        birte.code, birte.family_name = "=2+3", "@SUM(A1)"
    store, actor = week.store, week.actor
    store.clock.set(AFTERWARDS)
    return workbook_bytes(
        [
            *coverage_sheets(read_coverage(store, actor, NOVEMBER)),
            *statement_sheets(read_statements(store, actor, NOVEMBER, names=True)),
            *credential_sheets(read_expiring_credentials(store, actor)),
        ]
    )


def test_the_whole_report_opens_with_its_figures(written):
    sheets = opened(written)
    assert list(sheets) == [
        *("Deckung", "Gebiete", "Modelle", "Gedeckt durch", "Hinweise"),
        *("Abrechnung", "Tage", "Hinweise Abrechnung", "Nachweise"),
    ]
    assert sheets["Deckung"][0][0].endswith("Stadt Herne, November 2026")
    figures = {row[0]: row[1] for row in sheets["Deckung"][2:]}
    assert figures["gewünschte Kinderstunden"] == 28 * HOUR
    assert figures["Deckung"] == 100
    assert figures["Reaktionszeit, Median"] == 0
    assert sheets["Gebiete"][-1][:5] == ["gesamt", 28 * HOUR, 28 * HOUR, 0 * HOUR, 100]
    head, birte, total = sheets["Abrechnung"][1:]
    assert head[:4] == ["Kürzel", "Name", "Art", "Status"]
    assert birte[:2] == ["=2+3", "Test @SUM(A1)"]
    assert birte[4:9] == [2, 2, 14 * HOUR, 28 * HOUR, 28 * HOUR]
    assert total[0] == "gesamt"
    assert total[4:9] == [2, 2, 14 * HOUR, 28 * HOUR, 28 * HOUR]
    assert sheets["Tage"][2][:3] == ["=2+3", date(2026, 11, 2), 2]


def test_the_whole_report_holds_no_formula(written):
    sheets = [text for name, text in parts(written).items() if "worksheets" in name]
    assert len(sheets) == 9
    assert not [text for text in sheets if "<f" + ">" in text or "<f " in text]


def test_the_coverage_names_nobody(week):
    """A canary in every name and code: none may be in the file."""
    with week.store.write(week.tenant_id) as session:
        for person in session.scalars(select(Person)):
            person.code = f"KANARIE-{person.code}"
            person.given_name = person.family_name = "KANARIE"
    week.store.clock.set(AFTERWARDS)
    report = read_coverage(week.store, week.actor, NOVEMBER)
    files = parts(workbook_bytes(coverage_sheets(report)))
    told = "".join(files.values())
    keys = (week.anna, week.birte, *week.kids)
    assert "KANARIE" not in told
    assert not [key for key in keys if str(key) in told]
    with week.store.read(week.tenant_id) as session:
        assert session.scalars(select(Person)).first().given_name == "KANARIE"
