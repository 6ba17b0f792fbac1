"""Rows of nouns as sheets in memory, as a workbook, as a folder of CSV files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from service.imports.raw import RawSheet
from service.imports.safe_cells import csv_bytes
from service.imports.sheet import Sheet, Values
from service.imports.values.reader import Cell

_WIDTH = 18
REMARKS = "Hinweise"


@dataclass(frozen=True, slots=True)
class Written:
    """What is to be written: sheets, remarks for who opens it, the day it is of."""

    sheets: tuple[RawSheet, ...]
    remarks: tuple[str, ...]
    day: date


def filled_sheets(
    sheets: Iterable[Sheet], rows: Mapping[str, Sequence[Values]]
) -> tuple[RawSheet, ...]:
    """All sheets with rows in them, as an import reads them; ``rows`` by noun."""
    return tuple(
        RawSheet(sheet.name, _cells(sheet, rows[sheet.noun.name]))
        for sheet in sheets
        if rows.get(sheet.noun.name)
    )


def _cells(sheet: Sheet, rows: Iterable[Values]) -> list[list[Cell]]:
    used = {field for row in rows for field in row}
    columns = [column for column in sheet.columns if column.field in used]
    table: list[list[Cell]] = [[column.heading for column in columns]]
    table += [
        [
            None
            if row.get(column.field) is None
            else column.reader.write(row[column.field])
            for column in columns
        ]
        for row in rows
    ]
    return table


def write_workbook(written: Written, path: Path) -> None:
    """Write an .xlsx; the same content gives the same bytes.

    Every text is written as text, so nothing in it can become a formula.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    target = BytesIO()
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": datetime.combine(written.day, time())})
        style = _Style(
            book.add_format({"bold": True, "bottom": 1}),
            book.add_format({"num_format": "dd.mm.yyyy"}),
        )
        _write_remarks(book, written.remarks)
        for raw in written.sheets:
            sheet = book.add_worksheet(raw.name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(raw.rows):
                _write_row(sheet, style, number, row)
            sheet.autofilter(0, 0, len(raw.rows) - 1, len(raw.rows[0]) - 1)
            sheet.set_column(0, len(raw.rows[0]) - 1, _WIDTH)
    path.write_bytes(target.getvalue())


def write_csv_folder(written: Written, folder: Path) -> None:
    """Write a folder of CSV files, formulas defused."""
    folder.mkdir(parents=True, exist_ok=True)
    for raw in written.sheets:
        (folder / f"{raw.name}.csv").write_bytes(csv_bytes(raw.rows))


def write_either(written: Written, path: Path) -> None:
    """Write what the path's name asks for: ``.xlsx`` a workbook, else a folder."""
    if path.suffix.lower() == ".xlsx":
        write_workbook(written, path)
    else:
        write_csv_folder(written, path)


@dataclass(frozen=True, slots=True)
class _Style:
    heading: Format
    day: Format


def _write_remarks(book: xlsxwriter.Workbook, remarks: Iterable[str]) -> None:
    sheet = book.add_worksheet(REMARKS)
    sheet.set_column(0, 0, 4 * _WIDTH)
    for number, line in enumerate(remarks):
        sheet.write_string(number, 0, line)


def _write_row(
    sheet: Worksheet, style: _Style, number: int, row: Iterable[Cell]
) -> None:
    for index, cell in enumerate(row):
        if cell is None:
            continue
        if number == 0:
            sheet.write_string(number, index, str(cell), style.heading)
        elif isinstance(cell, date):
            sheet.write_datetime(number, index, cell, style.day)
        elif isinstance(cell, int | float):
            sheet.write_number(number, index, cell)
        else:
            sheet.write_string(number, index, str(cell))
