"""What the hot paths cost, in CPU time of this process."""

import time
from datetime import date

import pytest
from werkzeug.test import EnvironBuilder, run_wsgi_app

from service.calendars.refresh import refresh_feeds
from service.domain.kinds import FeedKind
from service.domain.touched import Touched
from tests.cpu import least_cpu_seconds, slowness
from tests.service.calendars.web import app_for
from tests.service.calendars.world import MONDAY, Piece, World, days_after, replace_day

NOT_MODIFIED_SECONDS = 0.001
HUNDRED_FEEDS_SECONDS = 1.0


def _big_morning(world: World) -> tuple[list[Piece], int]:
    """47 substitutes, 50 guardians, a base and two areas, a month of history."""
    area = world.area()
    place = world.place(area_id=area)
    children = [world.child() for _ in range(50)]
    persons = [world.person(area_id=area) for _ in range(47)]
    pieces = [
        Piece(child, persons[number % len(persons)], place)
        for number, child in enumerate(children)
    ]
    for person in persons:
        world.subscribe(FeedKind.PERSON, person)
    for child in children:
        world.subscribe(FeedKind.GUARDIAN, world.guardian(child))
    world.subscribe(FeedKind.PLACE, place)
    world.subscribe(FeedKind.AREA, area)
    world.subscribe(FeedKind.AREA, world.tenant_id)
    for days in range(1, 31):
        _publish_without_feeds(world, days_after(MONDAY, -days), pieces)
    world.night(0)
    return pieces, len(world.paths)


@pytest.mark.slow
def test_a_week_for_a_hundred_feeds_takes_a_second(world: World) -> None:
    pieces, feeds = _big_morning(world)
    assert feeds == 100
    week = [days_after(MONDAY, days) for days in range(5)]
    touched = _touched(world, pieces, week)
    seconds = []
    for end in (840, 900, 930):
        for day in week:
            _publish_without_feeds(world, day, [_until(end, one) for one in pieces])
        start = time.process_time()
        with world.store.write(world.tenant_id) as session:
            changed = refresh_feeds(session, touched, world.clock.now())
        seconds.append((time.process_time() - start) / slowness())
        assert changed == feeds
    print(f"\n{feeds} feeds, {len(week)} days: {min(seconds):.3f} s CPU")  # noqa: T201 - the figure is asked for with -s
    assert min(seconds) < HUNDRED_FEEDS_SECONDS


def _until(end: int, piece: Piece) -> Piece:
    return Piece(piece.child, piece.person, piece.place, end=end)


def _publish_without_feeds(world: World, day: date, pieces: list[Piece]) -> None:
    with world.store.write(world.tenant_id) as session:
        replace_day(session, world, day, tuple(pieces))


def _touched(world: World, pieces: list[Piece], days: list[date]) -> Touched:
    return Touched(
        person_ids=frozenset(piece.person for piece in pieces) | {world.absent},
        child_ids=frozenset(piece.child for piece in pieces),
        place_ids=frozenset(piece.place for piece in pieces),
        days=frozenset(days),
    )


def test_a_warm_304_costs_less_than_a_millisecond(world: World) -> None:
    person = world.person()
    path = world.subscribe(FeedKind.PERSON, person)
    app = app_for(world.store)
    etag = app.test_client().get(path).headers["ETag"]
    environ = EnvironBuilder(path=path, headers={"If-None-Match": etag}).get_environ()

    def poll() -> None:
        _, status, _ = run_wsgi_app(app, environ.copy())
        assert status.startswith("304")

    seconds = least_cpu_seconds(poll, NOT_MODIFIED_SECONDS)
    print(f"\nwarm 304: {seconds * 1e6:.0f} us CPU")  # noqa: T201 - the figure is asked for with -s
    assert seconds < NOT_MODIFIED_SECONDS
