"""Texts: free text, codes, lists of codes, addresses and postcodes."""

import re
from dataclasses import dataclass

from service.imports.values.reader import Cell, CellError, text_of

_CODE = re.compile(r"[^\s,;|]+( [^\s,;|]+)*")
_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\".]{2,}")
_PHONE = re.compile(r"\+?[0-9][0-9 ()/.\-]{3,}")
_POSTCODE = re.compile(r"[0-9]{4,5}")
_FORMULA_STARTS = ("=", "@")
_LONGEST_CODE = 40
_POSTCODE_DIGITS = 5


@dataclass(frozen=True, slots=True)
class Text:
    """Free text up to a length; formulas are refused."""

    max_length: int

    @property
    def expected(self) -> str:
        """German description."""
        return f"Text mit höchstens {self.max_length} Zeichen"

    def read(self, cell: Cell) -> str:
        """Cleaned text."""
        text = text_of(cell)
        if text.startswith("'") and text[1:2] in {"=", "+", "-", "@"}:
            text = text[1:]  # the mark by which our own exports defuse a formula
        elif text.startswith(_FORMULA_STARTS):
            raise CellError("formula", "Text, keine Formel")
        if len(text) > self.max_length:
            raise CellError("too-long", self.expected)
        return text

    def write(self, value: object) -> Cell:
        """The text itself, defused where it would be taken for a formula."""
        text = str(value)
        return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


@dataclass(frozen=True, slots=True)
class Code:
    """Short sign by which rows refer to each other."""

    @property
    def expected(self) -> str:
        """German description."""
        return f"Kürzel mit höchstens {_LONGEST_CODE} Zeichen, ohne Komma und Semikolon"

    def read(self, cell: Cell) -> str:
        """Cleaned sign."""
        text = text_of(cell)
        if text.startswith(_FORMULA_STARTS):
            raise CellError("formula", "Kürzel, keine Formel")
        if len(text) > _LONGEST_CODE or not _CODE.fullmatch(text):
            raise CellError("code", self.expected)
        return text

    def write(self, value: object) -> Cell:
        """The sign itself."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Codes:
    """Several signs, separated by comma or semicolon."""

    @property
    def expected(self) -> str:
        """German description."""
        return "Kürzel, durch Komma getrennt"

    def read(self, cell: Cell) -> tuple[str, ...]:
        """The signs, sorted and without repetition."""
        parts = re.split(r"[,;|\n]", text_of(cell))
        return tuple(sorted({Code().read(part) for part in parts if part.strip()}))

    def write(self, value: object) -> Cell:
        """The signs with commas."""
        return ", ".join(value) if isinstance(value, tuple) else str(value)


@dataclass(frozen=True, slots=True)
class Email:
    """An address of electronic mail."""

    @property
    def expected(self) -> str:
        """German description."""
        return "E-Mail-Adresse wie name@beispiel.de"

    def read(self, cell: Cell) -> str:
        """The address; the part after @ in small letters."""
        text = text_of(cell)
        if len(text) > 254 or not _EMAIL.fullmatch(text):  # noqa: PLR2004  limit of RFC 5321
            raise CellError("email", self.expected)
        local, _, domain = text.rpartition("@")
        return f"{local}@{domain.lower()}"

    def write(self, value: object) -> Cell:
        """The address itself."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Phone:
    """A telephone number as people write it."""

    @property
    def expected(self) -> str:
        """German description."""
        return "Telefonnummer aus Ziffern, Leerzeichen, / und -"

    def read(self, cell: Cell) -> str:
        """The number as written."""
        text = text_of(cell).removeprefix("'")
        if len(text) > 50 or not _PHONE.fullmatch(text):  # noqa: PLR2004  column width
            raise CellError("phone", self.expected)
        return text

    def write(self, value: object) -> Cell:
        """The number itself."""
        return str(value)


@dataclass(frozen=True, slots=True)
class Postcode:
    """Five digits; a spreadsheet's number gets its lost zero back."""

    @property
    def expected(self) -> str:
        """German description."""
        return "Postleitzahl mit fünf Ziffern"

    def read(self, cell: Cell) -> str:
        """Five digits."""
        text = text_of(cell).removeprefix("D-").removeprefix("'")
        text = re.sub(r"[.,]0+$", "", text)
        if not _POSTCODE.fullmatch(text) or int(text) < 1000:  # noqa: PLR2004  none below 01001
            raise CellError("postcode", self.expected)
        return text.zfill(_POSTCODE_DIGITS)

    def write(self, value: object) -> Cell:
        """The digits as text."""
        return str(value)
