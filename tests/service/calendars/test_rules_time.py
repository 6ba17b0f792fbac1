"""F10 to F16: when an event is, in every night and every time zone."""

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace as with_values
from datetime import UTC, date, datetime, timedelta

import pytest

from service.calendars import local_time, revise
from service.calendars.local_time import instant, instants
from service.calendars.substitution import drafts
from service.domain.kinds import FeedKind
from tests.service.calendars.reading import read
from tests.service.calendars.rulebook import (
    broken,
    bytes_of_events,
    bytes_of_header,
    holding,
    must_catch,
    replace,
    rule,
)
from tests.service.calendars.world import BERLIN, MONDAY, Piece, World

SPRING = date(2027, 3, 28)
AUTUMN = date(2026, 10, 25)
BEFORE_AUTUMN = datetime(2026, 10, 20, 6, tzinfo=UTC)

BERLIN_RULES = b"\r\n".join(
    (
        b"BEGIN:VTIMEZONE",
        b"TZID:Europe/Berlin",
        b"BEGIN:DAYLIGHT",
        b"TZOFFSETFROM:+0100",
        b"TZOFFSETTO:+0200",
        b"TZNAME:CEST",
        b"DTSTART:19700329T020000",
        b"RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        b"END:DAYLIGHT",
        b"BEGIN:STANDARD",
        b"TZOFFSETFROM:+0200",
        b"TZOFFSETTO:+0100",
        b"TZNAME:CET",
        b"DTSTART:19701025T030000",
        b"RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        b"END:STANDARD",
        b"END:VTIMEZONE",
        b"",
    )
)
"""The only description of our zone that all clients read alike; now not needed."""


def _nights(world: World) -> bytes:
    """A feed with care in both nights the clocks change, and with absences."""
    world.clock.set(BEFORE_AUTUMN)
    person = world.person()
    child, place = world.child(), world.place()
    path = world.subscribe(FeedKind.PERSON, person)
    world.publish(AUTUMN, Piece(child, person, place, 60, 240))
    world.publish(SPRING, Piece(child, person, place, 60, 240))
    world.absence(person, MONDAY, MONDAY)
    world.absence(person, date(2026, 11, 9), date(2026, 11, 11))
    world.absence(person, date(2026, 12, 1), date(2026, 12, 1), start_minute=720)
    return world.body(path)


def _lines(body: bytes, name: str) -> list[str]:
    return re.findall(rf"^{name}[;:].*?$", body.decode(), re.MULTILINE)


def _zoned(event: bytes) -> bytes:
    return re.sub(
        rb"(DTSTART|DTEND):(\d{8}T\d{6})Z", rb"\1;TZID=Europe/Berlin:\2", event
    )


@rule(
    10,
    local_time_with_zone=bytes_of_events(_zoned),
    zone_in_the_header=bytes_of_header(lambda header: header + BERLIN_RULES),
)
def timed_events_are_utc_without_zones(world: World) -> None:
    body = _nights(world)
    assert b"TZID" not in body
    assert b"VTIMEZONE" not in body
    timed = [line for line in _lines(body, "DTSTART") if "VALUE=DATE" not in line]
    assert len(timed) == 3
    assert all(line.strip().endswith("Z") for line in timed)


def _recurring(event: bytes) -> bytes:
    return event.replace(b"END:VEVENT", b"RRULE:FREQ=WEEKLY\r\nEND:VEVENT")


@rule(
    11,
    rdates_in_the_zone=bytes_of_header(
        lambda header: (
            header
            + BERLIN_RULES.replace(
                b"RRULE:FREQ=YEARLY;BYMONTH=3", b"RDATE:20270328T020000"
            )
        )
    ),
    zone_without_description=bytes_of_events(_zoned),
    series=bytes_of_events(_recurring),
)
def a_zone_would_be_the_constant_one(world: World) -> None:
    body = _nights(world)
    assert b"RRULE" not in body.replace(BERLIN_RULES, b"")
    if b"TZID" in body or b"VTIMEZONE" in body:
        assert body.count(b"BEGIN:VTIMEZONE") == 1
        assert BERLIN_RULES in body


@rule(
    12,
    floating=bytes_of_events(
        lambda event: re.sub(rb"(DTSTART:\d{8}T\d{6})Z", rb"\1", event)
    ),
)
def no_time_floats(world: World) -> None:
    lines = _lines(_nights(world), "DTSTART") + _lines(_nights(world), "DTEND")
    allowed = re.compile(
        r"DT(START|END)(;VALUE=DATE:\d{8}|:\d{8}T\d{6}Z|;TZID=\S+:\d{8}T\d{6})\r?$"
    )
    assert lines
    assert all(allowed.match(line) for line in lines)


def _second_of_two(_instant):
    return lambda day, minute, zone: (
        (datetime(day.year, day.month, day.day) + timedelta(minutes=minute))  # noqa: DTZ001 - a wall time
        .replace(tzinfo=zone, fold=1)
        .astimezone(UTC)
    )


def _wall_as_utc(_instant):
    return lambda day, minute, _zone: (
        datetime(day.year, day.month, day.day, tzinfo=UTC)
        + timedelta(minutes=minute - 60)
    )


