"""The month of a report: its days in the tenant's own calendar."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from service.errors import InputFault, InvalidInput
from service.snapshot.horizon import days_between

_FORM = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
EARLIEST_YEAR = 2000
MONTHS_PER_YEAR = 12
MONTH_NAMES = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli"),
    *("August", "September", "Oktober", "November", "Dezember"),
)


@dataclass(frozen=True, slots=True)
class Month:
    """The days of a month that have come.

    Parameters
    ----------
    first_day, last_day
        Of the whole month, both inclusive; a day runs from midnight to midnight where
        the tenant is.
    through
        The last day that is counted: of a running month today.
    """

    first_day: date
    last_day: date
    through: date

    @property
    def is_running(self) -> bool:
        """Whether days of the month are still to come: its figures may change."""
        return self.through < self.last_day

    @property
    def days(self) -> tuple[date, ...]:
        """The days that are counted."""
        return days_between(self.first_day, self.through)

    @property
    def key(self) -> str:
        """``2026-11``."""
        return f"{self.first_day:%Y-%m}"

    @property
    def title(self) -> str:
        """``November 2026``, in German."""
        return f"{MONTH_NAMES[self.first_day.month - 1]} {self.first_day.year}"


def first_day_named(text: str) -> date:
    """The first day of a month such as ``2026-11``, whether it has begun or not.

    Raises
    ------
    InvalidInput
        If it is no month, or lies before 2000.
    """
    found = _FORM.fullmatch(text)
    year, number = (int(found[1]), int(found[2])) if found else (0, 0)
    if not (year >= EARLIEST_YEAR and 1 <= number <= MONTHS_PER_YEAR):
        detail = (
            f"„{text}“ ist kein Monat; erwartet wird zum Beispiel 2026-11, frühestens"
            f" {EARLIEST_YEAR}-01."
        )
        raise InvalidInput(detail, [InputFault("/month", detail, "month")])
    return date(year, number, 1)


def read_month(text: str, today: date) -> Month:
    """The month a person asks for.

    Parameters
    ----------
    text
        ``2026-11``.
    today
        The day where the tenant is.

    Raises
    ------
    InvalidInput
        If it is no month, lies before 2000, or has not begun.
    """
    first = first_day_named(text)
    if first > today:
        detail = (
            f"Der Monat {text} hat noch nicht begonnen; bitte einen früheren nennen."
        )
        raise InvalidInput(detail, [InputFault("/month", detail, "future")])
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return Month(first, last, min(last, today))
