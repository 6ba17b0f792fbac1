"""What the hot paths of calendars cost, in CPU time of this process."""

import time
from datetime import date

import pytest
from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

from service.calendars.refresh import refresh_feeds
from service.db.store import Store
from service.domain.kinds import FeedKind
from service.domain.touched import Touched
from tests.benchmarks.prompt.kept import kept
from tests.clock import FixedClock
from tests.cpu import least_cpu_seconds, slowness
from tests.service.calendars.web import app_for
from tests.service.calendars.world import (
    MONDAY,
    Piece,
    World,
    days_after,
    make_world,
    replace_day,
)

NOT_MODIFIED_SECONDS = 0.001
HUNDRED_FEEDS_SECONDS = 1.0
PUBLISHED_AND_READ_SECONDS = 2.0


@pytest.fixture
def town(store: Store, clock: FixedClock) -> World:
    return make_world(store, clock)


def test_a_week_for_a_hundred_feeds(town: World) -> None:
    pieces = _big_morning(town)
    feeds = len(town.paths)
    assert feeds == 100
    week = [days_after(MONDAY, days) for days in range(5)]
    touched = _touched(town, pieces, week)
    seconds = []
    for end in (840, 900, 930):
        for day in week:
            _publish_without_feeds(town, day, [_until(end, one) for one in pieces])
        start = time.process_time()
        with town.store.write(town.tenant_id) as session:
            changed = refresh_feeds(session, touched, town.clock.now())
        seconds.append((time.process_time() - start) / slowness())
        assert changed == feeds
    said = f"{feeds} feeds, {len(week)} days: {min(seconds):.3f} s CPU"
    print(f"\n{said}, bar {HUNDRED_FEEDS_SECONDS} s")
    assert min(seconds) < HUNDRED_FEEDS_SECONDS


def test_a_day_is_published_and_read(town: World) -> None:
    piece = Piece(town.child(), town.person(), town.place())
    client = app_for(town.store).test_client()
    paths = [
        town.subscribe(FeedKind.PERSON, piece.person),
        town.subscribe(FeedKind.GUARDIAN, town.guardian(piece.child)),
    ]

    def publish_and_read() -> None:
        town.publish(MONDAY, piece)
        assert {client.get(path).status_code for path in paths} == {200}

    kept("publish a day, read it", publish_and_read, PUBLISHED_AND_READ_SECONDS)


def test_a_warm_304_of_the_feeds_alone(town: World) -> None:
    path = town.subscribe(FeedKind.PERSON, town.person())
    _warm_304("feeds alone", app_for(town.store), path)


def test_a_warm_304_of_the_whole_installation(town: World, app: Flask) -> None:
    path = town.subscribe(FeedKind.PERSON, town.person())
    _warm_304("whole installation", app, path)


def _warm_304(what: str, app: Flask, path: str) -> None:
    etag = app.test_client().get(path).headers["ETag"]
    environ = EnvironBuilder(path=path, headers={"If-None-Match": etag}).get_environ()

    def poll() -> None:
        _, status, _ = run_wsgi_app(app, environ.copy())
        assert status.startswith("304")

    seconds = least_cpu_seconds(poll, NOT_MODIFIED_SECONDS)
    said = f"warm 304, {what}: {seconds * 1e6:.0f} us CPU"
    print(f"\n{said}, bar {NOT_MODIFIED_SECONDS * 1e6:.0f}")
    assert seconds < NOT_MODIFIED_SECONDS


def _big_morning(town: World) -> list[Piece]:
    """47 substitutes, 50 guardians, a base and two areas, a month of history."""
    area = town.area()
    place = town.place(area_id=area)
    children = [town.child() for _ in range(50)]
    persons = [town.person(area_id=area) for _ in range(47)]
    pieces = [
        Piece(child, persons[number % len(persons)], place)
        for number, child in enumerate(children)
    ]
    for person in persons:
        town.subscribe(FeedKind.PERSON, person)
    for child in children:
        town.subscribe(FeedKind.GUARDIAN, town.guardian(child))
    town.subscribe(FeedKind.PLACE, place)
    town.subscribe(FeedKind.AREA, area)
    town.subscribe(FeedKind.AREA, town.tenant_id)
    for days in range(1, 31):
        _publish_without_feeds(town, days_after(MONDAY, -days), pieces)
    town.night(0)
    return pieces


def _until(end: int, piece: Piece) -> Piece:
    return Piece(piece.child, piece.person, piece.place, end=end)


def _publish_without_feeds(town: World, day: date, pieces: list[Piece]) -> None:
    with town.store.write(town.tenant_id) as session:
        replace_day(session, town, day, tuple(pieces))


def _touched(town: World, pieces: list[Piece], days: list[date]) -> Touched:
    return Touched(
        person_ids=frozenset(piece.person for piece in pieces) | {town.absent},
        child_ids=frozenset(piece.child for piece in pieces),
        place_ids=frozenset(piece.place for piece in pieces),
        days=frozenset(days),
    )
