"""Calendars as people's programs write them, and what is read of them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from service.busy.reading import read_calendar
from service.busy.refusal import CalendarRefused, Flaw
from service.busy.spans import Asked, Horizon

BERLIN = ZoneInfo("Europe/Berlin")
HORIZON = Horizon(datetime(2026, 9, 1, tzinfo=UTC), datetime(2027, 9, 1, tzinfo=UTC))
ASKED = Asked(BERLIN, HORIZON)


def event(*lines: str, uid: str = "a") -> str:
    """One event; times are the point."""
    return "\r\n".join(("BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT"))


def calendar(*parts: str) -> bytes:
    """A whole file."""
    head = ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//x//y//DE")
    return "\r\n".join((*head, *parts, "END:VCALENDAR", "")).encode()


def busy(content: bytes, horizon: Horizon = HORIZON) -> list[tuple[str, str]]:
    """Busy spans in Berlin, as people write them."""
    reading = read_calendar(content, Asked(BERLIN, horizon))
    return [
        (
            span.starts_at.astimezone(BERLIN).strftime("%d.%m.%y %H:%M"),
            span.ends_at.astimezone(BERLIN).strftime("%d.%m.%y %H:%M"),
        )
        for span in reading.spans
    ]


def refusal(content: bytes) -> tuple[Flaw, int]:
    """Why a file is refused, and the line it names."""
    try:
        found = read_calendar(content, ASKED)
    except CalendarRefused as refused:
        return refused.flaw, refused.line
    raise AssertionError(f"{len(found.spans)} spans were read")
