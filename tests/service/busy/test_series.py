"""Recurring events: exceptions, moved days, ends, and the nights the clocks change."""

import pytest

from service.busy.reading import read_calendar
from tests.service.busy.files import ASKED, busy, calendar, event

TUESDAY = "DTSTART;TZID=Europe/Berlin:20261020T100000"
ONE_HOUR = "DURATION:PT1H"


def _starts(*parts: str) -> list[str]:
    return [start for start, _ in busy(calendar(*parts))]


def test_a_series_keeps_its_wall_time_when_the_clocks_change() -> None:
    assert _starts(event(TUESDAY, ONE_HOUR, "RRULE:FREQ=WEEKLY;COUNT=3")) == [
        "20.10.26 10:00",
        "27.10.26 10:00",
        "03.11.26 10:00",
    ]


def test_a_series_without_a_zone_keeps_the_wall_time_of_the_programme() -> None:
    floating = "DTSTART:20261020T100000"
    assert _starts(event(floating, ONE_HOUR, "RRULE:FREQ=WEEKLY;COUNT=2")) == [
        "20.10.26 10:00",
        "27.10.26 10:00",
    ]


def test_a_utc_series_of_a_calendar_with_a_zone_keeps_its_wall_time() -> None:
    utc = event("DTSTART:20261020T080000Z", ONE_HOUR, "RRULE:FREQ=WEEKLY;COUNT=2")
    assert _starts("X-WR-TIMEZONE:Europe/Berlin", utc) == [
        "20.10.26 10:00",
        "27.10.26 10:00",
    ]
    assert _starts(utc) == ["20.10.26 10:00", "27.10.26 09:00"]


def test_the_night_with_two_hours_from_two_to_three() -> None:
    night = event(
        "DTSTART;TZID=Europe/Berlin:20261025T010000",
        "DTEND;TZID=Europe/Berlin:20261025T040000",
    )
    (span,) = read_calendar(calendar(night), ASKED).spans
    assert (span.ends_at - span.starts_at).total_seconds() == 4 * 3_600


@pytest.mark.parametrize(
    "excluded",
    [
        "EXDATE;TZID=Europe/Berlin:20261027T100000",
        "EXDATE:20261027T090000Z",
        "EXDATE:20261027T100000",
        "EXDATE;VALUE=DATE:20261027",
        "EXDATE;TZID=Europe/Berlin:20261201T100000,20261027T100000",
    ],
)
def test_excluded_dates_are_free(excluded: str) -> None:
    series = event(TUESDAY, ONE_HOUR, "RRULE:FREQ=WEEKLY;COUNT=3", excluded)
    assert _starts(series) == ["20.10.26 10:00", "03.11.26 10:00"]


def test_a_moved_occurrence_is_busy_where_it_went() -> None:
    series = event(TUESDAY, ONE_HOUR, "RRULE:FREQ=WEEKLY;COUNT=3")
    moved = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261027T100000",
        "DTSTART;TZID=Europe/Berlin:20261028T140000",
        ONE_HOUR,
    )
    expected = ["20.10.26 10:00", "28.10.26 14:00", "03.11.26 10:00"]
    assert _starts(series, moved) == expected
    assert _starts(moved, series) == expected


@pytest.mark.parametrize("freed", ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"])
def test_a_cancelled_occurrence_is_free(freed: str) -> None:
    series = event(TUESDAY, ONE_HOUR, "RRULE:FREQ=WEEKLY;COUNT=3")
    exception = event(
        "RECURRENCE-ID;TZID=Europe/Berlin:20261027T100000",
        "DTSTART;TZID=Europe/Berlin:20261027T100000",
        ONE_HOUR,
        freed,
    )
    assert _starts(series, exception) == ["20.10.26 10:00", "03.11.26 10:00"]


def test_from_one_occurrence_on_all_move() -> None:
    series = event(TUESDAY, ONE_HOUR, "RRULE:FREQ=WEEKLY;COUNT=4")
    moved = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Berlin:20261103T100000",
        "DTSTART;TZID=Europe/Berlin:20261103T150000",
        ONE_HOUR,
    )
    assert _starts(series, moved) == [
        "20.10.26 10:00",
        "27.10.26 10:00",
        "03.11.26 15:00",
        "10.11.26 15:00",
    ]


