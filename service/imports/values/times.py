"""Times of day as minutes, and intervals of a day."""

import itertools
import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from service.imports.values.reader import Cell, CellError, text_of

_TIME = re.compile(
    r"([0-9]{1,2})(?:[:.h]([0-9]{2}))?(?::00)?(?: ?uhr| ?h)?", re.IGNORECASE
)
_MINUTES_PER_DAY = 1440
_FULL_DAY_FRACTION = 1.0
_DASH = re.compile(r"\s*(?:-|–|—|−|bis)\s*")
_SEPARATOR = re.compile(r"\s*(?:,|;|/|\+|und|\n)\s*")

Interval = tuple[int, int]


def minute_of(cell: Cell, expected: str) -> int:
    """Minute since midnight: ``7:30``, ``7.30``, ``07:30 Uhr``, ``8``, a time cell.

    Raises
    ------
    CellError
        If it is no time between 00:00 and 24:00.
    """
    minute: float | None
    if isinstance(cell, datetime):
        minute = cell.hour * 60 + cell.minute
    elif isinstance(cell, time):
        minute = cell.hour * 60 + cell.minute + round(cell.second / 60)
    elif isinstance(cell, timedelta):
        minute = cell.total_seconds() / 60
    elif isinstance(cell, int | float) and not isinstance(cell, bool):
        minute = _from_number(float(cell))
    else:
        minute = _from_text(text_of(cell))
    if minute is None or not 0 <= minute <= _MINUTES_PER_DAY or minute != int(minute):
        raise CellError("time", expected)
    return int(minute)


def _from_number(number: float) -> float | None:
    """A fraction of a day below one, else full hours or ``7.3`` for 7.30."""
    if 0 < number < _FULL_DAY_FRACTION:
        return round(number * _MINUTES_PER_DAY)
    hours = int(number)
    minutes = round((number - hours) * 100)
    return hours * 60 + minutes if minutes < 60 else None  # noqa: PLR2004  clock


def _from_text(text: str) -> float | None:
    match = _TIME.fullmatch(text)
    if match is None:
        return None
    minutes = int(match[2] or 0)
    return int(match[1]) * 60 + minutes if minutes < 60 else None  # noqa: PLR2004  clock


def clock(minute: int) -> str:
    """``450`` as ``07:30``."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


@dataclass(frozen=True, slots=True)
class TimeReader:
    """A time of day."""

    @property
    def expected(self) -> str:
        """German description."""
        return "Uhrzeit wie 07:30"

    def read(self, cell: Cell) -> int:
        """Minute since midnight."""
        return minute_of(cell, self.expected)

    def write(self, value: object) -> Cell:
        """``07:30``."""
        return clock(value) if isinstance(value, int) else str(value)


@dataclass(frozen=True, slots=True)
class IntervalsReader:
    """One or several intervals of a day: ``07:30-14:00`` or ``8-12, 13-15.30``."""

    @property
    def expected(self) -> str:
        """German description."""
        return "Zeitraum wie 07:30-14:00"

    def read(self, cell: Cell) -> tuple[Interval, ...]:
        """Intervals in order, half-open, in minutes."""
        intervals = [
            self._interval(part) for part in _SEPARATOR.split(text_of(cell)) if part
        ]
        intervals.sort()
        for before, after in itertools.pairwise(intervals):
            if after[0] < before[1]:
                raise CellError("interval-overlap", "Zeiträume ohne Überschneidung")
        return tuple(intervals)

    def _interval(self, part: str) -> Interval:
        ends = _DASH.split(re.sub(r"^von ", "", part.strip(), flags=re.IGNORECASE))
        if len(ends) != 2:  # noqa: PLR2004  a beginning and an end
            raise CellError("interval", self.expected)
        start, end = (minute_of(text, self.expected) for text in ends)
        if start >= end:
            raise CellError("interval-order", "Zeitraum, der nach seinem Beginn endet")
        return start, end

    def write(self, value: object) -> Cell:
        """``07:30-14:00``."""
        if not isinstance(value, tuple):
            return str(value)
        return ", ".join(f"{clock(start)}-{clock(end)}" for start, end in value)
