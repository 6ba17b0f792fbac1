"""Days and months as people and spreadsheets write them."""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from service.imports.values.reader import Cell, CellError, text_of

_GERMAN = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4}|[0-9]{2})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})(?:[T ]00:00(?::00)?)?")
_MONTH = re.compile(r"([0-9]{1,2})[./]([0-9]{4})")
_ISO_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})")
_NAMED_MONTH = re.compile(r"([A-Za-zäÄ]+)\.? ([0-9]{4})")
_MONTHS = (
    "jan",
    "feb",
    "mär",
    "apr",
    "mai",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dez",
)
_EARLIEST, _LATEST = date(1930, 1, 1), date(2100, 12, 31)
_SERIAL_ZERO = date(1899, 12, 30)  # day 0 of spreadsheets that count from 1900
_CENTURY, _PIVOT = 100, 70


def day_of(cell: Cell, expected: str) -> date:
    """Day of a cell: a date, a serial number, ``1.8.2026``, ``01.08.26`` or ISO.

    Raises
    ------
    CellError
        If it is no day of the calendar, or far outside of living memory.
    """
    if isinstance(cell, datetime):
        day: date | None = cell.date()
    elif isinstance(cell, date):
        day = cell
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        day = _from_serial(float(cell))
    else:
        day = _from_text(text_of(cell))
    if day is None:
        raise CellError("date", expected)
    if not _EARLIEST <= day <= _LATEST:
        raise CellError("date-range", f"{expected}, von 1930 bis 2100")
    return day


def _from_serial(number: float) -> date | None:
    lowest, highest = 10_000, 80_000  # 1927 to 2119; smaller numbers are no dates
    if not lowest <= number <= highest:
        return None
    return _SERIAL_ZERO + timedelta(days=int(number))


def _from_text(text: str) -> date | None:
    text = re.sub(r"[ T]0?0:00(:00)?$", "", text)
    if match := _GERMAN.fullmatch(text):
        day, month, year = (int(part) for part in match.groups())
    elif match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
    else:
        return None
    if year < _CENTURY:
        year += 2000 if year < _PIVOT else 1900
    try:
        return date(year, month, day)
    except ValueError:
        return None  # the caller words it: a 31.02. is no day


@dataclass(frozen=True, slots=True)
class DayReader:
    """A day of the calendar."""

    @property
    def expected(self) -> str:
        """German description."""
        return "Datum wie 01.08.2026"

    def read(self, cell: Cell) -> date:
        """The day."""
        return day_of(cell, self.expected)

    def write(self, value: object) -> Cell:
        """The date itself."""
        return value if isinstance(value, date) else str(value)


@dataclass(frozen=True, slots=True)
class MonthReader:
    """A month, kept as its first day; a full date is cut down to its month."""

    @property
    def expected(self) -> str:
        """German description."""
        return "Monat wie 03.2025"

    def read(self, cell: Cell) -> date:
        """First day of the month."""
        if isinstance(cell, str):
            month = self._from_text(text_of(cell))
            if month is not None:
                return month
        return day_of(cell, self.expected).replace(day=1)

    def _from_text(self, text: str) -> date | None:
        if match := _MONTH.fullmatch(text):
            month, year = int(match[1]), int(match[2])
        elif match := _ISO_MONTH.fullmatch(text):
            year, month = int(match[1]), int(match[2])
        elif match := _NAMED_MONTH.fullmatch(text):
            name = match[1].lower()[:3].replace("mae", "mär").replace("mrz", "mär")
            month = _MONTHS.index(name) + 1 if name in _MONTHS else 0
            year = int(match[2])
        else:
            return None
        if not 1 <= month <= 12 or not 1930 <= year <= 2100:  # noqa: PLR2004  calendar
            raise CellError("month", self.expected)
        return date(year, month, 1)

    def write(self, value: object) -> Cell:
        """Month and year as text, so that no spreadsheet invents a day."""
        return value.strftime("%m.%Y") if isinstance(value, date) else str(value)
