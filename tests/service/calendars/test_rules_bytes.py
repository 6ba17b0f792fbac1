"""F17 to F26: what the bytes look like, whatever people write into names."""

import re
import unicodedata
from collections.abc import Iterator
from importlib.metadata import version

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar.parser import Contentline

from service.calendars import content_lines, documents, render
from service.calendars.text import clean_line, clean_text
from service.domain.kinds import FeedKind
from tests.service.calendars.reading import read, unescape, unfolded
from tests.service.calendars.rulebook import (
    broken,
    bytes_of_events,
    bytes_of_header,
    holding,
    must_catch,
    replace,
    rule,
)
from tests.service.calendars.subjects import Programme
from tests.service.calendars.world import MONDAY, Piece, World

HOSTILE = (
    "Haus\r\nATTENDEE:mailto:x@example.org",
    "Haus\nX-A:1",
    "Haus\rX-A:1",
    "Haus\u2028X-A:1",
    "Haus\u2029X-A:1",
    "Haus\x85X-A:1",
    "Haus\x00\x0b\x0c\x1b\x7f\x9f\ufeff",
    'Haus"; METHOD=x:\\n\\, ; ,',
    "END:VEVENT\r\nEND:VCALENDAR\r\n",
)
OF_CALENDAR = {
    *("VERSION", "PRODID", "CALSCALE", "NAME", "X-WR-CALNAME", "COLOR"),
    *("REFRESH-INTERVAL", "X-PUBLISHED-TTL", "X-APPLE-CALENDAR-COLOR"),
}
OF_EVENT = {
    *("UID", "DTSTAMP", "LAST-MODIFIED", "SEQUENCE", "DTSTART", "DTEND"),
    *("CLASS", "STATUS", "TRANSP", "SUMMARY", "DESCRIPTION", "LOCATION"),
}


def _named(world: World, name: str) -> list[bytes]:
    """Every kind of feed of a town in which everything has this name."""
    area = world.area(name)
    place = world.place(name, street=name, city=name, area_id=area)
    person = world.person(name)
    piece = Piece(world.child(f"{name[:30]}{len(world.paths)}"), person, place)
    world.publish(MONDAY, piece)
    world.paths.clear()
    world.subscribe(FeedKind.PERSON, person)
    world.subscribe(FeedKind.PLACE, place)
    world.subscribe(FeedKind.GUARDIAN, world.guardian(piece.child))
    world.subscribe(FeedKind.AREA, area)
    return world.bodies()


def _programme_named(world: World, name: str) -> list[bytes]:
    """Feeds of a programme in which everything has this name."""
    world.paths.clear()
    programme = Programme(world, name, county=name)
    programme.coach = programme.a_coach(given_name=name, family_name="x")
    programme.house = programme.a_house(name, street=name, city=name)
    world.subscribe(FeedKind.COACH, programme.coach)
    world.subscribe(FeedKind.KINDERGARTEN, programme.house)
    world.subscribe(FeedKind.COUNTY, programme.county)
    programme.a_session(programme.an_engagement(), MONDAY)
    world.refresh(programme.touched)
    return world.bodies()


def _all_named(world: World, name: str) -> list[bytes]:
    """The feeds of both."""
    return [*_named(world, name), *_programme_named(world, name)]


def _hostile(world: World) -> Iterator[list[bytes]]:
    """Feeds of everything that has a hostile name; a programme has all of them."""
    for name in HOSTILE:
        yield _named(world, name)
    yield _programme_named(world, " ".join(HOSTILE))


@rule(
    17,
    unix_lines=bytes_of_events(lambda event: event.replace(b"\r\n", b"\n")),
    blank_line=bytes_of_header(lambda header: header + b"\r\n"),
    byte_order_mark=bytes_of_header(lambda header: b"\xef\xbb\xbf" + header),
    no_last_line_end=replace(documents, "FOOTER", lambda _: b"END:VCALENDAR"),
)
def lines_end_with_crlf(world: World) -> None:
    for body in _all_named(world, "Sonnenhaus"):
        assert body.startswith(b"BEGIN:VCALENDAR\r\n")
        assert body.endswith(b"END:VCALENDAR\r\n")
        assert b"\r\n\r\n" not in body
        assert body.count(b"\r\n") == body.count(b"\n") == body.count(b"\r")


