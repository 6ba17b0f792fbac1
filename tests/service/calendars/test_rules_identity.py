"""F1 to F9: which event is which, through every change."""

import uuid
from itertools import pairwise

import pytest

from service.calendars import content, documents, refresh, render, revise, window
from service.calendars.content import Revision
from service.domain.kinds import FeedKind
from tests.service.calendars.reading import read
from tests.service.calendars.rulebook import (
    broken,
    bytes_of_events,
    holding,
    must_catch,
    replace,
    rule,
)
from tests.service.calendars.subjects import (
    APPOINTMENTS,
    Care,
    CareOfPerson,
    Subject,
    subject_of,
)
from tests.service.calendars.world import MONDAY, Piece, World, days_after, make_world


def _uids(body: bytes) -> set[str]:
    return {event.raw("UID") for event in read(body).events}


def _one_visit(world: World) -> tuple[Piece, str]:
    """A substitute who is subscribed, and a child who comes on Monday."""
    piece = Piece(world.child(), world.person(), world.place())
    path = world.subscribe(FeedKind.PERSON, piece.person)
    world.publish(MONDAY, piece)
    return piece, path


def _only(body: bytes):
    events = read(body).events
    assert len(events) == 1, f"{len(events)} events"
    return events[0]


def _derived_uid(_uuid4):
    names = iter(range(1_000_000))
    return lambda: uuid.uuid5(uuid.NAMESPACE_DNS, f"event{next(names)}.example")


def _fresh_uid_per_revision(make):
    def remade(content, revision):
        anew = Revision(
            uuid.uuid4(), revision.sequence, revision.revised_at, revision.cancelled
        )
        return make(content, anew)

    return remade


@rule(
    1,
    uid_from_a_counter=replace(revise, "uuid4", _derived_uid),
    uid_new_per_revision=replace(revise, "render_event", _fresh_uid_per_revision),
)
def uid_is_random_and_stays(world: World) -> None:
    subject = subject_of(world)
    path = subject.begin()
    first = _uids(world.body(path))
    assert len(first) == 1
    assert all(uuid.UUID(uid).version == 4 for uid in first)
    world.clock.advance(minutes=5)
    subject.move(1)
    assert _uids(world.body(path)) == first
    world.night()
    assert _uids(world.body(path)) == first
    refresh.raise_sequences(world.store)
    assert _uids(world.body(path)) == first


@rule(2, uid_shared=replace(revise, "uuid4", lambda _make: lambda: uuid.UUID(int=4)))
def uid_stands_once_in_a_feed(world: World) -> None:
    subject = subject_of(world)
    path = subject.begin()
    try:
        subject.another()
    except Exception as error:
        raise AssertionError("two events would share a UID") from error
    uids = [event.raw("UID") for event in read(world.body(path)).events]
    assert len(uids) == 2
    assert len(set(uids)) == 2


def _uid_of_the_day(_uuid4):
    return lambda: uuid.UUID(int=1, version=4)


@rule(3, uid_of_the_assignment=replace(revise, "uuid4", _uid_of_the_day))
def uid_is_one_recipients_only(world: World) -> None:
    other = make_world(world.store, world.clock, "Stadt Bochum")
    seen: list[str] = []
    try:
        for town in (world, other):
            piece = Piece(town.child(), town.person(), town.place())
            feeds = (
                (FeedKind.PERSON, piece.person),
                (FeedKind.GUARDIAN, town.guardian(piece.child)),
                (FeedKind.GUARDIAN, town.guardian(piece.child)),
                (FeedKind.PLACE, piece.place),
                (FeedKind.AREA, town.tenant_id),
            )
            for kind, recipient in feeds:
                town.subscribe(kind, recipient)
            town.publish(MONDAY, piece)
            for body in town.bodies():
                seen += _uids(body)
    except Exception as error:
        raise AssertionError("recipients would share a UID") from error
    assert len(seen) == 10
    assert len(set(seen)) == 10


