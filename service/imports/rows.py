"""Rows of a sheet as typed values; every cell that cannot be read is a fault."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from service.imports.faults import Faults, shown
from service.imports.headings import Headings, find_headings
from service.imports.raw import RawSheet
from service.imports.sheet import Column, Sheet, Values
from service.imports.values.reader import Cell, CellError, is_blank

_UNREAD = object()


@dataclass(slots=True)
class Row:
    """One row that was read.

    ``codes`` keeps what stood in cells that refer to other rows, for people to see;
    ``faulty`` rows are known to references, but nothing is made of them.
    """

    sheet_name: str
    number: int
    values: Values
    codes: dict[str, object] = field(default_factory=dict)
    faulty: bool = False


@dataclass(frozen=True, slots=True)
class ReadSheet:
    """All rows of one sheet."""

    sheet: Sheet
    name: str
    rows: tuple[Row, ...]


def read_sheet(raw: RawSheet, sheet: Sheet, faults: Faults) -> ReadSheet:
    """Read a sheet as far as it can be read."""
    headings = find_headings(raw, sheet, faults)
    if headings is None:
        return ReadSheet(sheet, raw.name, ())
    return ReadSheet(sheet, raw.name, tuple(_rows(raw, sheet, headings, faults)))


def _rows(
    raw: RawSheet, sheet: Sheet, headings: Headings, faults: Faults
) -> Iterator[Row]:
    cells_of = _CellReader(raw, headings, faults)
    for index in range(headings.row + 1, len(raw.rows)):
        cells = raw.rows[index]
        if all(is_blank(_at(cells, column)) for column, _ in headings.columns) and (
            not raw.broken or not cells_of.has_broken(index + 1)
        ):
            continue
        row = cells_of.read(index + 1, cells)
        if sheet.complete is not None and not row.faulty:
            sheet.complete(row.values)
        yield row


def _at(cells: list[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else None


class _CellReader:
    """Reads row by row; remembers what was above, and what a cell was read as."""

    def __init__(self, raw: RawSheet, headings: Headings, faults: Faults) -> None:
        self.raw = raw
        self.columns = headings.columns
        self.faults = faults
        self.above: dict[str, Cell] = {}
        self.known: dict[tuple[str, type, Cell], object] = {}
        self.broken_rows = {row for row, _ in raw.broken}

    def has_broken(self, number: int) -> bool:
        """Whether the row has a cell with an error value."""
        return number in self.broken_rows

    def read(self, number: int, cells: list[Cell]) -> Row:
        """One row; its faults are told."""
        row = Row(self.raw.name, number, {})
        for index, column in self.columns:
            cell = _at(cells, index)
            if column.repeats:
                if is_blank(cell):
                    cell = self.above.get(column.field)
                self.above[column.field] = cell
            value = self._value(number, index, column, cell)
            if value is _UNREAD:
                row.faulty = True
                continue
            row.values[column.field] = value
            if column.refers_to is not None:
                row.codes[column.field] = value
        return row

    def _value(self, number: int, index: int, column: Column, cell: Cell) -> object:
        if (number, index) in self.raw.broken:
            return self._fault(
                number,
                column,
                "Formelfehler",
                "formula-error",
                "ein Wert; die Formel ergibt einen Fehler",
            )
        if is_blank(cell):
            if column.required:
                return self._fault(
                    number, column, cell, "required", column.reader.expected
                )
            return column.default
        known = (column.field, type(cell), cell)
        if known in self.known:
            return self.known[known]
        try:
            value = column.reader.read(cell)
        except CellError as error:
            return self._fault(number, column, cell, error.code, error.expected)
        self.known[known] = value
        return value

    def _fault(
        self, number: int, column: Column, cell: Cell, code: str, expected: str
    ) -> object:
        self.faults.add(
            code,
            expected,
            sheet=self.raw.name,
            row=number,
            column=column.heading,
            value=shown(cell),
        )
        return _UNREAD
