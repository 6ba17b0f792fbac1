"""How much of a foreign calendar is read before it is refused."""

from dataclasses import dataclass
from typing import Final

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that protect everybody; far above what a person's calendar holds.

    ``seconds`` are of the processor, ``patience_seconds`` of the clock on the wall.
    """

    file_bytes: int = 10 * MEBIBYTE
    lines: int = 400_000
    line_bytes: int = 64 * 1024
    depth: int = 6
    calendars: int = 50
    events: int = 20_000
    rules_per_event: int = 4
    dates: int = 20_000
    zones: int = 100
    zone_changes: int = 2_000
    event_days: int = 3_660
    occurrences: int = 50_000
    seconds: int = 10
    patience_seconds: int = 30
    memory_mib: int = 512


LIMITS: Final = Limits()
"""``line_bytes`` counts for lines that are read; any other may be longer."""

FIRST_YEAR: Final = 1600
"""Birthdays without a year are written with 1604; before that nothing is meant."""
LAST_YEAR: Final = 2200