@rule(
    13,
    second_of_two=replace(local_time, "instant", _second_of_two),
    offset_of_the_winter=replace(local_time, "instant", _wall_as_utc),
)
def every_minute_of_both_nights_is_one_instant(world: World) -> None:
    del world
    # CEST is UTC+2, CET is UTC+1; the clocks change at 01:00 UTC
    midnight = datetime(2026, 10, 24, 22, tzinfo=UTC)
    for minute in range(24 * 60 + 1):
        real = minute if minute < 180 else minute + 60
        expected = midnight + timedelta(minutes=real)
        assert local_time.instant(AUTUMN, minute, BERLIN) == expected, minute
    midnight = datetime(2027, 3, 27, 23, tzinfo=UTC)
    for minute in range(24 * 60 + 1):
        real = minute if minute < 180 else minute - 60
        expected = midnight + timedelta(minutes=real)
        assert local_time.instant(SPRING, minute, BERLIN) == expected, minute


def _unguarded(_instants):
    return lambda day, start, end, zone: (
        instant(day, start, zone),
        instant(day, end, zone),
    )


@rule(
    14,
    no_end=bytes_of_events(lambda event: re.sub(rb"DTEND[^\r]*\r\n", b"", event)),
    end_before_start=replace(local_time, "instants", _unguarded),
    wall_duration=replace(
        drafts,
        "instants",
        lambda _: (
            lambda day, start, end, zone: (
                instant(day, start, zone),
                instant(day, start, zone) + timedelta(minutes=end - start),
            )
        ),
    ),
)
def every_event_ends_after_its_start_in_real_hours(world: World) -> None:
    for day in (AUTUMN, SPRING):
        for start in range(0, 24 * 60, 7):
            for length in (1, 15, 30, 60, 90):
                end = min(start + length, 24 * 60)
                starts, ends = local_time.instants(day, start, end, BERLIN)
                assert starts < ends, (day, start, end)
    hours = []
    for event in read(_nights(world)).events:
        starts, ends = event.moment("DTSTART"), event.moment("DTEND")
        assert type(starts) is type(ends)
        assert starts < ends
        if isinstance(starts, datetime):
            hours.append((ends - starts) / timedelta(hours=1))
    assert hours == [4.0, 12.0, 2.0]  # 01 to 04: an hour more, an hour less


def _last_day_included(make):
    def remade(content, revision):
        if content.all_day:
            content = with_values(content, ends=content.ends - timedelta(days=1))
        return make(content, revision)

    return remade


@rule(
    15,
    last_day_as_end=replace(revise, "render_event", _last_day_included),
    midnights=bytes_of_events(
        lambda event: re.sub(rb";VALUE=DATE:(\d{8})", rb":\1T000000Z", event)
    ),
)
def days_off_end_on_the_day_after_the_last(world: World) -> None:
    found = [
        (event.moment("DTSTART"), event.moment("DTEND"))
        for event in read(_nights(world)).events
        if not isinstance(event.moment("DTSTART"), datetime)
    ]
    assert found == [
        (date(2026, 11, 2), date(2026, 11, 3)),
        (date(2026, 11, 9), date(2026, 11, 12)),
    ]


@contextmanager
def _machine_in(zone: str) -> Iterator[None]:
    before = os.environ.get("TZ")
    os.environ["TZ"] = zone
    time.tzset()
    try:
        yield
    finally:
        os.environ.pop("TZ") if before is None else os.environ.update(TZ=before)
        time.tzset()


def _through_the_machines_clock(make):
    def remade(content, revision):
        if content.all_day:
            midnight = datetime.combine(content.starts, datetime.min.time(), UTC)
            local = datetime.fromtimestamp(midnight.timestamp()).date()  # noqa: DTZ006 - the fault meant
            content = with_values(content, starts=local)
        return make(content, revision)

    return remade


def _through_utc(make):
    def remade(content, revision):
        if content.all_day:
            midnight = datetime.combine(content.starts, datetime.min.time(), BERLIN)
            content = with_values(content, starts=midnight.astimezone(UTC).date())
        return make(content, revision)

    return remade


@rule(
    16,
    machine_clock=replace(revise, "render_event", _through_the_machines_clock),
    through_utc=replace(revise, "render_event", _through_utc),
)
def days_are_days_wherever_the_machine_stands(world: World) -> None:
    for zone in ("America/New_York", "Pacific/Auckland", "Europe/Berlin"):
        with _machine_in(zone):
            person = world.person()
            path = world.subscribe(FeedKind.PERSON, person)
            world.absence(person, MONDAY, MONDAY)
            body = world.body(path)
        assert _lines(body, "DTSTART") == ["DTSTART;VALUE=DATE:20261102\r"], zone


def test_half_an_hour_at_the_edge_of_the_gap_keeps_its_length() -> None:
    starts, ends = instants(SPRING, 150, 180, BERLIN)
    assert starts == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
    assert ends - starts == timedelta(minutes=30)


@holding(__name__)
def test_rule_holds(check, world: World) -> None:
    check(world)


@broken(__name__)
def test_broken_renderer_is_caught(
    check, mutant, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_catch(check, mutant, world, monkeypatch)
