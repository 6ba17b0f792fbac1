"""Odd but valid files: all of them say the same as the plain one."""

# ruff: noqa: DTZ001  cells of spreadsheets have no zone

import unicodedata
from datetime import date, datetime, time
from io import BytesIO
from itertools import product
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from service.imports.examine import read_sheets
from service.imports.source import read_source
from tests.service.imports.build import SMALL, csv_archive, csv_text, workbook

ROWS = (
    ("Kürzel", "Art", "Bezeichnung", "PLZ", "Plätze"),
    ("R-1", "eigener Haushalt", "Häuschen „Süd“", "01067", "5"),
    ("R-2", "Großtagespflege", "Bärenhöhle", "44623", "9"),
)
EXPECTED = [("R-1", "own_home", "01067", 5), ("R-2", "shared_setting", "44623", 9)]
ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be")
SEPARATORS = (";", ",", "\t", "|")
ENDS = ("\r\n", "\n", "\r")


def read(content, name):
    """Values of all rows, none faulty."""
    reading = read_sheets(read_source(content, name).sheets)
    assert reading.faults.found == []
    return [row.values for sheet in reading.sheets for row in sheet.rows]


def places(content, name="Räume.csv"):
    return [
        (row["code"], row["kind"], row["postcode"], row["max_children"])
        for row in read(content, name)
    ]


@pytest.mark.parametrize(
    ("encoding", "separator", "end"), list(product(ENCODINGS, SEPARATORS, ENDS))
)
def test_csv_in_any_encoding_separator_and_line_end(encoding, separator, end):
    content = csv_text(ROWS, separator, end).encode(encoding)
    assert places(content) == EXPECTED
    assert read(content, "Räume.csv")[1]["name"] == "Bärenhöhle"


@pytest.mark.parametrize("form", ["NFC", "NFD", "NFKC", "NFKD"])
def test_umlauts_composed_or_not(form):
    text = unicodedata.normalize(form, csv_text(ROWS))
    name = unicodedata.normalize(form, "Räume.csv")
    assert places(text.encode(), name) == EXPECTED
    assert read(text.encode(), name)[1]["name"] == "Bärenhöhle"


@pytest.mark.parametrize(
    "name",
    ["RÄUME.CSV", "raeume.csv", "01_Räume.csv", "Betreuungsorte.txt", "Plätze.tsv"],
)
def test_names_of_files_vary(name):
    assert places(csv_text(ROWS).encode(), name) == EXPECTED


def test_order_of_columns_is_free():
    rows = [row[::-1] for row in ROWS]
    assert places(csv_text(rows).encode()) == EXPECTED


def test_headings_vary_in_case_signs_and_words():
    rows = [("KUERZEL", " Raumart ", "Name", "Postleitzahl", "max. Kinder"), *ROWS[1:]]
    assert places(csv_text(rows).encode()) == EXPECTED


def test_blank_rows_titles_and_trailing_separators():
    text = "Unsere Räume;;;;;\r\n;;;;;\r\n" + csv_text(ROWS).replace(
        "\r\n", ";\r\n;;;;;\r\n"
    )
    assert places(text.encode()) == EXPECTED


def test_a_separator_hint_of_excel():
    assert places(b"sep=;\r\n" + csv_text(ROWS).encode()) == EXPECTED


def test_quotes_line_breaks_and_dashes_in_cells():
    text = csv_text(ROWS).replace("Bärenhöhle", '"Bären-\r\nhöhle; ""oben"""')
    row = read(text.encode(), "Räume.csv")[1]
    assert row["name"] == 'Bären- höhle; "oben"'
    assert places(csv_text(ROWS).replace(";9", ";–").encode())[1][3] is None


def test_a_postcode_that_lost_its_zero():
    rows = [ROWS[0], ("R-1", "GTP", "", 1067, 5), ("R-2", "GTP", "", 1067.5, 9)]
    assert read(workbook({"Räume": rows[:2]}), "x.xlsx")[0]["postcode"] == "01067"
    reading = read_sheets(read_source(workbook({"Räume": rows}), "x.xlsx").sheets)
    assert [fault.code for fault in reading.faults.found] == ["postcode"]


