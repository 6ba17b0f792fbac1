"""Free-busy lists: what is left of a calendar whose owner tells nothing but times."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from service.busy.components import Component
from service.busy.refusal import CalendarRefused, Flaw
from service.busy.spans import BusySpan
from service.busy.times import duration_seconds, is_day, stated_dates

_LOCAL = "%Y%m%dT%H%M%S"


def busy_of_lists(lists: Iterable[Component], zone: ZoneInfo) -> Iterator[BusySpan]:
    """When free-busy lists say somebody is busy, tentatively or away.

    Raises
    ------
    CalendarRefused
        If a period cannot be read.
    """
    for component in lists:
        for line in component.all("FREEBUSY"):
            if line.parameters.get("FBTYPE", "").upper() == "FREE":
                continue
            for period in stated_dates(line):
                yield _span(period, zone, line.number)


def _span(period: str, zone: ZoneInfo, line: int) -> BusySpan:
    start, _, end = period.partition("/")
    starts_at = _moment(start, zone, line)
    if end.startswith(("P", "+P")):
        length = timedelta(seconds=duration_seconds(end, line))
        return BusySpan(starts_at, starts_at + length)
    return BusySpan(starts_at, _moment(end, zone, line))


def _moment(stamp: str, zone: ZoneInfo, line: int) -> datetime:
    """The instant of a time; a list has no days."""
    if not stamp or is_day(stamp):
        raise CalendarRefused(Flaw.DATE, line)
    wall = datetime.strptime(stamp.removesuffix("Z"), _LOCAL)  # noqa: DTZ007 - a wall time
    return wall.replace(tzinfo=UTC if stamp.endswith("Z") else zone).astimezone(UTC)
