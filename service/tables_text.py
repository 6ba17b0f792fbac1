"""Tables for a terminal: columns as wide as needed, text wrapped, never cut."""

import textwrap
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

GAP = "  "
NARROWEST = 8


@dataclass(frozen=True, slots=True)
class Column:
    """A heading; ``right`` aligns numbers; ``grows`` takes the width that is left."""

    title: str
    right: bool = False
    grows: bool = False


def table(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int
) -> list[str]:
    """Lines of a table with a heading, at most ``width`` characters wide.

    A cell may hold several lines. An empty row is a blank line, a row of one cell a
    heading over all columns. Growing columns share what the others leave and wrap
    their text; nothing is cut.
    """
    widths = _widths(columns, rows, width)
    rule = GAP.join("─" * width for width in widths)
    lines = [_line([column.title for column in columns], widths, columns), rule]
    for row in rows:
        whole = len(row) < len(columns)
        lines += list(row) or [""] if whole else _wrapped(row, widths, columns)
    return lines


def wide(text: str) -> int:
    """Columns a text takes at a terminal."""
    return sum(
        0
        if unicodedata.combining(sign)
        else 2
        if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )


def _widths(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], width: int
) -> list[int]:
    full = [row for row in rows if len(row) == len(columns)]
    needed = [
        max(
            [wide(column.title)]
            + [wide(line) for row in full for line in row[at].splitlines()]
        )
        for at, column in enumerate(columns)
    ]
    growing = [at for at, column in enumerate(columns) if column.grows]
    room = width - len(GAP) * (len(columns) - 1)
    room -= sum(needed[at] for at in range(len(columns)) if at not in growing)
    for count, at in enumerate(sorted(growing, key=lambda at: needed[at])):
        share = max(NARROWEST, room // (len(growing) - count))
        needed[at] = min(needed[at], share)
        room -= needed[at]
    return needed


def _wrapped(
    row: Sequence[str], widths: Sequence[int], columns: Sequence[Column]
) -> list[str]:
    cells = [
        [
            part
            for line in (cell.splitlines() or [""])
            for part in (textwrap.wrap(line, at_most) or [""])
        ]
        for cell, at_most in zip(row, widths, strict=True)
    ]
    height = max(len(cell) for cell in cells)
    return [
        _line([cell[at] if at < len(cell) else "" for cell in cells], widths, columns)
        for at in range(height)
    ]


def _line(
    cells: Sequence[str], widths: Sequence[int], columns: Sequence[Column]
) -> str:
    padded = [
        " " * (width - wide(cell)) + cell
        if column.right
        else cell + " " * (width - wide(cell))
        for cell, width, column in zip(cells, widths, columns, strict=True)
    ]
    return GAP.join(padded).rstrip()