def _stamped_now(make):
    ticks = iter(range(1_000_000))
    return lambda name: make(name) + b"X-RENDERED:%d\r\n" % next(ticks)


@rule(4, header_with_the_hour=replace(documents, "render_header", _stamped_now))
def unchanged_state_gives_the_same_bytes(world: World) -> None:
    subject = subject_of(world)
    path = subject.begin()
    world.subscribe(FeedKind.AREA, world.tenant_id)
    world.subscribe(FeedKind.COUNTY, world.tenant_id)
    before = world.bodies()
    world.clock.advance(hours=3)
    subject.move(0)
    world.night()
    assert world.bodies() == before
    assert world.body(path) in before


def _stamped_with(moment):
    def change(make):
        def remade(content, revision):
            stamp = b"DTSTAMP:" + moment.encode()
            lines = make(content, revision).split(b"\r\n")
            return b"\r\n".join(
                stamp if line.startswith(b"DTSTAMP:") else line for line in lines
            )

        return remade

    return change


@rule(
    5,
    stamp_of_long_ago=replace(
        revise, "render_event", _stamped_with("20200101T000000Z")
    ),
    stamp_without_zone=replace(
        revise, "render_event", _stamped_with("20261102T051000")
    ),
)
def stamp_is_the_last_revision_in_utc(world: World) -> None:
    subject = subject_of(world)
    path = subject.begin()
    assert _only(world.body(path)).moment("DTSTAMP") == world.clock.now()
    world.clock.advance(hours=1)
    subject.move(1)
    event = _only(world.body(path))
    assert event.moment("DTSTAMP") == event.moment("LAST-MODIFIED") == world.clock.now()


@rule(
    6, revised_by_the_clock=replace(revise, "later", lambda _later: lambda now, _: now)
)
def last_modified_grows_even_if_the_clock_goes_back(world: World) -> None:
    subject = subject_of(world)
    path = subject.begin(days_after(MONDAY, 9))
    seen = [_only(world.body(path)).moment("LAST-MODIFIED")]
    for number, step in enumerate((0, -1, 1), start=1):
        world.clock.advance(days=step)
        subject.move(number)
        seen.append(_only(world.body(path)).moment("LAST-MODIFIED"))
    assert all(later > earlier for earlier, later in pairwise(seen))


def _no_sequence(make):
    return lambda content, revision: make(
        content,
        Revision(revision.uid, 0, revision.revised_at, revision.cancelled),
    )


@rule(
    7,
    sequence_stays=replace(revise, "render_event", _no_sequence),
    restore_forgets=replace(
        refresh, "raise_sequence", lambda _: lambda _event, _by, _now: None
    ),
)
def sequence_grows_with_time_place_and_status(world: World) -> None:
    subject = subject_of(world)
    path = subject.begin()
    assert _sequence(world, path) == 0
    subject.move(1)
    assert _sequence(world, path) == 1
    subject.move(2)
    assert _sequence(world, path) == 2
    subject.call_off()
    assert _sequence(world, path) == 3
    subject.move(2)
    assert _sequence(world, path) == 4
    subject.move(2)
    assert _sequence(world, path) == 4
    refresh.raise_sequences(world.store, by=1_000)
    assert _sequence(world, path) == 1_004


def _without_place(_weighs):
    return property(lambda content: (content.summary, content.starts, content.ends))


@rule(7, place_is_no_change=replace(content.EventContent, "weighs", _without_place))
def sequence_grows_with_the_place(world: World) -> None:
    # a substitute's event at another place is another event
    of_person = world.subject in (None, CareOfPerson)
    subject = (Care if of_person else world.subject)(world)
    path = subject.begin()
    subject.elsewhere()
    assert _sequence(world, path) == 1


def _sequence(world: World, path: str) -> int:
    return int(_only(world.body(path)).raw("SEQUENCE"))


def _key_of_the_hour(make):
    def remade(recipient, draft, number, now):
        event = make(recipient, draft, number, now)
        event.content = {**event.content, revise.MEMBERS: []}
        return event

    return remade


