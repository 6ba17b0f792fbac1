"""What a file holds before anybody asks what it means."""

from dataclasses import dataclass, field

from service.imports.values.reader import Cell


@dataclass(frozen=True, slots=True)
class RawSheet:
    """Cells of a sheet; the first row is row 1 of the spreadsheet.

    ``broken`` are cells (row from 1, column from 0) that hold an error value such as
    ``#BEZUG!`` which the reader would give back as blank.
    """

    name: str
    rows: list[list[Cell]]
    broken: frozenset[tuple[int, int]] = field(default_factory=frozenset)


def letters(column: int) -> str:
    """Name of a column counted from 0: A, B, … Z, AA."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
