"""A feed's life on SQLite and on PostgreSQL, behind the walls of each."""

import pytest

from service.calendars.refresh import raise_sequences, refresh_window
from service.calendars.usage import UsageLog
from service.db.store import Store
from service.domain.kinds import FeedKind, Role
from service.errors import NotFound
from service.use_cases.revoke_feed import revoke_feed
from service.use_cases.serve_feed import serve_feed
from service.use_cases.subscribe_feed import subscribe_feed
from tests.clock import FixedClock
from tests.service.calendars.actors import user_with
from tests.service.calendars.reading import read
from tests.service.calendars.subjects import Programme, everything
from tests.service.calendars.world import MONDAY, Piece, everybody, make_world


def test_a_feed_lives_and_ends(any_store: Store, clock: FixedClock) -> None:
    world = make_world(any_store, clock)
    other = make_world(any_store, clock, "Stadt Bochum")
    everybody(other)
    piece = everything(world)
    assert all(len(read(body).events) == 1 for body in world.bodies())
    world.publish(MONDAY, Piece(piece.child, world.person("Carla"), piece.place))
    raise_sequences(any_store)
    for body in world.bodies():
        assert all(int(event.raw("SEQUENCE")) >= 1_000 for event in read(body).events)
    clock.advance(days=40)
    refresh_window(any_store, world.tenant_id)
    assert all(read(body).events == [] for body in world.bodies())
    assert all(len(read(body).events) == 1 for body in other.bodies())


def test_an_address_is_served_used_and_revoked(
    any_store: Store, clock: FixedClock
) -> None:
    world = make_world(any_store, clock)
    person, area = world.person(), world.area()
    coach = Programme(world).coach
    for kind, recipient, role, bound in (
        (FeedKind.PERSON, person, Role.SUBSTITUTE, {"person_id": person}),
        (FeedKind.AREA, area, Role.COUNSELLOR, {"area_id": area}),
        (FeedKind.COACH, coach, Role.COACH, {"coach_id": coach}),
        (FeedKind.COUNTY, area, Role.COUNTY, {"area_id": area}),
    ):
        actor = user_with(world, role, **bound)
        view, path = subscribe_feed(any_store, actor, kind, recipient, "Handy")
        secret = path.removeprefix("/feeds/").removesuffix(".ics")
        served = serve_feed(any_store, secret, lambda *_: True)
        assert served.body is None
        log = UsageLog(any_store, seconds=3600)
        log.note(served.first_use)
        log.write()
        assert serve_feed(any_store, secret, lambda *_: True).first_use is None
        revoke_feed(any_store, actor, view.id)
        with pytest.raises(NotFound):
            serve_feed(any_store, secret, lambda *_: True)
