"""Which times of a calendar make busy, and when they are."""

import pytest

from service.busy.reading import read_calendar
from service.busy.spans import Asked
from tests.service.busy.files import BERLIN, HORIZON, busy, calendar, event

TEN = "DTSTART;TZID=Europe/Berlin:20261102T100000"
ELEVEN = "DTEND;TZID=Europe/Berlin:20261102T110000"
SPAN = ("02.11.26 10:00", "02.11.26 11:00")


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (TEN, ELEVEN, SPAN),
        ("DTSTART:20261102T090000Z", "DTEND:20261102T100000Z", SPAN),
        ("DTSTART:20261102T100000", "DTEND:20261102T110000", SPAN),
        (TEN, "DURATION:PT1H", SPAN),
        (TEN, "DURATION:PT45M", ("02.11.26 10:00", "02.11.26 10:45")),
        ('DTSTART;TZID="W. Europe Standard Time":20261102T100000', ELEVEN, SPAN),
        ("DTSTART;TZID=/x.org/Europe/Berlin:20261102T100000", ELEVEN, SPAN),
        ("DTSTART;TZID=Europe/London:20261102T090000", "DURATION:PT1H", SPAN),
        ("DTSTART;VALUE=DATE:20261102", "", ("02.11.26 00:00", "03.11.26 00:00")),
        (
            "DTSTART;VALUE=DATE:20261024",
            "DTEND;VALUE=DATE:20261026",  # an hour longer than two days
            ("24.10.26 00:00", "26.10.26 00:00"),
        ),
        ("DTSTART:20261102", "DURATION:P2D", ("02.11.26 00:00", "04.11.26 00:00")),
        ("DTSTART:20260831T200000Z", "DTEND:20260901T100000Z", None),
    ],
)
def test_a_single_event(start: str, end: str, expected: tuple | None) -> None:
    cut = ("01.09.26 02:00", "01.09.26 12:00")  # the horizon begins at 00:00 UTC
    assert busy(calendar(event(*filter(None, (start, end))))) == [expected or cut]


@pytest.mark.parametrize(
    ("line", "counts"),
    [
        ("TRANSP:TRANSPARENT", False),
        ("TRANSP:OPAQUE", True),
        ("STATUS:CANCELLED", False),
        ("STATUS:TENTATIVE", True),
        ("STATUS:CONFIRMED", True),
        ("status:cancelled", False),
        ("X-STATUS:CANCELLED", True),
    ],
)
def test_what_makes_busy(line: str, *, counts: bool) -> None:
    assert busy(calendar(event(TEN, ELEVEN, line))) == [SPAN] * counts


def test_no_length_is_not_busy() -> None:
    assert busy(calendar(event(TEN))) == []
    assert busy(calendar(event(TEN, TEN.replace("START", "END")))) == []


def test_an_end_before_the_start_still_makes_busy() -> None:
    swapped = event(ELEVEN.replace("END", "START"), TEN.replace("START", "END"))
    assert busy(calendar(swapped)) == [SPAN]


def test_events_that_overlap_or_meet_are_one_span() -> None:
    parts = [
        event(f"DTSTART:20261102T{a}00Z", f"DTEND:20261102T{b}00Z", uid=a)
        for a, b in (("0900", "1000"), ("0930", "1100"), ("1100", "1130"))
    ]
    apart = event("DTSTART:20261102T113100Z", "DTEND:20261102T120000Z", uid="z")
    assert busy(calendar(*parts, apart)) == [
        ("02.11.26 10:00", "02.11.26 12:30"),
        ("02.11.26 12:31", "02.11.26 13:00"),
    ]


def test_two_events_of_one_uid_are_both_busy() -> None:
    later = event("DTSTART:20261103T090000Z", "DTEND:20261103T100000Z")
    assert len(busy(calendar(event(TEN, ELEVEN), later))) == 2


def test_several_calendars_in_a_file_all_count() -> None:
    later = event("DTSTART:20261103T090000Z", "DTEND:20261103T100000Z")
    assert len(busy(calendar(event(TEN, ELEVEN)) + calendar(later))) == 2


def test_tasks_alarms_and_notes_do_not_count() -> None:
    task = (
        "BEGIN:VTODO\r\nDTSTART:20261105T090000Z\r\nDUE:20261105T100000Z\r\nEND:VTODO"
    )
    alarm = "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nDURATION:PT5M\r\nREPEAT:9\r\nEND:VALARM"
    assert busy(calendar(task, event(TEN, ELEVEN, alarm))) == [SPAN]


def test_free_busy_lists_count_but_what_is_free() -> None:
    lines = (
        "BEGIN:VFREEBUSY",
        "FREEBUSY;FBTYPE=BUSY:20261102T090000Z/PT1H,20261103T090000Z/20261103T100000Z",
        "FREEBUSY;FBTYPE=BUSY-TENTATIVE:20261104T090000Z/PT1H",
        "FREEBUSY;FBTYPE=FREE:20261105T090000Z/PT1H",
        "END:VFREEBUSY",
    )
    assert [start for start, _ in busy(calendar(*lines))] == [
        "02.11.26 10:00",
        "03.11.26 10:00",
        "04.11.26 10:00",
    ]


def test_a_file_without_events_has_no_busy_time() -> None:
    assert busy(calendar()) == []


def test_what_was_planned_here_makes_nobody_busy() -> None:
    mine = Asked(BERLIN, HORIZON, frozenset({"ours"}))
    both = calendar(event(TEN, ELEVEN, uid="ours"), event(TEN, ELEVEN, uid="theirs"))
    assert len(read_calendar(both, mine).spans) == 1
    assert read_calendar(calendar(event(TEN, ELEVEN, uid="ours")), mine).spans == ()


class TestBytes:
    """Files are read as programs write them, not only as the standard has it."""

    def test_folded_lines_even_within_names(self) -> None:
        folded = calendar(event(TEN, ELEVEN)).replace(b"DTSTART", b"DTST\r\n ART")
        assert busy(folded) == [SPAN]

    @pytest.mark.parametrize("end", [b"\n", b"\r"])
    def test_other_line_ends(self, end: bytes) -> None:
        assert busy(calendar(event(TEN, ELEVEN)).replace(b"\r\n", end)) == [SPAN]

    def test_a_byte_order_mark_and_letters_that_are_no_utf8(self) -> None:
        words = event(TEN, ELEVEN, "SUMMARY:Gespräch").encode("latin-1")
        body = calendar("").replace(b"\r\n\r\n", b"\r\n" + words + b"\r\n")
        assert busy(b"\xef\xbb\xbf" + body) == [SPAN]

    def test_a_picture_within_a_line_is_passed_over(self) -> None:
        picture = "ATTACH;ENCODING=BASE64:" + "A" * 300_000
        assert busy(calendar(event(TEN, ELEVEN, picture))) == [SPAN]

    def test_broken_lines_of_a_text_are_passed_over(self) -> None:
        words = "DESCRIPTION:erste Zeile\r\nzweite Zeile ohne Einzug\r\n\r\n"
        assert busy(calendar(event(TEN, ELEVEN, words))) == [SPAN]
