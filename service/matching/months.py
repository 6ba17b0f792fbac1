"""Months as the solver counts them, and the months of a programme year."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from service.errors import InputFault, InvalidInput
from solver.matching.problem import Month

MONTHS_PER_YEAR = 12
FIRST_YEAR, LAST_YEAR = 2022, 2100


def month_of(day: date) -> Month:
    """The month a day lies in."""
    return Month(day.year * MONTHS_PER_YEAR + day.month - 1)


def first_day_of(month: int) -> date:
    """The first day of a month, as months are stored."""
    year, number = divmod(month, MONTHS_PER_YEAR)
    return date(year, number + 1, 1)


@dataclass(frozen=True, slots=True)
class Period:
    """Months that are planned, both inclusive and of one calendar year.

    Budgets are those of the calendar year; so a plan never reaches over its end.
    """

    first: Month
    last: Month

    @property
    def year(self) -> int:
        """The calendar year."""
        return self.first // MONTHS_PER_YEAR

    @property
    def days(self) -> tuple[date, date]:
        """First day of the first month, last day of the year."""
        return first_day_of(self.first), date(self.year, 12, 31)

    @property
    def years(self) -> range:
        """The calendar year, where years are asked for."""
        return range(self.year, self.year + 1)

    @property
    def year_months(self) -> range:
        """All months of the calendar year."""
        return range(self.year * MONTHS_PER_YEAR, (self.year + 1) * MONTHS_PER_YEAR)

    def overlaps(self, first: int, last: int) -> bool:
        """Whether months from first to last reach into the period."""
        return first <= self.last and last >= self.first


def period_of(year: int, first_month: int = 1) -> Period:
    """A programme year from a month on.

    Raises
    ------
    InvalidInput
        If there is no such month, or the year is out of range.
    """
    if not FIRST_YEAR <= year <= LAST_YEAR:
        detail = f"Ein Programmjahr liegt zwischen {FIRST_YEAR} und {LAST_YEAR}."
        raise InvalidInput(detail, [InputFault("/year", detail, "range")])
    if not 1 <= first_month <= MONTHS_PER_YEAR:
        detail = "Ein Monat liegt zwischen 1 und 12."
        raise InvalidInput(detail, [InputFault("/first_month", detail, "range")])
    january = year * MONTHS_PER_YEAR
    return Period(Month(january + first_month - 1), Month(january + 11))


def period_between(first_day: date, last_day: date) -> Period:
    """The period a proposal was stored with."""
    return Period(month_of(first_day), month_of(last_day))


def free_runs(wanted: range, taken: Collection[int]) -> list[range]:
    """Maximal runs of wanted months that are not taken, in order."""
    runs: list[range] = []
    for month in wanted:
        if month in taken:
            continue
        if runs and runs[-1].stop == month:
            runs[-1] = range(runs[-1].start, month + 1)
        else:
            runs.append(range(month, month + 1))
    return runs
