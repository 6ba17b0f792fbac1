"""Whatever stands in a file, it is read or refused, and quickly."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from service.busy.reading import read_calendar
from service.busy.refusal import CalendarRefused
from tests.service.busy.files import ASKED, HORIZON, calendar, event

WORDS = st.sampled_from(
    [
        *("DTSTART", "DTEND", "DURATION", "RRULE", "RDATE", "EXDATE", "RECURRENCE-ID"),
        *(";TZID=", ";VALUE=DATE", ";RANGE=THISANDFUTURE", ":", ";", ",", "=", "/"),
        *("20261102", "20261102T100000", "20261102T100000Z", "16000101", "Z", "P1D"),
        *("FREQ=", "DAILY", "WEEKLY", "YEARLY", "BYDAY=", "MO", "-1SU", "BYSETPOS=-1"),
        *("INTERVAL=99", "COUNT=-1", "UNTIL=", "BYMONTH=13", "BYHOUR=99", "BYWEEKNO=0"),
        *("BEGIN:", "END:", "VEVENT", "VTIMEZONE", "Europe/Berlin", "\r\n", "\r\n "),
    ]
)
LINES = st.lists(WORDS, min_size=1, max_size=8).map("".join)


def _read(content: bytes) -> None:
    try:
        reading = read_calendar(content, ASKED)
    except CalendarRefused:
        return
    ends = HORIZON.starts_at - timedelta(seconds=1)
    for span in reading.spans:
        assert ends < span.starts_at < span.ends_at <= HORIZON.ends_at
        ends = span.ends_at


@settings(max_examples=60, deadline=None)
@given(st.lists(LINES, max_size=4))
def test_any_lines_within_an_event(lines: list[str]) -> None:
    start = "DTSTART;TZID=Europe/Berlin:20261102T100000"
    _read(calendar(event(start, "DURATION:PT1H", *lines)))
    _read(calendar(event(*lines)))


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=200), st.integers(0, 300))
def test_any_bytes_anywhere(noise: bytes, place: int) -> None:
    whole = calendar(
        event("DTSTART;VALUE=DATE:20261102", "RRULE:FREQ=WEEKLY;COUNT=3", "SUMMARY:ü")
    )
    _read(whole[:place] + noise + whole[place:])
    _read(noise)
