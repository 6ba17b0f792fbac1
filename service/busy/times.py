"""Dates, times and durations as a calendar writes them, checked before use."""

import re
from datetime import datetime
from typing import Final

from service.busy.content import ContentLine
from service.busy.limits import FIRST_YEAR, LAST_YEAR, LIMITS
from service.busy.refusal import CalendarRefused, Flaw

LOCAL: Final = re.compile(r"\d{8}T\d{6}")
_STAMP = re.compile(r"(\d{8})(?:T(\d{6})(Z?))?")
_DURATION = re.compile(
    r"\+?P(?:(\d{1,5})W|(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,7})M)?(?:(\d{1,8})S)?)?)"
)
_SECONDS = (7 * 86_400, 86_400, 3_600, 60, 1)
_DAY_SECONDS = 86_400
_LENGTHS = ("P", "+P")
_LEAP_SECOND = "60"


def checked_stamp(value: str, line: int) -> str:
    """A date or date-time that exists, a leap second as the second before it.

    Raises
    ------
    CalendarRefused
        If there is no such time.
    """
    found = _STAMP.fullmatch(value)
    if found is None:
        raise CalendarRefused(Flaw.DATE, line)
    day, time, utc = found[1], found[2], found[3] or ""
    if time is not None and time.endswith(_LEAP_SECOND):
        time = f"{time[:4]}59"
    try:
        datetime.strptime(day + (time or "000000"), "%Y%m%d%H%M%S")  # noqa: DTZ007 - existence only
    except ValueError:
        raise CalendarRefused(Flaw.DATE, line) from None
    return day if time is None else f"{day}T{time}{utc}"


def year_of(stamp: str) -> int:
    """The year a stamp begins with."""
    return int(stamp[:4])


def in_range(stamp: str) -> bool:
    """Whether it falls in years that anybody plans in."""
    return FIRST_YEAR <= year_of(stamp) <= LAST_YEAR


def is_day(stamp: str) -> bool:
    """Whether it is a whole day."""
    return "T" not in stamp


def duration_seconds(value: str, line: int) -> int:
    """How long a duration lasts [s]: not less than nothing, not more than some years.

    Raises
    ------
    CalendarRefused
        If it is not readable, or too long.
    """
    found = _DURATION.fullmatch(value)
    if found is None or not any(found.groups()):
        raise CalendarRefused(Flaw.DURATION, line)
    seconds = sum(
        int(count or 0) * unit
        for count, unit in zip(found.groups(), _SECONDS, strict=True)
    )
    if seconds > LIMITS.event_days * _DAY_SECONDS:
        raise CalendarRefused(Flaw.DURATION, line)
    return seconds


def stated_dates(line: ContentLine) -> list[str]:
    """Single days or times of a list, without those in years nobody plans in.

    A period keeps its end or duration behind a slash.

    Raises
    ------
    CalendarRefused
        If one of them is not readable.
    """
    found = []
    for value in filter(None, line.value.split(",")):
        start, slash, end = value.partition("/")
        ends = [_checked_end(end, line.number)] if slash else []
        stamps = [checked_stamp(start, line.number), *ends]
        if all(stamp.startswith(_LENGTHS) or in_range(stamp) for stamp in stamps):
            found.append("/".join(stamps))
    return found


def _checked_end(end: str, line: int) -> str:
    """The end of a period: a time, or how long it lasts."""
    if end.startswith(_LENGTHS):
        duration_seconds(end, line)
        return end
    return checked_stamp(end, line)
