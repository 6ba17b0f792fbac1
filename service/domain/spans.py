"""Absences as days with minutes: what of a day is gone, and when an open end ends."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from service.domain.working_days import last_of_working_days
from solver.slots import MINUTES_PER_DAY, Slot

WHOLE_DAY = Slot(0, MINUTES_PER_DAY)


@dataclass(frozen=True, slots=True)
class Span:
    """Days somebody is away, both inclusive.

    ``start_minute`` counts on the first day, ``end_minute`` on the last one.
    """

    id: UUID
    first_day: date
    last_day: date
    start_minute: int | None = None
    end_minute: int | None = None

    def on(self, day: date) -> Slot | None:
        """What of a day is gone; ``None`` if nothing."""
        if not self.first_day <= day <= self.last_day:
            return None
        start = (self.start_minute or 0) if day == self.first_day else 0
        end = MINUTES_PER_DAY
        if day == self.last_day and self.end_minute is not None:
            end = self.end_minute
        return Slot(start, end) if start < end else None


@dataclass(frozen=True, slots=True)
class OpenEndRule:
    """How long an absence without an end is taken to last."""

    today: date
    land: str
    working_days: int

    def last_day(
        self, first_day: date, last_day: date | None, expected_return: date | None
    ) -> date:
        """The last day of an absence, assumed where none is stated.

        A stated day stands. An expected return in the future ends the absence the day
        before. Otherwise it lasts so many working days, counted from its first day or,
        while it goes on, from today.
        """
        if last_day is not None:
            return last_day
        if expected_return is not None and expected_return > self.today:
            return max(first_day, expected_return - timedelta(days=1))
        begins = max(first_day, self.today)
        return last_of_working_days(self.land, begins, self.working_days)
