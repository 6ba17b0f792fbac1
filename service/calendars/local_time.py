"""Local wall time to instants, with one rule for each night the clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """The UTC instant of a wall time.

    A time that does not exist (the gap in spring) moves forward by the gap, a time
    that exists twice (the overlap in autumn) is the first one (RFC 5545, 3.3.5).

    Parameters
    ----------
    day
        Local day.
    minute
        Minutes after its midnight as a clock on the wall shows them, 0 to 1440.
    zone
        Where the wall is.
    """
    wall = datetime.combine(day, time()) + timedelta(minutes=minute)
    return wall.replace(tzinfo=zone, fold=0).astimezone(UTC)


def instants(
    day: date, start_minute: int, end_minute: int, zone: ZoneInfo
) -> tuple[datetime, datetime]:
    """Start and end of an interval within a day, the end after the start.

    An interval that begins in the gap and ends at its edge keeps its length from the
    moved start on; any other lasts the real time between its wall times.
    """
    starts, ends = (
        instant(day, start_minute, zone),
        instant(day, end_minute, zone),
    )
    if ends <= starts:
        ends = starts + timedelta(minutes=end_minute - start_minute)
    return starts, ends


def local_date(moment: datetime, zone: ZoneInfo) -> date:
    """The day an instant falls on where the zone is."""
    return moment.astimezone(zone).date()


def wall_clock(minute: int) -> str:
    """Minutes after midnight as people write them: 07:30."""
    return f"{minute // 60:02d}:{minute % 60:02d}"
