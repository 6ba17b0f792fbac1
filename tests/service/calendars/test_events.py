"""From what stands to events: blocks, days of a child, absences."""

from datetime import UTC, date, datetime, timedelta

import pytest

from service.db.tables.absences import Absence
from service.domain.kinds import FeedKind
from tests.service.calendars.reading import Component, read
from tests.service.calendars.world import MONDAY, Piece, World, days_after


def _hours(event: Component) -> tuple[str, str]:
    return (
        event.moment("DTSTART").strftime("%H:%M"),
        event.moment("DTEND").strftime("%H:%M"),
    )


class TestBlocks:
    """A substitute has one event per day, place and time without a break."""

    def test_meeting_pieces_are_one_event_and_others_two(self, world: World) -> None:
        person, place = world.person(), world.place()
        first, second, third = (world.child() for _ in range(3))
        path = world.subscribe(FeedKind.PERSON, person)
        world.publish(
            MONDAY,
            Piece(first, person, place, 480, 600),
            Piece(second, person, place, 600, 720),
            Piece(third, person, place, 721, 800),
        )
        events = sorted(read(world.body(path)).events, key=_hours)
        assert [_hours(one) for one in events] == [
            ("07:00", "11:00"),
            ("11:01", "12:20"),
        ]

    def test_a_block_inside_another_does_not_end_it(self, world: World) -> None:
        person, place = world.person(), world.place()
        path = world.subscribe(FeedKind.PERSON, person)
        world.publish(
            MONDAY,
            Piece(world.child(), person, place, 480, 900),
            Piece(world.child(), person, place, 540, 600),
            Piece(world.child(), person, place, 700, 960),
        )
        assert [_hours(one) for one in read(world.body(path)).events] == [
            ("07:00", "15:00")
        ]

    def test_another_place_is_another_event(self, world: World) -> None:
        person = world.person()
        path = world.subscribe(FeedKind.PERSON, person)
        world.publish(
            MONDAY,
            Piece(world.child(), person, world.place(), 480, 600),
            Piece(world.child(), person, world.place(), 600, 700),
        )
        assert len(read(world.body(path)).events) == 2

    def test_the_second_block_keeps_its_uid_when_the_first_goes(
        self, world: World
    ) -> None:
        person, place = world.person(), world.place()
        early = Piece(world.child(), person, place, 480, 540)
        late = Piece(world.child(), person, place, 840, 960)
        path = world.subscribe(FeedKind.PERSON, person)
        world.publish(MONDAY, early, late)
        uids = {_hours(one): one.raw("UID") for one in read(world.body(path)).events}
        world.publish(MONDAY, late)
        (left,) = read(world.body(path)).shown()
        assert left.raw("UID") == uids[_hours(left)]
        assert left.raw("SEQUENCE") == "0"
        world.publish(MONDAY, early, late)
        again = {_hours(one): one.raw("UID") for one in read(world.body(path)).shown()}
        assert again == uids

    def test_a_block_that_falls_apart_goes_on_as_its_larger_part(
        self, world: World
    ) -> None:
        person, place = world.person(), world.place()
        children = [world.child() for _ in range(3)]
        path = world.subscribe(FeedKind.PERSON, person)
        world.publish(
            MONDAY, *(Piece(child, person, place, 480, 840) for child in children)
        )
        (whole,) = read(world.body(path)).events
        world.publish(
            MONDAY,
            Piece(children[0], person, place, 480, 540),
            *(Piece(child, person, place, 600, 840) for child in children[1:]),
        )
        by_hours = {_hours(one): one for one in read(world.body(path)).shown()}
        assert by_hours["09:00", "13:00"].raw("UID") == whole.raw("UID")
        assert by_hours["07:00", "08:00"].raw("UID") != whole.raw("UID")


