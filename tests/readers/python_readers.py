"""vobject and ical: two parsers that share nothing with the one that writes."""

import vobject
from ical.calendar_stream import IcsCalendarStream

from tests.readers.normal import Seen, normal


def by_vobject(body: bytes) -> list[Seen]:
    """Events as vobject reads them."""
    calendar = vobject.readOne(body.decode())
    return sorted(
        Seen(
            uid=event.uid.value,
            summary=event.summary.value,
            starts=normal(event.dtstart.value),
            ends=normal(event.dtend.value),
            status=event.status.value,
            location=event.getChildValue("location", ""),
            text=event.getChildValue("description", ""),
        )
        for event in calendar.contents.get("vevent", [])
    )


def by_ical(body: bytes) -> list[Seen]:
    """Events as the calendar library of Home Assistant reads them."""
    calendar = IcsCalendarStream.calendar_from_ics(body.decode())
    return sorted(
        Seen(
            uid=event.uid,
            summary=event.summary,
            starts=normal(event.dtstart),
            ends=normal(event.dtend),
            status=event.status.value,
            location=event.location or "",
            text=event.description or "",
        )
        for event in calendar.events
    )
