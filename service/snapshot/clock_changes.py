"""Clock changes of a time zone as the solver counts them: in local minutes."""

from datetime import date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from solver.slots import MINUTES_PER_DAY, ClockChange, Day


@cache
def clock_changes(
    first_day: date, last_day: date, time_zone: str
) -> tuple[ClockChange, ...]:
    """Changes from the day before to the day after, so that every rest is covered."""
    day, end = first_day - timedelta(days=1), last_day + timedelta(days=1)
    found: list[ClockChange] = []
    while day <= end:
        change = _change_on(day, ZoneInfo(time_zone))
        if change is not None:
            found.append(change)
        day += timedelta(days=1)
    return tuple(found)


def _change_on(day: date, zone: ZoneInfo) -> ClockChange | None:
    """The change of a day: in spring where the gap opens, in autumn where it closes."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    before = midnight.utcoffset()
    after = (midnight + timedelta(days=1)).utcoffset()
    if before is None or after is None or before == after:
        return None
    shift = int((before - after).total_seconds()) // 60
    for minute in range(MINUTES_PER_DAY):
        local = midnight + timedelta(minutes=minute)
        if local.utcoffset() != before:
            return ClockChange(Day(day.toordinal()), minute, shift)
    return None
