"""Words that all sheets share: the month, how far it is counted, hours."""

from datetime import date, datetime, timedelta
from typing import Protocol

from service.reports.real_time import QUARTER_MINUTES

MINUTES_PER_HOUR = 60
CENTS_PER_EURO = 100


class OfMonth(Protocol):
    """A report about a month."""

    @property
    def title(self) -> str:
        """``November 2026``."""
        ...

    @property
    def through(self) -> date:
        """The last day counted."""
        ...

    @property
    def provisional(self) -> bool:
        """Whether the month still runs."""
        ...

    @property
    def made_at(self) -> datetime:
        """When it was made."""
        ...


def hours(minutes: int) -> timedelta:
    """Minutes as a sheet shows hours: ``7:05``, nothing rounded."""
    return timedelta(minutes=minutes)


def quarter_hours(quarters: int) -> timedelta:
    """Begun quarters as all hours beside them: ``87:45``."""
    return hours(quarters * QUARTER_MINUTES)


def euros(cents: int | None) -> float | None:
    """Cents as euros."""
    return None if cents is None else cents / CENTS_PER_EURO


def month_words(report: OfMonth) -> str:
    """``November 2026``, and how far a running one is counted."""
    if not report.provisional:
        return report.title
    return f"{report.title}, vorläufig bis {report.through:%d.%m.%Y}"


def made_words(report: OfMonth) -> str:
    """Which state of affairs the numbers are from."""
    return (
        f"{month_words(report)}; erstellt am {report.made_at:%d.%m.%Y um %H:%M} Uhr"
        " aus dem damaligen Stand. Was danach nachgetragen wird, steht in einem neuen"
        " Bericht."
    )
