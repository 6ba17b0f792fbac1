"""A town as sheets in memory, as a workbook, as a folder of CSV files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from service.imports.raw import RawSheet
from service.imports.safe_cells import csv_bytes
from service.imports.sheet import Sheet, Values
from service.imports.sheets import SHEETS
from service.imports.values.reader import Cell
from service.towns.flu import SickCall
from service.towns.town import Town

_WIDTH = 18


def town_sheets(town: Town, calls: Iterable[SickCall] = ()) -> tuple[RawSheet, ...]:
    """All sheets with rows in them, as an import reads them."""
    rows = dict(town.rows)
    rows["absence"] = (*rows["absence"], *(call.as_row() for call in calls))
    return tuple(
        RawSheet(sheet.name, _cells(sheet, rows[sheet.noun.name]))
        for sheet in SHEETS
        if rows[sheet.noun.name]
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


def write_workbook(town: Town, path: Path, calls: Iterable[SickCall] = ()) -> None:
    """Write a town as .xlsx; the same town gives the same bytes.

    Every text is written as text, so nothing in it can become a formula.
    """
    options = {"strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"created": datetime.combine(town.monday, time())})
        style = _Style(
            book.add_format({"bold": True, "bottom": 1}),
            book.add_format({"num_format": "dd.mm.yyyy"}),
        )
        _write_remarks(book, town)
        for raw in town_sheets(town, calls):
            sheet = book.add_worksheet(raw.name)
            sheet.freeze_panes(1, 0)
            for number, row in enumerate(raw.rows):
                _write_row(sheet, style, number, row)
            sheet.autofilter(0, 0, len(raw.rows) - 1, len(raw.rows[0]) - 1)
            sheet.set_column(0, len(raw.rows[0]) - 1, _WIDTH)


def write_csv_folder(town: Town, folder: Path, calls: Iterable[SickCall] = ()) -> None:
    """Write a town as a folder of CSV files, formulas defused."""
    folder.mkdir(parents=True, exist_ok=True)
    for raw in town_sheets(town, calls):
        (folder / f"{raw.name}.csv").write_bytes(csv_bytes(raw.rows))


@dataclass(frozen=True, slots=True)
class _Style:
    heading: Format
    day: Format


def _write_remarks(book: xlsxwriter.Workbook, town: Town) -> None:
    sheet = book.add_worksheet("Hinweise")
    sheet.set_column(0, 0, 4 * _WIDTH)
    for number, line in enumerate(
        (
            "Erfundener Ort zum Ausprobieren: keine dieser Personen gibt es.",
            (
                f"{town.childminders} Kindertagespflegepersonen, Land {town.land},"
                f" Startwert {town.seed}, Stand {town.monday:%d.%m.%Y}."
            ),
            "Jedes Blatt ist eine Tabelle; die Kürzel verbinden sie.",
        )
    ):
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
