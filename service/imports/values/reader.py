"""What every reader of cells promises, and what counts as blank."""

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Protocol

Cell = str | int | float | bool | date | datetime | time | timedelta | None

_BLANKS = frozenset({"", "-", "–", "—", "−", "/", "k.a.", "k. a.", "n/a"})
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad]")
_SPACES = re.compile(r"[\s\u00a0\u202f]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LARGEST_WHOLE = 10**15


class CellError(Exception):
    """A cell that cannot be read; ``expected`` is German, ``code`` stable."""

    def __init__(self, code: str, expected: str) -> None:
        super().__init__(expected)
        self.code = code
        self.expected = expected


class Reader(Protocol):
    """Reads one kind of value from a cell and writes it back."""

    @property
    def expected(self) -> str:
        """German description of what a cell may hold."""
        ...

    def read(self, cell: Cell) -> object:
        """Value of a cell that is not blank.

        Raises
        ------
        CellError
            If the cell does not hold such a value.
        """
        ...

    def write(self, value: object) -> Cell:
        """Cell that reads back as the value; also shown to people."""
        ...


def text_of(cell: Cell) -> str:
    """Text of a cell in NFC, without outer or invisible characters.

    Whole floats lose their ``.0``: a code ``12`` typed into a spreadsheet is a number
    there.

    Raises
    ------
    CellError
        If control characters are inside.
    """
    if isinstance(cell, bool):
        return "Ja" if cell else "Nein"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _LARGEST_WHOLE:
        return str(int(cell))
    if isinstance(cell, datetime | date):
        return cell.strftime("%d.%m.%Y")
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if not isinstance(cell, str):
        return "" if cell is None else str(cell)
    if _CONTROL.search(cell):
        raise CellError("control-character", "Text ohne Steuerzeichen")
    text = _INVISIBLE.sub("", unicodedata.normalize("NFC", cell))
    return _SPACES.sub(" ", text).strip()


def is_blank(cell: Cell) -> bool:
    """Whether a cell says nothing: empty, spaces only, or a lone dash."""
    if cell is None:
        return True
    if not isinstance(cell, str):
        return False
    stripped = _INVISIBLE.sub("", cell).strip()
    return len(stripped) <= max(map(len, _BLANKS)) and stripped.casefold() in _BLANKS


def plain(text: str) -> str:
    """Form in which labels are compared: case, umlauts, spaces and signs apart."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    for umlaut, letters in (("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ß", "ss")):
        folded = folded.replace(umlaut, letters)
    return "".join(sign for sign in folded if sign.isalnum())
