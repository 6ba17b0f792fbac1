"""F45 to F52: who may see a feed, and how little it says."""

import re
from dataclasses import replace as with_values
from datetime import date
from typing import NamedTuple
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select

import api.feeds
from service.calendars import documents, revise, window
from service.calendars.substitution import drafts, source, standing
from service.db.tables.children import ChildCapability, ChildIdentity
from service.db.tables.people import Permit, Person
from service.db.tables.publications import Assignment, PublicationDay
from service.domain.kinds import AssignmentState, FeedKind
from service.errors import NotFound
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
from tests.service.calendars.subjects import everything
from tests.service.calendars.web import app_for
from tests.service.calendars.world import (
    MONDAY,
    Piece,
    World,
    days_after,
    everybody,
    make_world,
)

CANARY = "Zaunkönig"


@rule(
    45,
    referrer=replace(api.feeds, "_ALWAYS", lambda a: a | {"Referrer-Policy": "origin"}),
    link_elsewhere=bytes_of_events(
        lambda event: event.replace(b"END:", b"URL:https://example.com/a\r\nEND:")
    ),
)
def no_referrer_and_no_link_elsewhere(world: World) -> None:
    everything(world)
    client = app_for(world.store).test_client()
    for path in world.paths.values():
        answer = client.get(path)
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert b"://" not in answer.data


def _names_for_codes(read_care):
    def with_names(session, first_day, last_day):
        names = dict(
            session.execute(
                select(ChildIdentity.child_id, ChildIdentity.given_name)
            ).all()
        )
        return [
            with_values(care, child_code=names[care.child_id])
            for care in read_care(session, first_day, last_day)
        ]

    return with_names


def _with_family_names(read_care):
    def with_names(session, first_day, last_day):
        names = dict(session.execute(select(Person.id, Person.family_name)).all())
        return [
            with_values(care, person_given_name=names[care.person_id])
            for care in read_care(session, first_day, last_day)
        ]

    return with_names


@rule(
    46,
    child_by_name=replace(source, "standing_care", _names_for_codes),
    person_by_family_name=replace(source, "standing_care", _with_family_names),
    address_for_all=replace(
        drafts,
        "_district_content",
        lambda make: lambda block: (*make(block)[:2], block[0].venue.with_address()),
    ),
    reason=replace(
        drafts.wording, "absence_summary", lambda _: lambda _away: "short_notice"
    ),
)
def feeds_say_as_little_as_each_needs(world: World) -> None:
    area = world.area()
    home = world.place("Nest", street=f"{CANARY}weg 1", area_id=area)
    substitute = world.person(
        "Anna", family_name=f"{CANARY}1", email=f"{CANARY}@example.org"
    )
    world.change(Person, world.absent, family_name=f"{CANARY}2", phone=f"{CANARY}3")
    child = world.child("K-203")
    _sensitive(world, child, substitute)
    world.absence(substitute, MONDAY, MONDAY)
    feeds = {
        FeedKind.PERSON: world.subscribe(FeedKind.PERSON, substitute),
        FeedKind.GUARDIAN: world.subscribe(FeedKind.GUARDIAN, world.guardian(child)),
        FeedKind.PLACE: world.subscribe(FeedKind.PLACE, home),
        FeedKind.AREA: world.subscribe(FeedKind.AREA, area),
    }
    world.publish(MONDAY, Piece(child, substitute, home))
    with world.store.write(world.tenant_id) as session:
        row = session.scalars(select(Assignment)).one()
        row.answer_note, row.facts = f"{CANARY}9", {"warum": f"{CANARY}10"}
    for kind, path in feeds.items():
        body = world.body(path).decode().replace("\r\n ", "")
        assert len(read(body.encode()).events) == 1 + (kind is FeedKind.PERSON)
        if kind in (FeedKind.PERSON, FeedKind.GUARDIAN):
            assert f"{CANARY}weg 1" in body, "a trip needs its address"
            body = body.replace(f"{CANARY}weg 1", "")
        assert CANARY not in body, kind
        assert "Berta" not in body, "the absent person is nobody's business"
        assert not re.search("short_notice|planned|krank|Krank|other", body)
        assert ("Anna" in body) == (kind is FeedKind.GUARDIAN)
    _own_home_needs_no_way(world, child)


