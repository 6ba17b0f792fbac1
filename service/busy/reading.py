"""A foreign calendar's bytes to busy spans; nothing else of it goes any further."""

from service.busy.components import EVENT, FREE_BUSY, calendars
from service.busy.content import content_lines
from service.busy.expand import busy_of_events
from service.busy.free_busy import busy_of_lists
from service.busy.spans import Asked, BusySpan, Reading, merged


def read_calendar(content: bytes, asked: Asked) -> Reading:
    """The times within a horizon at which a calendar's owner is busy.

    Overlapping events are one span, so that not even their number can be told.

    Raises
    ------
    CalendarRefused
        If it is no calendar, cannot be read, or is over a limit; with a line, never
        with a word of the file.
    """
    spans: list[BusySpan] = []
    count = 0
    for calendar in calendars(content_lines(content)):
        events = [part for part in calendar.parts if part.name == EVENT]
        lists = [part for part in calendar.parts if part.name == FREE_BUSY]
        spans += busy_of_events(calendar, events, asked)
        spans += busy_of_lists(lists, asked.zone)
        count += len(events)
    return Reading(merged(spans, asked.horizon), count)
