"""Which days a feed shows, and how long a cancelled event stays visible."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Self

DAYS_BACK: Final = 30
DAYS_FORWARD: Final = 400
TOMBSTONE_DAYS: Final = 7
MAX_EVENTS: Final = 2_000
MAX_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class Window:
    """The days shown around a local today, both ends included."""

    today: date

    @property
    def first_day(self) -> date:
        """The oldest day shown."""
        return self.today - timedelta(days=DAYS_BACK)

    @property
    def last_day(self) -> date:
        """The last day shown."""
        return self.today + timedelta(days=DAYS_FORWARD)

    @property
    def oldest_tombstone(self) -> date:
        """A cancellation of this day or later is still shown."""
        return self.today - timedelta(days=TOMBSTONE_DAYS - 1)

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


@dataclass(frozen=True, slots=True)
class Scope:
    """The days to look at within a window; ``days`` missing means all of them."""

    window: Window
    days: frozenset[date] | None = None

    @classmethod
    def of_days(cls, window: Window, days: frozenset[date]) -> Self:
        """Those days of a change that are shown at all."""
        return cls(window, frozenset(day for day in days if day in window))

    @property
    def first_day(self) -> date:
        """The first day to read."""
        return (
            min(self.days, default=self.window.today)
            if self.days is not None
            else (self.window.first_day)
        )

    @property
    def last_day(self) -> date:
        """The last day to read."""
        return (
            max(self.days, default=self.window.today)
            if self.days is not None
            else (self.window.last_day)
        )

    def __contains__(self, day: date) -> bool:
        return day in self.window if self.days is None else day in self.days


def later(now: datetime, previous: datetime) -> datetime:
    """An instant after ``previous`` in whole seconds, even if the clock went back."""
    return max(now.replace(microsecond=0), previous + timedelta(seconds=1))
