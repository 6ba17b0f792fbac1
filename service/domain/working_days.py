"""Public holidays per Land and working days between them."""

from datetime import date, timedelta
from functools import cache
from typing import Final

import holidays

WEEKEND: Final = 5  # Saturday and later


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
