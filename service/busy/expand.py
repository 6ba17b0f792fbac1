"""Series to busy spans: recurrences, exceptions and moved days worked out."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar, Event

from service.busy.components import Component
from service.busy.limits import LIMITS
from service.busy.refusal import CalendarRefused, Flaw
from service.busy.series import Context, Series, all_series
from service.busy.spans import Asked, BusySpan
from service.busy.zones import Zones, known_zone
from service.calendars.local_time import instant

_LIBRARY_FAULTS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
"""What reading a series may end in; its words might quote the file."""


def busy_of_events(
    calendar: Component, events: list[Component], asked: Asked
) -> list[BusySpan]:
    """When the events of one calendar make busy.

    Cancelled and transparent ones do not, tentative ones do.

    Raises
    ------
    CalendarRefused
        If an event cannot be read or there are too many occurrences.
    """
    context = Context(Zones.of(calendar), asked.zone, asked.horizon, asked.own_uids)
    header = "BEGIN:VCALENDAR\r\n" + _own_zone(calendar)
    spans: list[BusySpan] = []
    for series in all_series(events, context):
        spans += _occurrences(series, header, context)
        if len(spans) > LIMITS.occurrences:
            raise CalendarRefused(Flaw.OCCURRENCES, series.line)
    return spans


def _own_zone(calendar: Component) -> str:
    """The zone in which a calendar's UTC times recur, where it says one that is."""
    line = next(iter(calendar.all("X-WR-TIMEZONE")), None)
    name = known_zone(line.value) if line else None
    return f"X-WR-TIMEZONE:{name}\r\n" if name else ""


def _occurrences(series: Series, header: str, context: Context) -> list[BusySpan]:
    """The spans of one series within the horizon."""
    zones = "".join(context.zones.texts[name] for name in sorted(series.zones))
    text = f"{header}{zones}{''.join(series.events)}END:VCALENDAR\r\n"
    horizon = context.horizon
    try:
        query = recurring_ical_events.of(Calendar.from_ical(text))
        found = query.between(horizon.starts_at, horizon.ends_at)
        return [_span(event, context.zone) for event in found if _is_busy(event)]
    except _LIBRARY_FAULTS:
        # Not chained: the fault's own words may hold words of the file.
        raise CalendarRefused(Flaw.SERIES, series.line) from None


def _is_busy(event: Event) -> bool:
    return (
        str(event.get("STATUS")) != "CANCELLED"
        and str(event.get("TRANSP")) != "TRANSPARENT"
    )


def _span(event: Event, zone: ZoneInfo) -> BusySpan:
    return BusySpan(
        _utc(event.decoded("DTSTART"), zone), _utc(event.decoded("DTEND"), zone)
    )


def _utc(value: date | datetime, zone: ZoneInfo) -> datetime:
    """The instant of a time, or of the midnight a day begins with."""
    if not isinstance(value, datetime):
        return instant(value, 0, zone)
    return (value if value.tzinfo else value.replace(tzinfo=zone)).astimezone(UTC)
