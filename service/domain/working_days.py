"""Public holidays per Land and working days between them."""

from datetime import date, timedelta
from functools import cache
from importlib.metadata import version
from typing import Final

import holidays

WEEKEND: Final = 5  # Saturday and later
#: The ministers settle school holidays some years ahead; what the package knows of it.
SCHOOL_HOLIDAYS_SOURCE: Final = (
    f"Ferienkalender der Kultusministerkonferenz, Paket holidays {version('holidays')}"
)
_FIRST_SETTLED_YEAR: Final = 2000


@cache
def _holidays_of_year(land: str, year: int) -> frozenset[date]:
    """Statutory holidays of a Land in one year."""
    return frozenset(holidays.country_holidays("DE", subdiv=land, years=year))


@cache
def _school_holidays_of_year(land: str, year: int) -> frozenset[date]:
    """School holidays of a Land in one year, as the ministers have settled them."""
    return frozenset(
        holidays.country_holidays("DE", subdiv=land, years=year, categories=("school",))
    )


def public_holidays(land: str, years: range) -> frozenset[date]:
    """Statutory holidays of a Land in some years."""
    return frozenset[date]().union(*(_holidays_of_year(land, y) for y in years))


def school_holidays(land: str, years: range) -> frozenset[date]:
    """School holidays of a Land; days a school chooses for itself are not known."""
    return frozenset[date]().union(*(_school_holidays_of_year(land, y) for y in years))


def school_holidays_known_until(land: str, year: int) -> date:
    """The last day of the last school holidays that are settled, to the end of a year.

    Of a year that is settled to its end that is a day of its Christmas break.
    """
    for known in range(year, _FIRST_SETTLED_YEAR, -1):
        if days := _school_holidays_of_year(land, known):
            return max(days)
    return date(_FIRST_SETTLED_YEAR, 1, 1)


def is_public_holiday(land: str, day: date) -> bool:
    """Whether the whole Land has a statutory holiday: no care is booked then."""
    return day in _holidays_of_year(land, day.year)


def is_working_day(land: str, day: date) -> bool:
    """Monday to Friday without public holidays."""
    return day.weekday() < WEEKEND and not is_public_holiday(land, day)


def last_of_working_days(land: str, first_day: date, count: int) -> date:
    """The day on which ``count`` working days from ``first_day`` on are full.

    ``first_day`` itself counts where it is a working day.
    """
    day = first_day - timedelta(days=1)
    left = count
    while left:
        day += timedelta(days=1)
        left -= is_working_day(land, day)
    return day
