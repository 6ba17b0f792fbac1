"""Sheets of a workbook (.xlsx, .xlsm): looked over as text first, then read.

The reading library keeps a sheet as a full rectangle, so one cell in the last corner
would ask for all the memory there is; hence the look before.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from service.imports.archive import Archive
from service.imports.limits import LIMITS, refused, require_shape, too_large
from service.imports.raw import RawSheet
from service.imports.values.reader import Cell

_SHEET_PART = re.compile(r"/?xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_FAR_ROW = re.compile(rb"""\sr\s*=\s*["'][A-Za-z]{1,3}([0-9]{6,})""")
_FAR_COLUMN = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{2,})([0-9]+)""")
_NEAR_COLUMNS = 26
_NEAR_ROWS = 99_999
_CELL = re.compile(rb"""<c\b([^>]*)>(.*?)</c>""", re.DOTALL)
_POSITION = re.compile(rb"""\sr\s*=\s*["']([A-Z]+)([0-9]+)["']""")
_ERROR_TYPE = re.compile(rb"""\st\s*=\s*["']e["']""")
_RESULT = re.compile(rb"<v>[^<]|<is>")
_RELATION = re.compile(r"<(?:\w+:)?Relationship\b([^>]*)>")
_SHEET_ENTRY = re.compile(r"<(?:\w+:)?sheet\b([^>]*)>")
_ATTRIBUTE = re.compile(r"""\s(?:\w+:)?(\w+)\s*=\s*["']([^"']*)["']""")
_SHEETS_MOST = 100
_DAMAGED = "Die Arbeitsmappe ist nicht lesbar; bitte in Excel neu speichern."
_STARTS = (b"<", b"\xef\xbb\xbf<")


def read_workbook(archive: Archive) -> tuple[RawSheet, ...]:
    """All worksheets with their cells.

    Raises
    ------
    TooLarge
        If a sheet has too many rows, columns or cells.
    ImportRefused
        If the workbook is damaged.
    """
    parts = [name for name in archive.entries if _SHEET_PART.fullmatch(name)]
    if len(parts) > _SHEETS_MOST:
        too_large(f"Die Arbeitsmappe hat mehr als {_SHEETS_MOST} Blätter.")
    _require_few_strings(archive)
    broken = {name: _look_over(name, archive.read(name)) for name in parts}
    marks = _marks_in_order(archive, broken)
    with _damage_told(), load_workbook(BytesIO(archive.content)) as book:
        return tuple(_sheets(book, marks))


def _require_few_strings(archive: Archive) -> None:
    for name in archive.entries:
        if name.lower().endswith("sharedstrings.xml"):
            count = archive.read(name).count(b"<si")
            if count > LIMITS.shared_strings:
                too_large("Die Arbeitsmappe enthält zu viele verschiedene Texte.")


def _look_over(name: str, part: bytes) -> frozenset[tuple[int, int]]:
    """Refuse far corners; give back cells whose formula has no usable result."""
    if not part.lstrip().startswith(_STARTS) or b"\x00" in part:
        refused("damaged", "Ein Blatt der Arbeitsmappe ist nicht lesbar.", name)
    rows, columns = _NEAR_ROWS, _NEAR_COLUMNS
    for match in _FAR_ROW.finditer(part):
        rows = max(rows, int(match[1][:9]))
        if rows > LIMITS.rows:
            require_shape(name, rows, 1)
    wide = 0
    for match in _FAR_COLUMN.finditer(part):
        columns = max(columns, _number(match[1].upper()[:4]))
        wide = max(wide, int(match[2][:9]))
        if columns > LIMITS.columns:
            require_shape(name, 1, columns)
    if columns > _NEAR_COLUMNS:
        require_shape(name, _last_row(part, wide), columns)
    if b"<f" not in part and not _ERROR_TYPE.search(part):
        return frozenset()
    return frozenset(_broken(part))


def _last_row(part: bytes, at_least: int) -> int:
    rows = re.findall(rb"""[<:]row\b[^>]*?\sr\s*=\s*["']([0-9]+)""", part)
    return max([at_least, *(int(row[:9]) for row in rows)])


def _number(letters: bytes) -> int:
    """Column letters as a number from 1."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def _broken(part: bytes) -> Iterator[tuple[int, int]]:
    for attributes, inside in _CELL.findall(part):
        failed = _ERROR_TYPE.search(attributes) is not None
        if not failed and (b"<f" not in inside or _RESULT.search(inside)):
            continue
        position = _POSITION.search(attributes)
        if position is not None:
            yield int(position[2]), _number(position[1]) - 1


@contextmanager
def _damage_told() -> Iterator[None]:
    """Make every failure of the reading library a sentence about the file."""
    try:
        yield
    except (CalamineError, ValueError, OSError):
        refused("damaged", _DAMAGED)
    except BaseException as error:
        if type(error).__name__ == "PanicException":  # the library's own, not exported
            refused("damaged", _DAMAGED)
        raise


def _marks_in_order(
    archive: Archive, broken: dict[str, frozenset[tuple[int, int]]]
) -> list[frozenset[tuple[int, int]]]:
    """What was found in each part, in the order of the workbook's sheets."""
    targets = {}
    for attributes in _RELATION.findall(_part(archive, "xl/_rels/workbook.xml.rels")):
        found = dict(_ATTRIBUTE.findall(attributes))
        target = found.get("Target", "").removeprefix("/xl/")
        targets[found.get("Id", "")] = f"xl/{target}"
    marks = []
    for attributes in _SHEET_ENTRY.findall(_part(archive, "xl/workbook.xml")):
        relation = dict(_ATTRIBUTE.findall(attributes)).get("id", "")
        marks.append(broken.get(targets.get(relation, ""), frozenset()))
    return marks


def _part(archive: Archive, name: str) -> str:
    if name not in archive.entries:
        refused("damaged", _DAMAGED, value=name)
    return archive.read(name).decode(errors="replace")


def _sheets(
    book: CalamineWorkbook, marks: list[frozenset[tuple[int, int]]]
) -> Iterator[RawSheet]:
    rows_left = LIMITS.rows
    for number, name in enumerate(book.sheet_names):
        found = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        rows: list[list[Cell]] = [list(row) for row in found]
        require_shape(name, len(rows), max(map(len, rows), default=0))
        rows_left -= len(rows)
        if rows_left < 0:
            too_large(f"Die Arbeitsmappe hat mehr als {LIMITS.rows} Zeilen.")
        broken = marks[number] if number < len(marks) else frozenset()
        yield RawSheet(name, rows, broken)
