"""Numbers: whole, decimal with comma or point, and hours as minutes."""

import re
from dataclasses import dataclass
from datetime import timedelta

from service.imports.values.reader import Cell, CellError, text_of

_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_MINUTES_PER_HOUR = 60
_MINUTES_PER_HALF_HOUR = 30
_CENTS_PER_EURO = 100
_TOLERANCE = 1e-6


def decimal(cell: Cell, expected: str) -> float:
    """Number of a cell; decimal comma and point, ``1.234,5`` too.

    Raises
    ------
    CellError
        If it is no number.
    """
    if isinstance(cell, bool) or cell is None:
        raise CellError("number", expected)
    if isinstance(cell, int | float):
        return float(cell)
    text = text_of(cell).removeprefix("'").replace(" ", "")
    if _GROUPED.fullmatch(text) and "," in text:
        text = text.replace(".", "")
    if not _NUMBER.fullmatch(text):
        raise CellError("number", expected)
    return float(text.replace(",", "."))


def german(number: float) -> str:
    """Number with decimal comma, without needless digits."""
    return f"{number:.6f}".rstrip("0").rstrip(".").replace(".", ",")


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole number in a range, both ends allowed."""

    least: int
    most: int

    @property
    def expected(self) -> str:
        """German description."""
        return f"ganze Zahl von {self.least} bis {self.most}"

    def read(self, cell: Cell) -> int:
        """The number."""
        number = decimal(cell, self.expected)
        if not number.is_integer():
            raise CellError("integer", self.expected)
        if not self.least <= number <= self.most:
            raise CellError("range", self.expected)
        return int(number)

    def write(self, value: object) -> Cell:
        """The number itself."""
        return value if isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class Euros:
    """Amount in euros, kept as cents; ``5,24`` or ``5.24``, with the sign or not."""

    most_euros: int

    @property
    def expected(self) -> str:
        """German description."""
        return f"Betrag von 0 bis {self.most_euros} Euro, z. B. 5,24"

    def read(self, cell: Cell) -> int:
        """Cents."""
        text = text_of(cell).removesuffix("€").removesuffix("Euro").strip()
        cents = decimal(text, self.expected) * _CENTS_PER_EURO
        if abs(cents - round(cents)) > _TOLERANCE * _CENTS_PER_EURO:
            raise CellError("cents", self.expected)
        if not 0 <= cents <= self.most_euros * _CENTS_PER_EURO:
            raise CellError("range", self.expected)
        return round(cents)

    def write(self, value: object) -> Cell:
        """Euros as a number."""
        return value / _CENTS_PER_EURO if isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class Coordinate:
    """Degrees in a range (WGS 84)."""

    name: str
    least: float
    most: float

    @property
    def expected(self) -> str:
        """German description."""
        low, high = german(self.least), german(self.most)
        return f"{self.name} in Grad von {low} bis {high}"

    def read(self, cell: Cell) -> float:
        """Degrees, rounded to about ten centimetres."""
        number = decimal(cell, self.expected)
        if not self.least <= number <= self.most:
            raise CellError("range", self.expected)
        return round(number, 6)

    def write(self, value: object) -> Cell:
        """The number itself."""
        return value if isinstance(value, float) else str(value)


@dataclass(frozen=True, slots=True)
class Hours:
    """Hours in quarter steps, kept as minutes; ``30``, ``27,5`` or ``27:30``."""

    most_hours: int

    @property
    def expected(self) -> str:
        """German description."""
        return f"Stunden von 0 bis {self.most_hours} in Viertelstunden, z. B. 27,5"

    def read(self, cell: Cell) -> int:
        """Minutes."""
        minutes = self._minutes(cell)
        quarters = minutes / 15
        if abs(quarters - round(quarters)) > _TOLERANCE:
            raise CellError("quarter-hours", self.expected)
        if not 0 <= minutes <= self.most_hours * _MINUTES_PER_HOUR:
            raise CellError("range", self.expected)
        return round(minutes)

    def _minutes(self, cell: Cell) -> float:
        if isinstance(cell, timedelta):
            return cell.total_seconds() / _MINUTES_PER_HOUR
        text = text_of(cell).lower().replace("std.", "").replace("h", "").strip()
        clock = re.fullmatch(r"([0-9]{1,2}):([0-5][0-9])", text)
        if clock:
            return int(clock[1]) * _MINUTES_PER_HOUR + int(clock[2])
        return decimal(text, self.expected) * _MINUTES_PER_HOUR

    def write(self, value: object) -> Cell:
        """Hours as a number."""
        if not isinstance(value, int):
            return str(value)
        hours = value / _MINUTES_PER_HOUR
        return int(hours) if hours.is_integer() else hours


@dataclass(frozen=True, slots=True)
class HalfHours:
    """Hours in half steps, kept as half-hours; ``3``, ``2,5`` or ``2:30``."""

    most_hours: int

    @property
    def expected(self) -> str:
        """German description."""
        return f"Stunden von 0,5 bis {self.most_hours} in halben Stunden, z. B. 2,5"

    def read(self, cell: Cell) -> int:
        """Half-hours."""
        try:
            minutes = Hours(self.most_hours).read(cell)
        except CellError as error:
            raise CellError(error.code, self.expected) from error
        if minutes % _MINUTES_PER_HALF_HOUR:
            raise CellError("half-hours", self.expected)
        if minutes == 0:
            raise CellError("range", self.expected)
        return minutes // _MINUTES_PER_HALF_HOUR

    def write(self, value: object) -> Cell:
        """Hours as a number."""
        if not isinstance(value, int):
            return str(value)
        return Hours(self.most_hours).write(value * _MINUTES_PER_HALF_HOUR)
