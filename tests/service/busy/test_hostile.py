"""Files that want to hurt, or that nobody can read: refused with a line, in words."""

import gzip

import pytest

from service.busy import components, content, expand, series
from service.busy.limits import LIMITS, Limits
from service.busy.refusal import SENTENCES, TOO_LARGE, Flaw, as_error
from service.errors import InvalidInput, TooLarge
from service.i18n import translate_sentence, use_locale
from tests.service.busy.files import busy, calendar, event, refusal

DAY = "DTSTART;VALUE=DATE:20261102"
TEN = "DTSTART;TZID=Europe/Berlin:20261102T100000"
HOUR = "DURATION:PT1H"
EVENT_LINE = 4
"""Where the first event of a file begins."""

NOT_CALENDARS = [
    (b"", Flaw.EMPTY),
    (b" \r\n\r\n", Flaw.EMPTY),
    (b"\xef\xbb\xbf", Flaw.EMPTY),
    (gzip.compress(calendar(event(TEN, HOUR))), Flaw.PACKED),
    (b"PK\x03\x04" + b"x" * 100, Flaw.PACKED),
    (b"<?xml version='1.0'?><icalendar/>", Flaw.OTHER_FORMAT),
    (b"<!DOCTYPE html><html></html>", Flaw.OTHER_FORMAT),
    (b'["vcalendar", []]', Flaw.OTHER_FORMAT),
    (b"%PDF-1.7", Flaw.OTHER_FORMAT),
    (calendar().decode().encode("utf-16"), Flaw.ENCODING),
    (calendar("X-A:\x00"), Flaw.ENCODING),
    (b"Guten Tag,\r\nanbei der Kalender.\r\n", Flaw.NOT_A_CALENDAR),
    (calendar(event(TEN, HOUR))[:-27], Flaw.CUT_OFF),
    (b"BEGIN:VCALENDAR\r\n", Flaw.CUT_OFF),
]


@pytest.mark.parametrize(("content", "flaw"), NOT_CALENDARS)
def test_what_is_no_calendar(content: bytes, flaw: Flaw) -> None:
    assert refusal(content) == (flaw, 0)


ZONE = "BEGIN:VTIMEZONE\r\nTZID:Mond\r\n{}\r\nEND:VTIMEZONE"
CHANGE = "BEGIN:STANDARD\r\n{}\r\nEND:STANDARD"
OFFSETS = "TZOFFSETFROM:+0100\r\nTZOFFSETTO:+0100"

UNREADABLE = [
    ((event(HOUR),), Flaw.NO_START, 0),
    ((event(TEN, TEN, HOUR),), Flaw.TWICE, 3),
    ((event(TEN, HOUR, "DURATION:PT2H"),), Flaw.TWICE, 4),
    ((event("DTSTART:2026-11-02"),), Flaw.DATE, 2),
    ((event("DTSTART:20260230T100000"),), Flaw.DATE, 2),
    ((event("DTSTART:20261102T250000"),), Flaw.DATE, 2),
    ((event("DTSTART:jetzt"),), Flaw.DATE, 2),
    ((event("DTSTART;VALUE=DATE:00010101"),), Flaw.BEFORE_TIME, 2),
    ((event("DTSTART:15991231T235959Z"),), Flaw.BEFORE_TIME, 2),
    (
        (event(TEN, "DTEND;VALUE=DATE:00010101", "RRULE:FREQ=DAILY"),),
        Flaw.BEFORE_TIME,
        3,
    ),
    ((event(TEN, "DURATION:-PT1H"),), Flaw.DURATION, 3),
    ((event(TEN, "DURATION:P"),), Flaw.DURATION, 3),
    ((event(TEN, "DURATION:P99999W"),), Flaw.DURATION, 3),
    ((event(TEN, HOUR, "EXDATE:nie"),), Flaw.DATE, 4),
    (
        (event(TEN, HOUR, "RDATE;VALUE=PERIOD:20261102T100000Z/P99999W"),),
        Flaw.DURATION,
        4,
    ),
    ((event("DTSTART;TZID=Mond:20261102T100000", HOUR),), Flaw.ZONE, 2),
    ((event("DTSTART;TZID=../../etc/passwd:20261102T100000", HOUR),), Flaw.ZONE, 2),
    ((event("DTSTART;TZID=/etc/localtime:20261102T100000", HOUR),), Flaw.ZONE, 2),
    ((ZONE.format(""),), Flaw.ZONE_TEXT, 0),
    (("BEGIN:VTIMEZONE", "END:VTIMEZONE"), Flaw.ZONE_TEXT, 0),
    ((ZONE.format(CHANGE.format(OFFSETS)),), Flaw.ZONE_TEXT, 2),
    (
        (ZONE.format(CHANGE.format("DTSTART:19700101T000000\r\nTZOFFSETFROM:+9900")),),
        Flaw.ZONE_TEXT,
        2,
    ),
    ((event("BEGIN:VEVENT", TEN, "END:VEVENT"),), Flaw.NESTING, 2),
    (("END:VEVENT",), Flaw.NESTING, 0),
    (("BEGIN:VEVENT", "END:VTODO"), Flaw.NESTING, 1),
    (("BEGIN:STANDARD", "END:STANDARD"), Flaw.NESTING, 0),
    ((event("DTSTART"),), Flaw.NO_START, 0),
    ((event("DTSTART;TZID:20261102T100000"),), Flaw.LINE, 2),
    (("BEGIN:VFREEBUSY", "FREEBUSY:20261102T100000Z", "END:VFREEBUSY"), Flaw.DATE, 1),
    (("BEGIN:VFREEBUSY", "FREEBUSY:20261102/PT1H", "END:VFREEBUSY"), Flaw.DATE, 1),
]