def _sensitive(world: World, child: UUID, substitute: UUID) -> None:
    """A canary in every field that says more than a code."""
    with world.store.write(world.tenant_id) as session:
        identity = session.scalars(
            select(ChildIdentity).where(ChildIdentity.child_id == child)
        ).one()
        identity.given_name, identity.family_name = f"{CANARY}4", f"{CANARY}5"
        identity.notes = f"{CANARY}6"
    world.add(ChildCapability(child_id=child, tag=f"{CANARY}7"))
    world.add(
        Permit(
            person_id=substitute,
            places=5,
            valid_from=date(2020, 1, 1),
            valid_until=date(2030, 1, 1),
            remark=f"{CANARY}8",
        )
    )


def _own_home_needs_no_way(world: World, child: UUID) -> None:
    home = world.place("Nest", street=f"{CANARY}weg 2")
    person = world.person("Dora", home_place_id=home)
    path = world.subscribe(FeedKind.PERSON, person)
    world.publish(MONDAY, Piece(child, person, home))
    assert CANARY not in world.body(path).decode()


@rule(
    47,
    public=bytes_of_events(lambda event: event.replace(b"CLASS:PRIVATE\r\n", b"")),
)
def events_are_private(world: World) -> None:
    everything(world)
    for body in world.bodies():
        events = read(body).events
        assert events
        assert all("CLASS" in event.properties for event in events)
        assert all(event.raw("CLASS") == "PRIVATE" for event in events)


class _Row(NamedTuple):
    first_day: date
    body: bytes


def _rewrites_the_past(_continue):
    def rewritten(event, draft, scope, now):
        past = with_values(scope, window=window.Window(date.min))
        return _continue(event, draft, past, now)

    return rewritten


