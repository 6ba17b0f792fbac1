"""Which column of a sheet holds what: order free, variants known, none twice."""

from dataclasses import dataclass

from service.imports.faults import Faults, shown
from service.imports.raw import RawSheet, letters
from service.imports.sheet import Column, Sheet
from service.imports.values.choices import suggestion
from service.imports.values.reader import Cell, is_blank, plain

_SEARCHED_ROWS = 10
"""A title or a remark may stand above the headings."""


@dataclass(frozen=True, slots=True)
class Headings:
    """Index of the row of headings (from 0), and what stands in which column."""

    row: int
    columns: tuple[tuple[int, Column], ...]


def find_headings(raw: RawSheet, sheet: Sheet, faults: Faults) -> Headings | None:
    """Match the headings; every fault is told, ``None`` if there are none at all."""
    row = _row_of_headings(raw, sheet)
    if row is None:
        names = ", ".join(column.heading for column in sheet.columns)
        faults.add("no-headings", f"Überschriften wie {names}", sheet=raw.name, row=1)
        return None
    columns = _matched(raw, sheet, row, faults)
    found = {column.field for _, column in columns}
    for column in sheet.columns:
        if column.required and column.field not in found:
            faults.add(
                "missing-heading",
                f"Spalte mit der Überschrift „{column.heading}“",
                sheet=raw.name,
                row=row + 1,
                column=column.heading,
            )
    return Headings(row, columns)


def _row_of_headings(raw: RawSheet, sheet: Sheet) -> int | None:
    best, most = None, 0
    for number, cells in enumerate(raw.rows[:_SEARCHED_ROWS]):
        known = sum(_plain(cell) in sheet.by_heading for cell in cells)
        if known > most:
            best, most = number, known
    return best


def _plain(cell: Cell) -> str:
    return plain(cell) if isinstance(cell, str) else ""


def _matched(
    raw: RawSheet, sheet: Sheet, row: int, faults: Faults
) -> tuple[tuple[int, Column], ...]:
    columns: list[tuple[int, Column]] = []
    taken: dict[str, str] = {}
    for index, cell in enumerate(raw.rows[row]):
        found = _column_of(raw, sheet, (row, index), taken)
        if isinstance(found, Column):
            taken[found.field] = letters(index)
            columns.append((index, found))
        elif found is not None:
            faults.add(
                *found,
                sheet=raw.name,
                row=row + 1,
                column=letters(index),
                value=shown(cell),
            )
    return tuple(columns)


def _column_of(
    raw: RawSheet, sheet: Sheet, at: tuple[int, int], taken: dict[str, str]
) -> Column | tuple[str, str] | None:
    """What stands under a heading, or what is wrong with it, or nothing."""
    row, index = at
    cell = raw.rows[row][index]
    if is_blank(cell):
        if not _has_cells(raw, row, index):
            return None
        where = letters(index)
        return "blank-heading", f"Überschrift über den Werten in Spalte {where}"
    column = sheet.by_heading.get(_plain(cell))
    if column is None:
        return "unknown-heading", _unknown(sheet, cell)
    if column.field in taken:
        where = taken[column.field]
        expected = f"„{column.heading}“ nur einmal; es steht schon in Spalte {where}"
        return "duplicate-heading", expected
    return column


def _has_cells(raw: RawSheet, row: int, index: int) -> bool:
    return any(
        index < len(cells) and not is_blank(cells[index])
        for cells in raw.rows[row + 1 :]
    )


def _unknown(sheet: Sheet, cell: Cell) -> str:
    known = {plain(column.heading): column.heading for column in sheet.columns}
    names = ", ".join(column.heading for column in sheet.columns)
    return f"eine der Überschriften {names}" + suggestion(shown(cell), known)