@pytest.mark.parametrize(("parts", "flaw", "line"), UNREADABLE)
def test_what_cannot_be_read_is_named_by_its_line(
    parts: tuple[str, ...], flaw: Flaw, line: int
) -> None:
    assert refusal(calendar(*parts)) == (flaw, EVENT_LINE + line)


@pytest.mark.parametrize(
    ("rule", "flaw"),
    [
        ("FREQ=SECONDLY", Flaw.RULE_TOO_DENSE),
        ("FREQ=MINUTELY;COUNT=3", Flaw.RULE_TOO_DENSE),
        ("FREQ=DAILY;BYMINUTE=0,1,2", Flaw.RULE_TOO_DENSE),
        ("FREQ=DAILY;BYSECOND=0,1", Flaw.RULE_TOO_DENSE),
        ("FREQ=DAILY;INTERVAL=0", Flaw.RULE),
        ("FREQ=DAILY;INTERVAL=-1", Flaw.RULE),
        ("FREQ=DAILY;COUNT=zehn", Flaw.RULE),
        ("FREQ=DAILY;COUNT=9999999999", Flaw.RULE),
        ("FREQ=DAILY;UNTIL=20261332", Flaw.DATE),
        ("FREQ=DAILY;FREQ=WEEKLY", Flaw.RULE),
        ("FREQ=FORTNIGHTLY", Flaw.RULE),
        ("INTERVAL=2", Flaw.RULE),
        ("FREQ=WEEKLY;BYDAY=" + ",".join(["MO"] * 1_000), Flaw.RULE),
        ("FREQ=DAILY;BYMONTH=" + "1" * 10_000, Flaw.RULE),
        ("FREQ=DAILY;BYEASTER=0", Flaw.RULE),
    ],
)
def test_rules_that_never_end_or_mean_nothing(rule: str, flaw: Flaw) -> None:
    found = refusal(calendar(event(TEN, HOUR, f"RRULE:{rule}")))
    assert found == (flaw, EVENT_LINE + 4)


def test_a_rule_the_library_cannot_follow_is_refused_at_its_event() -> None:
    rule = "RRULE:FREQ=MONTHLY;BYMONTHDAY=1;BYSETPOS=999"
    assert refusal(calendar(event(DAY), event(TEN, HOUR, rule, uid="b"))) == (
        Flaw.SERIES,
        EVENT_LINE + 4,
    )


@pytest.mark.parametrize("count", [1_000_000, 999_999_999])
def test_a_huge_count_is_followed_to_the_horizon_only(count: int) -> None:
    rule = f"RRULE:FREQ=WEEKLY;COUNT={count}"
    assert len(busy(calendar(event(TEN, HOUR, rule)))) == 44


