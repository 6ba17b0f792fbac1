"""Hours as people add them up: no part of an hour is rounded away."""

from typing import Final

from service.number_words import number_words

MINUTES_PER_HOUR: Final = 60
MINUTES_PER_HALF_HOUR: Final = 30


def hour_words(minutes: int) -> str:
    """Hours and minutes, ``7:05``, ``1.234:30`` (English ``1,234:30``), ``-0:20``."""
    hours, rest = divmod(abs(minutes), MINUTES_PER_HOUR)
    return f"{'-' if minutes < 0 else ''}{number_words(hours)}:{rest:02d}"


def agreed_hours(minutes: int) -> str:
    """What is agreed by half-hours, as it is spoken of: ``4,5``; all else exactly."""
    if minutes % MINUTES_PER_HALF_HOUR:
        return hour_words(minutes)
    halves = bool(minutes % MINUTES_PER_HOUR)
    return number_words(minutes / MINUTES_PER_HOUR, int(halves))