@rule(8, moved_event_is_another=replace(revise, "_begin", _key_of_the_hour))
def moved_keeps_its_uid(world: World) -> None:
    subject = subject_of(world)
    path = subject.begin()
    uid = _only(world.body(path)).raw("UID")
    subject.move(3)
    assert [one.raw("UID") for one in read(world.body(path)).shown()] == [uid]
    assert len(read(world.body(path)).events) == 1


@rule(8, swapped_event_lingers=replace(revise, "_cancel", lambda _: lambda *_: None))
def swapped_goes_over(world: World) -> None:
    piece, path = _one_visit(world)
    uid = _only(world.body(path)).raw("UID")
    second = world.person("Carla")
    to_second = world.subscribe(FeedKind.PERSON, second)
    world.publish(MONDAY, Piece(piece.child, second, piece.place, 600, 900))
    assert _only(world.body(path)).raw("STATUS") == "CANCELLED"
    assert _only(world.body(path)).raw("UID") == uid
    taken = _only(world.body(to_second))
    assert taken.raw("STATUS") == "CONFIRMED"
    assert taken.raw("UID") != uid


@rule(
    8, guardian_event_belongs_to_the_person=replace(revise, "_begin", _key_of_the_hour)
)
def guardians_event_keeps_its_uid_whoever_comes(world: World) -> None:
    piece, _ = _one_visit(world)
    path = world.subscribe(FeedKind.GUARDIAN, world.guardian(piece.child))
    uid = _only(world.body(path)).raw("UID")
    world.publish(MONDAY, Piece(piece.child, world.person("Carla"), world.place()))
    event = _only(world.body(path))
    assert (event.raw("UID"), event.raw("STATUS")) == (uid, "CONFIRMED")
    assert "Carla" in event.text("SUMMARY")


@rule(
    9,
    no_tombstone=replace(window, "TOMBSTONE_DAYS", lambda _: 0),
    tombstone_for_ever=replace(window, "TOMBSTONE_DAYS", lambda _: 400),
    looks_as_if_it_stood=replace(render, "CANCELLED_PREFIX", lambda _: ""),
    blocks_the_time=bytes_of_events(
        lambda event: event.replace(b"TRANSPARENT", b"OPAQUE")
    ),
)
def cancelled_stays_for_a_week_and_goes(world: World) -> None:
    subject = subject_of(world)
    path = subject.begin(days_after(MONDAY, 20))
    summary = _only(world.body(path)).text("SUMMARY")
    subject.call_off()
    for passed in range(7):
        event = _only(world.body(path))
        assert event.raw("STATUS") == "CANCELLED", f"day {passed}"
        assert event.text("SUMMARY") == f"Abgesagt: {summary}"
        assert event.raw("TRANSP") == "TRANSPARENT"
        assert event.raw("SEQUENCE") == "1"
        world.night()
    assert read(world.body(path)).events == []
    world.night()
    assert read(world.body(path)).events == []


OF_ANY = (
    uid_is_random_and_stays,
    uid_stands_once_in_a_feed,
    unchanged_state_gives_the_same_bytes,
    stamp_is_the_last_revision_in_utc,
    last_modified_grows_even_if_the_clock_goes_back,
    sequence_grows_with_time_place_and_status,
    sequence_grows_with_the_place,
    moved_keeps_its_uid,
    cancelled_stays_for_a_week_and_goes,
)
"""Rules of whatever stands in a feed."""


@pytest.mark.parametrize("subject", APPOINTMENTS)
def test_rules_hold_for_whatever_stands_in_a_feed(
    subject: type[Subject], world: World
) -> None:
    world.subject = subject
    began_at = world.clock.now()
    for check in OF_ANY:
        world.clock.set(began_at)
        check(world)
        world.paths.clear()


@holding(__name__)
def test_rule_holds(check, world: World) -> None:
    check(world)


@broken(__name__)
def test_broken_renderer_is_caught(
    check, mutant, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_catch(check, mutant, world, monkeypatch)