def test_single_dates_and_periods_are_added() -> None:
    dates = (
        "RDATE;TZID=Europe/Berlin:20261021T100000,20261022T100000",
        "RDATE;VALUE=PERIOD:20261023T080000Z/PT3H",
    )
    assert busy(calendar(event(TUESDAY, ONE_HOUR, *dates))) == [
        ("20.10.26 10:00", "20.10.26 11:00"),
        ("21.10.26 10:00", "21.10.26 11:00"),
        ("22.10.26 10:00", "22.10.26 11:00"),
        ("23.10.26 10:00", "23.10.26 13:00"),
    ]


@pytest.mark.parametrize(
    "until",
    ["20261103", "20261103T100000", "20261103T090000Z", "20261104T000000Z"],
)
def test_the_day_a_series_ends_on_is_part_of_it(until: str) -> None:
    assert _starts(event(TUESDAY, ONE_HOUR, f"RRULE:FREQ=WEEKLY;UNTIL={until}")) == [
        "20.10.26 10:00",
        "27.10.26 10:00",
        "03.11.26 10:00",
    ]


@pytest.mark.parametrize("until", ["20261102", "20261103T095959", "20261103T085959Z"])
def test_a_series_ends_before_what_is_later(until: str) -> None:
    rule = f"RRULE:FREQ=WEEKLY;UNTIL={until}"
    assert _starts(event(TUESDAY, ONE_HOUR, rule))[-1] == "27.10.26 10:00"


@pytest.mark.parametrize("until", ["20261022", "20261021T220000Z", "20261022T120000"])
def test_days_that_recur_end_on_their_last_day(until: str) -> None:
    days = event("DTSTART;VALUE=DATE:20261020", f"RRULE:FREQ=DAILY;UNTIL={until}")
    assert busy(calendar(days)) == [("20.10.26 00:00", "23.10.26 00:00")]


def test_an_end_in_the_year_9999_is_none() -> None:
    rule = "RRULE:FREQ=MONTHLY;UNTIL=99991231T235959Z"
    assert len(_starts(event(TUESDAY, ONE_HOUR, rule))) == 11


def test_a_series_of_long_ago_reaches_today() -> None:
    birthday = event(
        "DTSTART;VALUE=DATE:16040229", "RRULE:FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=1"
    )
    assert _starts(birthday) == ["01.03.27 00:00"]


VIENNA_OF_OUTLOOK = """BEGIN:VTIMEZONE
TZID:Büro Wien
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE"""


def test_a_zone_of_their_own_is_read_from_its_description() -> None:
    series = event(
        'DTSTART;TZID="Büro Wien":20261020T100000',
        ONE_HOUR,
        "RRULE:FREQ=WEEKLY;UNTIL=20261103T100000",
    )
    assert _starts(VIENNA_OF_OUTLOOK, series) == [
        "20.10.26 10:00",
        "27.10.26 10:00",
        "03.11.26 10:00",
    ]


def test_two_files_may_describe_one_name_differently() -> None:
    series = event('DTSTART;TZID="Büro Wien":20261020T100000', ONE_HOUR)
    far = VIENNA_OF_OUTLOOK.replace("+0200", "-0400").replace("+0100", "-0500")
    assert _starts(VIENNA_OF_OUTLOOK, series) == ["20.10.26 10:00"]
    assert _starts(far, series) == ["20.10.26 16:00"]
    assert _starts(VIENNA_OF_OUTLOOK, series) == ["20.10.26 10:00"]


def test_a_known_zone_is_the_known_one_whatever_the_file_says() -> None:
    lie = VIENNA_OF_OUTLOOK.replace("Büro Wien", "Europe/Berlin").replace("+0", "+1")
    assert _starts(lie, event(TUESDAY, ONE_HOUR)) == ["20.10.26 10:00"]