def _pieces_of(encoded: bytes, size: int) -> bytes:
    parts = [encoded[at : at + size] for at in range(0, len(encoded), size)]
    return b"\r\n ".join(parts)


def _by_characters(_fold):
    return lambda line: b"\r\n ".join(
        line[at : at + 74].encode() for at in range(0, len(line), 74)
    )


@rule(
    18,
    not_folded=replace(content_lines, "fold", lambda _: lambda line: line.encode()),
    by_characters=replace(content_lines, "fold", _by_characters),
    through_characters=replace(
        content_lines, "fold", lambda _: lambda line: _pieces_of(line.encode(), 74)
    ),
    one_too_long=replace(content_lines, "MAX_OCTETS", lambda limit: limit + 1),
    as_the_library_does=replace(
        content_lines,
        "fold",
        lambda _: _library,
    ),
)
def lines_are_folded_between_characters_and_escapes(world: World) -> None:
    del world
    for padding in range(90):
        text = "x" * padding + "äöüß😀e\u0301\\;,\n" * 12
        event = render.Event()
        event.add("description", text)
        for line in content_lines.serialise(event).removesuffix(b"\r\n").split(b"\r\n"):
            assert len(line) <= 75, f"{len(line)} octets"
            assert _decodes(line), "a character is torn"
            backslashes = len(line) - len(line.rstrip(b"\\"))
            assert backslashes % 2 == 0, "an escape is torn"
        lines = unfolded(content_lines.serialise(event))
        assert unescape(lines[1].removeprefix("DESCRIPTION:")) == text


def _library(line: str) -> bytes:
    return Contentline(line).to_ical()


