"""The days of a year that are left, and the holidays of every Land concerned."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from service.dates.parties import days_of
from service.domain.working_days import (
    public_holidays,
    school_holidays,
    school_holidays_known_until,
)
from service.errors import Conflict
from service.matching.months import Period
from solver.sessions.problem import Land
from solver.slots import Day

Holidays = Mapping[Land, frozenset[Day]]


@dataclass(frozen=True, slots=True)
class SettledHolidays:
    """Until when school holidays of a Land are settled; later days count as school."""

    land: str
    until: date


def days_left(period: Period, now: datetime, zone: ZoneInfo) -> tuple[date, date]:
    """First and last day that can still be planned, from tomorrow on.

    Raises
    ------
    Conflict
        If the year is over.
    """
    tomorrow = now.astimezone(zone).date() + timedelta(days=1)
    first, last = max(tomorrow, period.days[0]), period.days[1]
    if first > last:
        raise Conflict(f"Das Jahr {period.year} ist vorbei; zu planen ist nichts mehr.")
    return first, last


def public_days(lands: Iterable[Land], years: range) -> Holidays:
    """Statutory holidays of some years in each Land."""
    return {land: days_of(public_holidays(land, years)) for land in sorted(set(lands))}


def unsettled_holidays(
    lands: Iterable[Land], last_day: date
) -> tuple[SettledHolidays, ...]:
    """Länder whose school holidays are not settled to the last day of a plan.

    Ministers settle them some years ahead, by school years: then autumn and Christmas
    are missing, or all of the year is. Whoever knows of the Christmas break knows the
    year to its end.
    """
    known = (
        SettledHolidays(land, school_holidays_known_until(land, last_day.year))
        for land in sorted(set(lands))
    )
    needed = min(last_day, date(last_day.year, 12, 20))
    return tuple(each for each in known if each.until < needed)


def school_days(lands: Iterable[Land], years: range) -> Holidays:
    """School holidays of some years in each Land."""
    return {land: days_of(school_holidays(land, years)) for land in sorted(set(lands))}