class TestLimits:
    """Allowed exactly at the limit, refused one above."""

    def test_bytes(self) -> None:
        room = LIMITS.file_bytes - len(calendar("X-A:"))
        assert busy(calendar("X-A:" + "x" * room)) == []
        assert refusal(calendar("X-A:" + "x" * (room + 1))) == (Flaw.SIZE, 0)

    def test_lines(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(content, "LIMITS", Limits(lines=100))
        room = 100 - len(calendar().splitlines())
        assert busy(calendar(*["X:1"] * room)) == []
        assert refusal(calendar(*["X:1"] * (room + 1))) == (Flaw.LINES, 0)
        assert refusal(b"X" + b"\n" * 201)[0] is Flaw.LINES

    def test_length_of_a_line_that_is_read(self) -> None:
        head = "EXDATE:20261103T100000Z"
        line = head + "," * (LIMITS.line_bytes - len(head))
        assert len(busy(calendar(event(TEN, HOUR, line)))) == 1
        assert refusal(calendar(event(TEN, HOUR, line + ","))) == (
            Flaw.LINE_LENGTH,
            EVENT_LINE + 4,
        )
        folded = "UID:" + "\r\n ".join(["x" * 70] * 1_000)
        assert refusal(calendar(event(folded, DAY)))[0] is Flaw.LINE_LENGTH

    def test_depth(self) -> None:
        def nested(depth: int) -> bytes:
            begin = ["BEGIN:X-A"] * (depth - 1)
            return calendar(*begin, *["END:X-A"] * (depth - 1))

        assert busy(nested(LIMITS.depth)) == []
        assert refusal(nested(LIMITS.depth + 1))[0] is Flaw.DEPTH
        assert refusal(nested(100_000))[0] is Flaw.DEPTH

    def test_events(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(components, "LIMITS", Limits(events=100))
        assert len(busy(calendar(*[event(DAY)] * 100))) == 1
        assert refusal(calendar(*[event(DAY)] * 101))[0] is Flaw.EVENTS

    def test_calendars(self) -> None:
        assert busy(calendar() * LIMITS.calendars) == []
        assert refusal(calendar() * (LIMITS.calendars + 1))[0] is Flaw.EVENTS

    def test_single_dates(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(series, "LIMITS", Limits(dates=100))
        line = "EXDATE;VALUE=DATE:" + ",".join(["20261103"] * 25)
        most = [event(DAY, line, uid=str(n)) for n in range(4)]
        assert len(busy(calendar(*most))) == 1
        more = event(DAY, "RDATE;VALUE=DATE:20261104", uid="x")
        assert refusal(calendar(*most, more))[0] is Flaw.DATES

    def test_zones(self) -> None:
        change = CHANGE.format(f"DTSTART:19700101T000000\r\n{OFFSETS}")
        zones = [
            ZONE.format(change).replace("Mond", f"Mond {n}")
            for n in range(LIMITS.zones)
        ]
        assert busy(calendar(*zones)) == []
        assert refusal(calendar(*zones, zones[0]))[0] is Flaw.ZONES
        many = ZONE.format("\r\n".join([change] * (LIMITS.zone_changes + 1)))
        assert refusal(calendar(many))[0] is Flaw.ZONES

    def test_a_zone_changes_at_most_yearly(self) -> None:
        rule = "RRULE:FREQ=DAILY"
        change = CHANGE.format(f"DTSTART:19700101T000000\r\n{OFFSETS}\r\n{rule}")
        assert refusal(calendar(ZONE.format(change)))[0] is Flaw.ZONE_TEXT

    def test_rules_of_an_event(self) -> None:
        rules = ["RRULE:FREQ=YEARLY"] * LIMITS.rules_per_event
        assert len(busy(calendar(event(TEN, HOUR, *rules)))) == 1
        found = refusal(calendar(event(TEN, HOUR, *rules, rules[0])))
        assert found[0] is Flaw.RULE

    def test_length_of_an_event(self) -> None:
        longest = f"DURATION:P{LIMITS.event_days}D"
        assert len(busy(calendar(event(DAY, longest)))) == 1
        longer = f"DURATION:P{LIMITS.event_days}DT1S"
        assert refusal(calendar(event(TEN, longer)))[0] is Flaw.DURATION

    def test_occurrences(self, monkeypatch: pytest.MonkeyPatch) -> None:
        weekly = event(DAY, "RRULE:FREQ=WEEKLY")
        monkeypatch.setattr(expand, "LIMITS", Limits(occurrences=44))
        assert len(busy(calendar(weekly))) == 44
        monkeypatch.setattr(expand, "LIMITS", Limits(occurrences=43))
        assert refusal(calendar(weekly)) == (Flaw.OCCURRENCES, EVENT_LINE)


class TestWords:
    """Every refusal is a sentence; what is too much is said to be too much."""

    @pytest.mark.parametrize("flaw", list(Flaw))
    def test_every_flaw_is_a_sentence_and_an_error(self, flaw: Flaw) -> None:
        error = as_error(flaw, 7)
        assert str(error) == SENTENCES[flaw]
        assert str(error).endswith(".")
        if flaw in TOO_LARGE:
            assert isinstance(error, TooLarge)
            return
        assert isinstance(error, InvalidInput)
        (fault,) = error.faults
        assert (fault.pointer, fault.code) == ("/file", flaw)
        assert fault.detail == f"Zeile 7: {SENTENCES[flaw]}"

    def test_a_line_and_its_sentence_are_told_in_english(self) -> None:
        error = as_error(Flaw.DATE, 7)
        assert isinstance(error, InvalidInput)
        use_locale("en")
        try:
            told = translate_sentence(error.faults[0].detail)
        finally:
            use_locale("de")
        assert told == "Line 7: A date of the calendar file cannot be read."