@rule(
    48,
    no_limit=replace(documents, "MAX_EVENTS", lambda _: 100_000),
    no_size=replace(documents, "MAX_BYTES", lambda _: 100_000_000),
    all_of_the_past=replace(window, "DAYS_BACK", lambda _: 3_650),
    one_day_short=replace(window, "DAYS_FORWARD", lambda _: 399),
    past_rewritten=replace(revise, "_continue", _rewrites_the_past),
)
def window_and_size_are_bounded(world: World) -> None:
    person, child, place = world.person(), world.child(), world.place()
    piece = Piece(child, person, place)
    path = world.subscribe(FeedKind.PERSON, person)
    for days in (-31, -30, 400, 401):
        world.publish(days_after(MONDAY, days), piece)
    world.publish(days_after(MONDAY, -1), piece)
    world.night(0)
    shown = [event.moment("DTSTART").date() for event in read(world.body(path)).events]
    assert shown == [days_after(MONDAY, days) for days in (-30, -1, 400)]
    world.publish(days_after(MONDAY, -1), Piece(child, person, place, end=900))
    yesterday = read(world.body(path)).events[1]
    assert yesterday.raw("SEQUENCE") == "0"
    for size in (100, 900):
        rows = [
            _Row(days_after(MONDAY, n // 8 - 90), b"x" * size) for n in range(2_500)
        ]
        body = documents.document_body("Alle", rows, MONDAY)
        assert len(body) <= 1_000_000
        kept = body.count(b"x" * size)
        assert min(1_900, 990_000 // size) <= kept <= 2_000


@rule(
    49,
    alarm=bytes_of_events(
        lambda event: event.replace(
            b"END:VEVENT",
            b"BEGIN:VALARM\r\nACTION:DISPLAY\r\nEND:VALARM\r\nEND:VEVENT",
        )
    ),
)
def nothing_rings(world: World) -> None:
    everything(world)
    assert not any(b"ALARM" in body for body in world.bodies())


@rule(
    50,
    geo=bytes_of_events(lambda e: e.replace(b"END:", b"GEO:51.5;7.2\r\nEND:")),
    markup=replace(
        standing.Venue, "with_address", lambda _: lambda self: f"<b>{self.name}</b>"
    ),
)
def location_is_plain_text_without_coordinates(world: World) -> None:
    everybody(world)
    for body in world.bodies():
        for event in read(body).events:
            place, _, address = event.text("LOCATION").partition(", ")
            assert place == "Sonnenhaus"
            assert address in ("", "Ringstraße 7, 44623 Herne")
            assert event.properties["LOCATION"][0][0] == ""
        assert not re.search(rb"^(GEO|X-APPLE-STRUCTURED)", body, re.MULTILINE)


@rule(
    51,
    number_as_name=bytes_of_header(lambda header: header.replace(b"teal", b"#008080")),
    by_colour_alone=bytes_of_events(
        lambda event: event.replace(b"END:", b"COLOR:red\r\nEND:")
    ),
)
def colour_is_a_name_and_means_nothing(world: World) -> None:
    everything(world)
    for body in world.bodies():
        calendar = read(body)
        assert calendar.raw("COLOR") == "teal"
        assert calendar.raw("X-APPLE-CALENDAR-COLOR") == "#008080"
        assert not any("COLOR" in event.properties for event in calendar.events)


def _everybodys_children(of_guardians):
    def all_children(session):
        found = of_guardians(session)
        together = frozenset().union(*found.values())
        return dict.fromkeys(found, together)

    return all_children


@rule(
    52,
    proposals_too=replace(
        standing, "STANDING_STATES", lambda states: (*states, AssignmentState.PROPOSED)
    ),
    declined_too=replace(
        standing, "STANDING_STATES", lambda states: (*states, AssignmentState.DECLINED)
    ),
    every_guardian_all=replace(source, "children_of_guardians", _everybodys_children),
    not_published=replace(
        standing,
        "_published",
        lambda _: lambda: PublicationDay.tenant_id == Assignment.tenant_id,
    ),
)
def only_what_stands_for_this_recipient(world: World) -> None:
    other_town = make_world(world.store, world.clock, "Stadt Bochum")
    foreign = everybody(other_town)
    piece = everybody(world)
    stranger = world.guardian(world.child())
    paths = [
        world.subscribe(FeedKind.GUARDIAN, stranger),
        world.subscribe(FeedKind.PERSON, world.person()),
        world.subscribe(FeedKind.PLACE, world.place()),
        world.subscribe(FeedKind.AREA, world.area("Süd")),
    ]
    world.publish(MONDAY, piece)
    for path in paths:
        assert read(world.body(path)).events == []
    codes = {event.raw("UID") for body in world.bodies() for event in read(body).events}
    there = {e.raw("UID") for body in other_town.bodies() for e in read(body).events}
    assert codes.isdisjoint(there)
    for kind, recipient in (
        (FeedKind.PERSON, foreign.person),
        (FeedKind.PLACE, foreign.place),
        (FeedKind.AREA, other_town.tenant_id),
        (FeedKind.PERSON, uuid4()),
    ):
        with pytest.raises(NotFound):
            world.subscribe(kind, recipient)
    _nothing_but_published(world, piece)


def _nothing_but_published(world: World, piece: Piece) -> None:
    visible = {
        AssignmentState.PUBLISHED: 1,
        AssignmentState.ACCEPTED: 1,
        AssignmentState.STARTED: 1,
        AssignmentState.DONE: 1,
        AssignmentState.PROPOSED: 0,
        AssignmentState.DECLINED: 0,
        AssignmentState.ENDED: 0,
    }
    path = world.subscribe(FeedKind.PERSON, piece.person)
    for state, expected in visible.items():
        with world.store.write(world.tenant_id) as session:
            session.scalars(select(Assignment)).one().state = state
        world.night(0)
        assert len(read(world.body(path)).shown()) == expected, state
    with world.store.write(world.tenant_id) as session:
        session.scalars(select(Assignment)).one().state = AssignmentState.PUBLISHED
        session.delete(session.get(PublicationDay, (world.tenant_id, MONDAY)))
        session.flush()
    world.publish(days_after(MONDAY, 1))
    world.night(0)
    assert read(world.body(path)).shown() == []


@holding(__name__)
def test_rule_holds(check, world: World) -> None:
    check(world)


@broken(__name__)
def test_broken_feed_is_caught(
    check, mutant, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_catch(check, mutant, world, monkeypatch)
