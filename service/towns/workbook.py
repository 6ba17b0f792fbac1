"""A town as sheets in memory, as a workbook, as a folder of CSV files."""

from collections.abc import Iterable

from service.imports.raw import RawSheet
from service.imports.sheet import Sheet, Values
from service.imports.sheets import SHEETS
from service.imports.values.reader import Cell
from service.towns.flu import SickCall
from service.towns.town import Town


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