def _decodes(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


@rule(
    19,
    commas_as_they_are=bytes_of_events(lambda event: event.replace(b"\\,", b",")),
    name_as_it_is=bytes_of_header(
        lambda header: header.replace(b"\\;", b";").replace(b"\\,", b",")
    ),
    colons_escaped=bytes_of_events(
        lambda event: event.replace(b"Vertretung: ", b"Vertretung\\: ")
    ),
)
def text_is_escaped_and_comes_back(world: World) -> None:
    name = 'Haus "Am Bach"; Tor: 3, Hof\\Garten'
    feeds = _all_named(world, name)
    person_feed, place_feed, guardian_feed, area_feed, coach_feed, *_ = feeds
    for body in (place_feed, area_feed):
        assert read(body).events[0].text("LOCATION") == name
    assert read(area_feed).text("NAME") == f"Vertretungen {name}"
    for body in (person_feed, guardian_feed, coach_feed):
        assert read(body).events[0].text("LOCATION").startswith(f"{name}, {name}")
    assert read(person_feed).events[0].raw("SUMMARY").startswith("Vertretung: ")
    assert '"Am Bach"' in read(guardian_feed).events[0].raw("LOCATION")
    assert read(guardian_feed).events[0].raw("DESCRIPTION").count("\\n") == 0


def _as_it_is(_clean):
    return lambda text: text if isinstance(text, str) else "\n".join(text)


@rule(
    20,
    lines_unclean=replace(render, "clean_line", _as_it_is),
    text_unclean=replace(render, "clean_text", _as_it_is),
)
def no_control_character_in_any_value(world: World) -> None:
    for bodies in _hostile(world):
        for body in bodies:
            text = body.decode().replace("\r\n", "")
            kinds = {unicodedata.category(one) for one in text}
            assert kinds.isdisjoint({"Cc", "Zl", "Zp"})


@rule(
    21,
    line_feeds_as_they_are=bytes_of_events(
        lambda event: re.sub(rb"(SUMMARY:[^\r]*)", rb"\1\r\nATTENDEE:mailto:x", event)
    ),
    header_unclean=replace(render, "clean_line", _as_it_is),
)
def no_name_becomes_a_property(world: World) -> None:
    assert tuple(map(int, version("icalendar").split(".")[:2])) >= (7, 3)
    for bodies in _hostile(world):
        for body in bodies:
            assert body.count(b"\r") == body.count(b"\r\n")
            calendar = read(body)
            assert set(calendar.properties) == OF_CALENDAR
            assert len(calendar.events) == 1
            found = set(calendar.events[0].properties)
            assert found <= OF_EVENT
            shown = calendar.text("NAME")
            assert "\n" not in shown
            assert len(shown.splitlines()) == 1


@rule(
    22,
    version_twice=bytes_of_header(lambda header: header + b"VERSION:2.0\r\n"),
    no_product=bytes_of_header(lambda h: re.sub(rb"PRODID[^\r]*\r\n", b"", h)),
    other_calendar=bytes_of_header(lambda h: h.replace(b"GREGORIAN", b"JULIAN")),
)
def version_product_and_scale_stand_once(world: World) -> None:
    for body in _all_named(world, "Sonnenhaus"):
        calendar = read(body)
        assert calendar.raw("VERSION") == "2.0"
        assert calendar.raw("PRODID").startswith("-//")
        assert calendar.raw("CALSCALE") == "GREGORIAN"


@rule(23, published=bytes_of_header(lambda header: header + b"METHOD:PUBLISH\r\n"))
def no_method(world: World) -> None:
    assert all(b"METHOD" not in body for body in _all_named(world, "Sonnenhaus"))


def _with_line(line: bytes):
    return bytes_of_events(
        lambda event: event.replace(b"END:VEVENT", line + b"\r\nEND:VEVENT")
    )


@rule(
    24,
    attendee=_with_line(b"ATTENDEE:mailto:a@example.org"),
    organizer=_with_line(b"ORGANIZER;CN=Anna:mailto:a@example.org"),
)
def nobody_is_invited(world: World) -> None:
    for body in _all_named(world, "Sonnenhaus"):
        assert not re.search(rb"^(ATTENDEE|ORGANIZER|CONTACT)", body, re.MULTILINE)


@rule(
    25,
    two_names=bytes_of_header(
        lambda header: header.replace(b"X-WR-CALNAME:", b"X-WR-CALNAME:Der ")
    ),
    named_after_somebody=replace(
        documents, "calendar_name", lambda _: lambda _kind, _scope: "Kalender von Anna"
    ),
)
def calendar_has_one_name_and_nobodys(world: World) -> None:
    piece = Piece(world.child(), world.person("Anna"), world.place("Annas Haus"))
    world.publish(MONDAY, piece)
    world.subscribe(FeedKind.PERSON, piece.person)
    world.subscribe(FeedKind.GUARDIAN, world.guardian(piece.child))
    world.subscribe(FeedKind.PLACE, piece.place)
    world.subscribe(FeedKind.AREA, world.tenant_id)
    for body in world.bodies():
        calendar = read(body)
        assert calendar.text("NAME") == calendar.text("X-WR-CALNAME") != ""
        for name in ("Anna", "Nachname", "Rufname", "Berta"):
            assert name not in calendar.text("NAME")


@rule(
    26,
    not_a_duration=replace(render, "REFRESH", lambda _: "P1H"),
    without_type=bytes_of_header(
        lambda header: header.replace(b";VALUE=DURATION", b"")
    ),
    every_week=bytes_of_header(lambda header: header.replace(b":PT1H", b":P1W")),
)
def refreshed_every_hour(world: World) -> None:
    for body in _all_named(world, "Sonnenhaus"):
        lines = body.split(b"\r\n")
        assert lines.count(b"REFRESH-INTERVAL;VALUE=DURATION:PT1H") == 1
        assert lines.count(b"X-PUBLISHED-TTL:PT1H") == 1


@given(st.text(max_size=400))
def test_any_text_survives_folding_and_escaping(text: str) -> None:
    cleaned = clean_text(text.split("\n"))
    event = render.Event()
    event.add("description", cleaned)
    body = content_lines.serialise(event)
    assert all(len(line) <= 75 for line in body.split(b"\r\n"))
    assert unescape(unfolded(body)[1].removeprefix("DESCRIPTION:")) == cleaned


@given(st.text(alphabet=st.characters(), max_size=300))
def test_cleaned_text_is_one_printable_line(text: str) -> None:
    line = clean_line(text)
    assert len(line) <= 250
    assert line == clean_line(line)
    assert {unicodedata.category(one) for one in line}.isdisjoint({"Cc", "Cs", "Zl"})


def test_long_text_says_that_it_was_cut() -> None:
    assert clean_line("x" * 300).endswith("…")
    lines = clean_text(["Zeile"] * 50).split("\n")
    assert len(lines) == 40
    assert lines[-1] == "… und 11 weitere"


@holding(__name__)
def test_rule_holds(check, world: World) -> None:
    check(world)


@broken(__name__)
def test_broken_renderer_is_caught(
    check, mutant, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_catch(check, mutant, world, monkeypatch)
