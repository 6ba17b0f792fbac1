"""Minutes as a stop watch shows them, in the two nights of a clock change, too."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from service.reports.month import Month
from service.snapshot.clock_changes import clock_changes
from solver.slots import ClockChange, Day, Slot, real_minutes

QUARTER_MINUTES = 15
QUARTERS_PER_HOUR = 4


@dataclass(frozen=True, slots=True)
class RealTime:
    """Measures slots of a month; most days are as long as their local minutes say."""

    changes: tuple[ClockChange, ...]

    def minutes(self, day: date, slots: Iterable[Slot]) -> int:
        """Real minutes of intervals of one day."""
        number = Day(day.toordinal())
        own = [change for change in self.changes if change.day == number]
        return sum(
            real_minutes(number, slot.end, own) - real_minutes(number, slot.start, own)
            for slot in slots
        )


def real_time_of(month: Month, time_zone: str) -> RealTime:
    """How long the minutes of a month are in a time zone."""
    return RealTime(clock_changes(month.first_day, month.last_day, time_zone))


def begun_quarters(minutes: int) -> int:
    """Quarters of an hour that were begun: 1 to 15 minutes are one."""
    return -(-minutes // QUARTER_MINUTES)
