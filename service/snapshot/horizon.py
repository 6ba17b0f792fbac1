"""The days a snapshot speaks of, and where in time it is taken."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from service.domain.spans import OpenEndRule
from service.domain.working_days import is_public_holiday

MAX_DAYS = 62
#: How far back a run of absence is followed to find its first day.
LOOK_BACK_DAYS = 42


@dataclass(frozen=True, slots=True)
class Horizon:
    """First and last day (inclusive), the Land, and the instant in local time."""

    first_day: date
    last_day: date
    land: str
    now: datetime
    time_zone: str
    open_end_working_days: int
    look_back_days: int = LOOK_BACK_DAYS

    @property
    def local_now(self) -> datetime:
        """The instant in local time."""
        return self.now.astimezone(ZoneInfo(self.time_zone))

    @property
    def today(self) -> date:
        """Today where the tenant is."""
        return self.local_now.date()

    @property
    def frozen_minute(self) -> int:
        """Minute of today up to which everything is past."""
        local = self.local_now
        return local.hour * 60 + local.minute

    @property
    def days(self) -> tuple[date, ...]:
        """Every day of the horizon."""
        return days_between(self.first_day, self.last_day)

    @property
    def look_back(self) -> date:
        """The first day of which anything is read."""
        return self.first_day - timedelta(days=self.look_back_days)

    @property
    def open_end(self) -> OpenEndRule:
        """How absences without an end are read."""
        return OpenEndRule(self.today, self.land, self.open_end_working_days)

    def is_closed(self, day: date) -> bool:
        """Whether nobody is booked: a public holiday of the Land."""
        return is_public_holiday(self.land, day)


def days_between(first_day: date, last_day: date) -> tuple[date, ...]:
    """All days from the first to the last, both inclusive."""
    count = (last_day - first_day).days + 1
    return tuple(first_day + timedelta(days=i) for i in range(count))
