"""Events and calendar headers as bytes; every byte follows from the arguments.

Times are UTC (no VTIMEZONE for clients to misread), there is no METHOD, no attendee,
no alarm; see the tests named by rule for the reasons.
"""

from datetime import timedelta
from typing import Final

from icalendar import Calendar, Event, vDDDTypes, vInt, vText

from service.calendars.content import EventContent, Revision
from service.calendars.content_lines import LINE_END, serialise
from service.calendars.text import clean_line, clean_text

PRODUCT: Final = "-//Lueckenlos//Kalender 1//DE"
REFRESH: Final = "PT1H"
REFRESH_INTERVAL: Final = timedelta(hours=1)
COLOUR_NAME: Final = "teal"
COLOUR_CODE: Final = "#008080"
CANCELLED_PREFIX: Final = "Abgesagt: "
FOOTER: Final = b"END:VCALENDAR" + LINE_END


def render_event(content: EventContent, revision: Revision) -> bytes:
    """One VEVENT.

    Parameters
    ----------
    content
        Words of people, cleaned here; times are UTC or dates.
    revision
        ``revised_at`` becomes DTSTAMP and LAST-MODIFIED, in whole seconds.
    """
    event = Event()
    revised_at = vDDDTypes(revision.revised_at)
    event["UID"] = vText(str(revision.uid))
    event["DTSTAMP"] = event["LAST-MODIFIED"] = revised_at
    event["SEQUENCE"] = vInt(revision.sequence)
    event["DTSTART"] = vDDDTypes(content.starts)
    event["DTEND"] = vDDDTypes(content.ends)
    event["CLASS"] = vText("PRIVATE")
    standing = "TENTATIVE" if content.tentative else "CONFIRMED"
    event["STATUS"] = vText("CANCELLED" if revision.cancelled else standing)
    event["TRANSP"] = vText("TRANSPARENT" if revision.cancelled else "OPAQUE")
    prefix = CANCELLED_PREFIX if revision.cancelled else ""
    event["SUMMARY"] = vText(prefix + clean_line(content.summary))
    if text := clean_text(content.text.split("\n")):
        event["DESCRIPTION"] = vText(text)
    if location := clean_line(content.location):
        event["LOCATION"] = vText(location)
    return serialise(event)


def render_header(name: str) -> bytes:
    """Everything before the first event of a feed that is subscribed to."""
    calendar = _bare_calendar()
    shown = vText(clean_line(name))  # a plain str of these two is not escaped
    calendar.add("name", shown)
    calendar.add("x-wr-calname", shown)
    calendar.add(
        "refresh-interval",
        REFRESH_INTERVAL,
        parameters={"VALUE": "DURATION"},
    )
    calendar.add("x-published-ttl", REFRESH)
    calendar.add("color", COLOUR_NAME)
    calendar.add("x-apple-calendar-color", COLOUR_CODE)
    return serialise(calendar).removesuffix(FOOTER)


def render_single(event: bytes) -> bytes:
    """A file that holds one event, to be taken over once."""
    return serialise(_bare_calendar()).removesuffix(FOOTER) + event + FOOTER


def _bare_calendar() -> Calendar:
    """What RFC 5545 demands of every calendar, once each."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", PRODUCT)
    calendar.add("calscale", "GREGORIAN")
    return calendar
