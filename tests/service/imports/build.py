"""Small files to import: rows of one or a few sheets, as workbook or CSV."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import xlsxwriter

from service.imports.raw import RawSheet
from service.imports.values.reader import Cell

Rows = Sequence[Sequence[Cell]]

AREAS: Rows = (("Name", "Art"), ("Nord", "Bezirk"))
PLACES: Rows = (("Kürzel", "Art", "PLZ"), ("R-1", "eigener Haushalt", "44623"))
PEOPLE: Rows = (
    ("Kürzel", "Art", "Vorname", "Nachname", "Raum"),
    ("T-1", "KTPP", "Anja", "Mohnhagen", "R-1"),
    ("T-2", "KTPP", "Birgit", "Erlenkamp", "R-1"),
)
CHILDREN: Rows = (
    ("Kürzel", "Geburtsmonat", "PLZ"),
    ("K-1", "03.2025", "44623"),
    ("K-2", "04.2025", "44623"),
)
CONTRACTS: Rows = (
    ("Kürzel", "Kind", "Person", "Raum", "gültig von", "Wochenstunden", "Mo"),
    ("C-1", "K-1", "T-1", "R-1", "01.08.2026", "6", "8-14"),
)
SMALL: Mapping[str, Rows] = {
    "Räume": PLACES,
    "Personen": PEOPLE,
    "Kinder": CHILDREN,
    "Verträge": CONTRACTS,
}
"""A file without a fault."""


def sheets(**changed: Rows) -> list[RawSheet]:
    """The small file, with sheets changed or added."""
    return [raw(name, rows) for name, rows in {**SMALL, **changed}.items()]


def raw(name: str, rows: Rows) -> RawSheet:
    """A sheet in memory."""
    return RawSheet(name, [list(row) for row in rows])


def workbook(
    tables: Mapping[str, Rows], options: Mapping[str, object] | None = None
) -> bytes:
    """A workbook; dates and times as such, texts as texts."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, dict(options or {})) as book:
        day = book.add_format({"num_format": "dd.mm.yyyy"})
        clock = book.add_format({"num_format": "hh:mm"})
        for name, rows in tables.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                for index, cell in enumerate(row):
                    if isinstance(cell, time):
                        sheet.write_datetime(number, index, cell, clock)
                    elif isinstance(cell, date | datetime):
                        sheet.write_datetime(number, index, cell, day)
                    elif isinstance(cell, str):
                        sheet.write_string(number, index, cell)
                    elif cell is not None:
                        sheet.write(number, index, cell)
    return content.getvalue()


def csv_text(rows: Rows, separator: str = ";", end: str = "\r\n") -> str:
    """A table as CSV, every cell with a separator quoted."""
    lines = []
    for row in rows:
        cells = ["" if cell is None else str(cell) for cell in row]
        quoted = [f'"{cell}"' if separator in cell else cell for cell in cells]
        lines.append(separator.join(quoted))
    return end.join(lines) + end


def csv_archive(tables: Mapping[str, Rows], encoding: str = "utf-8") -> bytes:
    """CSV files in a ZIP file."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, rows in tables.items():
            archive.writestr(f"{name}.csv", csv_text(rows).encode(encoding))
    return content.getvalue()