@pytest.mark.parametrize("options", [{}, {"date_1904": True}], ids=["1900", "1904"])
@pytest.mark.parametrize(
    "day",
    [date(2026, 8, 1), datetime(2026, 8, 1), "01.08.2026", "2026-08-01", "1.8.26"],
)
def test_dates_of_both_calendars_and_as_text(options, day):
    rows = (
        ("Person", "Wochentag", "von", "bis", "gültig ab"),
        ("T-1", "Mo", time(7, 30), "14 Uhr", day),
    )
    (row,) = read(workbook({"Verfügbarkeit": rows}, options), "x.xlsx")
    assert row["valid_from"] == date(2026, 8, 1)
    assert row["slots"] == ((0, 450, 840, None),)


def test_merged_cells_repeat_where_the_column_allows_it():
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Nachweise")
        sheet.write_row(0, 0, ["Person", "Art", "ausgestellt am"])
        sheet.merge_range(1, 0, 3, 0, "T-1")
        for row, kind in enumerate(("Erste Hilfe", "Belehrung", "Masernschutz"), 1):
            sheet.write_row(row, 1, [kind, "01.03.2025"])
    rows = read(content.getvalue(), "x.xlsx")
    assert [row["person_id"] for row in rows] == ["T-1", "T-1", "T-1"]


def test_a_blank_is_not_repeated_where_it_means_something():
    rows = (ROWS[0], ROWS[1], ("R-2", "GTP", "", "", ""))
    first, second = read(csv_text(rows).encode(), "Räume.csv")
    assert first["postcode"] == "01067"
    assert second["postcode"] == ""
    assert second["max_children"] is None


def test_a_formula_counts_by_its_result():
    content = BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("Räume")
        sheet.write_row(0, 0, ["Kürzel", "Art", "Plätze"])
        sheet.write_row(1, 0, ["R-1", "GTP"])
        sheet.write_formula(1, 2, "=4+5", None, 9)
    assert read(content.getvalue(), "x.xlsx")[0]["max_children"] == 9


def test_sheets_that_are_empty_or_remarks_are_passed_over():
    tables = {"Tabelle1": [], "Hinweise": [["Bitte ausfüllen"]], "Räume": ROWS}
    assert places(workbook(tables), "x.xlsx") == EXPECTED


def test_codes_that_a_spreadsheet_made_numbers():
    rows = (("Kürzel", "Art"), (12, "GTP"), (13.0, "Kita"))
    assert [row["code"] for row in read(workbook({"Räume": rows}), "x")] == ["12", "13"]


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_an_archive_of_csv(encoding):
    assert len(read(csv_archive(SMALL, encoding), "ort.zip")) == 6


def test_an_archive_of_an_old_desktop_with_its_names_in_cp850():
    content = BytesIO()
    with ZipFile(content, "w") as archive:
        archive.writestr("R_ume.csv", csv_text(ROWS).encode())
        archive.writestr("__MACOSX/._Kinder.csv", b"\x00\x05\x16\x07")
        archive.writestr(".DS_Store", b"\x00")
    old = content.getvalue().replace(b"R_ume.csv", b"R\x84ume.csv")
    assert places(old, "x.zip") == EXPECTED


def test_a_folder_of_csv(tmp_path: Path):
    for name, rows in SMALL.items():
        (tmp_path / f"{name}.csv").write_bytes(csv_text(rows).encode("cp1252"))
    (tmp_path / "lies mich.pdf").write_bytes(b"%PDF")
    assert len(read(tmp_path, "Ordner")) == 6


def test_the_same_folder_gives_the_same_digest(tmp_path: Path):
    (tmp_path / "Räume.csv").write_bytes(csv_text(ROWS).encode())
    first = read_source(tmp_path, "Ordner")
    again = read_source(first.content, "Ordner.zip")
    assert read_source(tmp_path, "Ordner").digest == first.digest == again.digest
    assert again.sheets == first.sheets


def test_many_columns_that_nobody_knows_are_all_told():
    rows = [[*ROWS[0], *(f"Feld {n}" for n in range(250))], ROWS[1]]
    reading = read_sheets(read_source(workbook({"Räume": rows}), "x.xlsx").sheets)
    assert [fault.code for fault in reading.faults.found] == ["unknown-heading"] * 250
    assert reading.faults.found[-1].column == "IU"
