"""What is written for spreadsheets never calculates, and reads back the same."""

import csv
import io
from datetime import date

import pytest

from service.imports.csv_text import read_csv
from service.imports.safe_cells import csv_bytes, csv_cell, defused
from service.imports.values.texts import Text

DANGEROUS = ["=1+1", "+1", "-1", "@cmd", "\t=1", "\r=1", '=HYPERLINK("x")']


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_formula_is_defused(text):
    assert defused(text) == f"'{text}"
    assert csv_cell(text).startswith("'")


@pytest.mark.parametrize("text", ["a=1", "Straße 1", "", "'x", "1-2"])
def test_other_text_stays(text):
    assert defused(text) == text


@pytest.mark.parametrize("text", ["=1+1", "+49 30", "-x", "@a"])
def test_the_import_takes_the_mark_off_again(text):
    assert Text(99).read(csv_cell(text)) == text


def test_cells_are_written_in_german():
    row = [None, True, 5, -5.25, date(2026, 8, 1), 'a;"b']
    text = csv_bytes([row]).decode("utf-8-sig")
    assert next(csv.reader(io.StringIO(text), delimiter=";")) == [
        "",
        "Ja",
        "5",
        "-5,25",
        "01.08.2026",
        'a;"b',
    ]
    assert len(read_csv(csv_bytes([row]), "x.csv").rows) == 1
