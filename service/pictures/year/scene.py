"""A year as it is drawn: days with what stands on them, kindergartens with letters."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from service.domain.kinds import AppointmentState

MINUTES_OF_HOUR = 60


@dataclass(frozen=True, slots=True)
class Mark:
    """A session of a day; ``letter`` is its kindergarten's."""

    letter: str
    start_minute: int
    end_minute: int
    state: AppointmentState


@dataclass(frozen=True, slots=True)
class House:
    """A kindergarten with its sessions of the year, cancelled ones not counted."""

    letter: str
    name: str
    sessions: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Year:
    """Twelve months of a coach.

    Attributes
    ----------
    marks
        By day, in the order of the day.
    busy_minutes
        By day, only where there is something.
    days_off
        Public holidays and days of the programme, with their names.
    """

    title: str
    subtitle: str
    first_month: date
    marks: Mapping[date, Sequence[Mark]]
    busy_minutes: Mapping[date, int]
    days_off: Mapping[date, str]
    houses: Sequence[House]

    @property
    def months(self) -> list[date]:
        """The first days of its months."""
        start = self.first_month.year * 12 + self.first_month.month - 1
        return [
            date(number // 12, number % 12 + 1, 1)
            for number in range(start, start + 12)
        ]
