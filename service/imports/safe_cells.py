"""Tables written for spreadsheets: no text in them can become a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from service.imports.values.reader import Cell

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def defused(text: str) -> str:
    """Text with an apostrophe before a sign by which a spreadsheet would calculate.

    The import takes the apostrophe off again.
    """
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def csv_cell(cell: Cell) -> str:
    """A cell as text in German writing, formulas defused."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "Ja" if cell else "Nein"
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    if isinstance(cell, int):
        return str(cell)
    if isinstance(cell, float):
        return repr(cell).replace(".", ",")
    return defused(str(cell))


def csv_bytes(rows: Iterable[Sequence[Cell]]) -> bytes:
    """A table as CSV: semicolons, UTF-8 with its mark, as Excel opens it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([csv_cell(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")