class TestGuardians:
    """One event per child and day, with a line per piece."""

    def test_two_substitutes_of_a_day_are_one_event(self, world: World) -> None:
        child = world.child()
        here, there = world.place("Nest"), world.place("Haus")
        path = world.subscribe(FeedKind.GUARDIAN, world.guardian(child))
        world.publish(
            MONDAY,
            Piece(child, world.person("Anna"), here, 480, 720),
            Piece(child, world.person("Carla"), there, 720, 900, number=1),
        )
        (event,) = read(world.body(path)).events
        assert _hours(event) == ("07:00", "14:00")
        assert event.text("SUMMARY") == "Vertretung bei Anna und Carla"
        assert event.text("DESCRIPTION").split("\n") == [
            "08:00–12:00 bei Anna, Nest",
            "12:00–15:00 bei Carla, Haus",
        ]
        assert event.text("LOCATION").startswith("Nest, Ringstraße 7, 44623 Herne / ")

    def test_siblings_are_told_apart_by_code(self, world: World) -> None:
        first, second = world.child("K-1"), world.child("K-2")
        path = world.subscribe(FeedKind.GUARDIAN, world.guardian(first, second))
        anna, place = world.person("Anna"), world.place()
        world.publish(MONDAY, Piece(first, anna, place), Piece(second, anna, place))
        assert {one.text("SUMMARY") for one in read(world.body(path)).events} == {
            "K-1: Vertretung bei Anna",
            "K-2: Vertretung bei Anna",
        }


class TestAbsences:
    """Days or hours, with or without an end; never why."""

    @pytest.mark.parametrize(
        ("passed", "returns", "expected"),
        [
            (0, None, date(2026, 11, 9)),
            (6, None, date(2026, 11, 9)),
            (7, None, date(2026, 11, 16)),
            (0, date(2026, 11, 5), date(2026, 11, 5)),
            (2, date(2026, 11, 5), date(2026, 11, 5)),
            (3, date(2026, 11, 5), date(2026, 11, 9)),
        ],
    )
    def test_an_open_end_is_shown_week_by_week(
        self, world: World, passed: int, returns: date | None, expected: date
    ) -> None:
        person = world.person()
        path = world.subscribe(FeedKind.PERSON, person)
        world.absence(person, MONDAY, None, expected_return=returns)
        for _ in range(passed):
            world.night()
        (event,) = read(world.body(path)).events
        assert event.text("SUMMARY") == "Abwesend (Ende offen)"
        assert event.moment("DTSTART") == MONDAY
        assert event.moment("DTEND") == expected

    def test_hours_count_on_the_first_and_the_last_day(self, world: World) -> None:
        person = world.person()
        path = world.subscribe(FeedKind.PERSON, person)
        tuesday = days_after(MONDAY, 1)
        world.absence(person, MONDAY, tuesday, start_minute=720, end_minute=600)
        (event,) = read(world.body(path)).events
        assert event.moment("DTSTART") == datetime(2026, 11, 2, 11, tzinfo=UTC)
        assert event.moment("DTEND") == datetime(2026, 11, 3, 9, tzinfo=UTC)

    def test_an_absence_that_ended_and_goes_on_keeps_its_uid(
        self, world: World
    ) -> None:
        person = world.person()
        path = world.subscribe(FeedKind.PERSON, person)
        absence = world.absence(person, MONDAY, MONDAY)
        (before,) = read(world.body(path)).events
        world.night(3)
        world.change(Absence, absence, last_day=days_after(MONDAY, 5))
        world.night(0)
        (after,) = read(world.body(path)).events
        assert after.raw("UID") == before.raw("UID")
        assert after.raw("SEQUENCE") == "1"
        assert after.moment("DTEND") - before.moment("DTEND") == timedelta(days=5)

    def test_a_withdrawn_one_is_cancelled_and_a_past_one_stays(
        self, world: World
    ) -> None:
        person = world.person()
        path = world.subscribe(FeedKind.PERSON, person)
        past = world.absence(person, days_after(MONDAY, -3), days_after(MONDAY, -3))
        coming = world.absence(person, MONDAY, MONDAY)
        for absence in (past, coming):
            world.change(Absence, absence, withdrawn_at=world.clock.now())
        world.night(0)
        assert [one.raw("STATUS") for one in read(world.body(path)).events] == [
            "CONFIRMED",
            "CANCELLED",
        ]
