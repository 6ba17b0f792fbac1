"""F42 to F44: secrets are long, stored as hash, revoked at once and in no log."""

import base64
import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

import api.feeds
import service.use_cases.revoke_feed
from service.calendars import (
    addresses,
    lookup,
    subscriptions,
    usage,
)
from service.db.tables.accounts import Membership
from service.db.tables.feeds import FeedSubscription
from service.db.tables.people import Person
from service.db.tables.tenancy import Tenant
from service.domain.kinds import FeedKind, Role
from service.errors import NotFound
from service.use_cases.subscribe_feed import subscribe_feed
from tests.service.calendars.actors import user_with
from tests.service.calendars.reading import read
from tests.service.calendars.rulebook import (
    broken,
    holding,
    must_catch,
    replace,
    rule,
)
from tests.service.calendars.web import app_for
from tests.service.calendars.world import (
    MONDAY,
    World,
    everybody,
)


def _secret(path: str) -> str:
    return path.removeprefix("/feeds/").removesuffix(".ics")


def _dump(world: World) -> bytes:
    """Everything the database holds, as text and as bytes."""
    with sqlite3.connect(world.store.engine.url.database) as connection:
        text = "\n".join(connection.iterdump()).encode()
        stored = connection.execute("SELECT token_hash FROM feed_address").fetchall()
    connection.close()
    return text + b"".join(bytes(row[0]) for row in stored)


@rule(
    42,
    short=replace(addresses, "SECRET_BYTES", lambda _: 8),
    stored_as_it_is=replace(
        subscriptions, "hash_of", lambda _: lambda secret: secret.encode()
    ),
    one_per_person=replace(subscriptions, "new_secret", lambda _: lambda: "a" * 32),
)
def secret_is_long_and_stored_as_hash(world: World) -> None:
    person = world.person()
    try:
        paths = [world.subscribe(FeedKind.PERSON, person) for _ in range(3)]
    except Exception as error:
        raise AssertionError("two subscriptions share a secret") from error
    assert len({*paths}) == 3
    dump = _dump(world)
    for path in paths:
        secret = _secret(path)
        assert len(secret) == 32
        assert len(base64.urlsafe_b64decode(secret)) == 24
        assert secret.encode() not in dump
    with world.store.read(world.tenant_id) as session:
        rows = session.scalars(select(FeedSubscription)).all()
        assert all(row.label and row.last_used_on is None for row in rows)


@rule(42, never_written=replace(usage.UsageLog, "_store", lambda _: lambda *_: None))
def last_use_is_a_date_written_once(world: World) -> None:
    path = world.subscribe(FeedKind.PERSON, world.person())
    log = usage.UsageLog(world.store, seconds=3600)
    serve = api.feeds.serve_feed
    secret = _secret(path)
    for _ in range(3):
        log.note(serve(world.store, secret, lambda *_: True).first_use)
    assert len(log._pending) == 1
    log.write()
    with world.store.read(world.tenant_id) as session:
        assert session.scalars(select(FeedSubscription.last_used_on)).one() == MONDAY
    assert serve(world.store, secret, lambda *_: True).first_use is None
    world.clock.advance(days=1)
    assert serve(world.store, secret, lambda *_: True).first_use is not None


def _refused(world: World, path: str) -> bool:
    try:
        world.body(path)
    except NotFound:
        return True
    return False


@rule(
    43,
    address_stays=replace(
        service.use_cases.revoke_feed, "end_subscriptions", lambda _: lambda *_: None
    ),
    roles_not_asked=replace(lookup, "is_entitled", lambda _: lambda *_: True),
)
def revocation_and_every_end_hold_with_the_next_request(world: World) -> None:
    area = world.area()
    substitute, leaving = world.person(), world.person()
    guardian = world.guardian(world.child())
    roles = (
        (FeedKind.PERSON, substitute, Role.SUBSTITUTE, {"person_id": substitute}),
        (FeedKind.GUARDIAN, guardian, Role.GUARDIAN, {"guardian_id": guardian}),
        (FeedKind.AREA, area, Role.COUNSELLOR, {"area_id": area}),
        (FeedKind.AREA, world.tenant_id, Role.COUNSELLOR, {}),
    )
    for kind, recipient, role, bound in roles:
        actor = user_with(world, role, **bound)
        _, path = subscribe_feed(world.store, actor, kind, recipient, "Handy")
        assert not _refused(world, path)
        with world.store.write(world.tenant_id) as session:
            row = session.scalars(
                select(Membership).where(Membership.user_id == actor.user_id)
            ).one()
            row.ended_at = world.clock.now()
        assert _refused(world, path), role
    path = world.subscribe(FeedKind.PERSON, leaving)
    world.change(Person, leaving, active_until=MONDAY)
    assert not _refused(world, path)
    world.change(Person, leaving, active_until=MONDAY - timedelta(days=1))
    assert _refused(world, path)
    view, path = subscribe_feed(
        world.store, world.actor, FeedKind.PERSON, substitute, "Handy"
    )
    assert not _refused(world, path)
    world.revoke(view.id)
    assert _refused(world, path)
    _end_of_the_tenant(world)


def _end_of_the_tenant(world: World) -> None:
    path = world.subscribe(FeedKind.AREA, world.tenant_id)
    assert not _refused(world, path)
    with world.store.system_write() as session:
        session.get(Tenant, world.tenant_id).closed_at = world.clock.now()
    assert _refused(world, path)


@contextmanager
def _all_logs() -> Iterator[list[str]]:
    """Every record of the standard library and of structlog, as text."""
    seen: list[str] = []
    handler = logging.Handler(level=0)
    handler.emit = lambda record: seen.append(
        logging.Formatter("%(message)s %(exc_text)s").format(record)
    )
    root, before = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        with capture_logs() as entries:
            yield seen
        seen += [repr(entry) for entry in entries]
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


@rule(
    44,
    secret_in_the_log=replace(api.feeds, "shown", lambda _: lambda secret: secret),
    outer_handler=replace(api.feeds, "_never_leaking", lambda _: lambda view: view),
)
def secret_is_in_no_log(world: World) -> None:
    piece = everybody(world)
    uid = read(world.bodies()[0]).events[0].raw("UID")
    view, revoked = subscribe_feed(
        world.store, world.actor, FeedKind.PERSON, piece.person, "Alt"
    )
    world.revoke(view.id)
    paths = [*world.paths.values(), revoked]
    with _all_logs() as seen:
        client = app_for(world.store).test_client()
        client.application.config["PROPAGATE_EXCEPTIONS"] = False
        for path in paths:
            client.get(path)
            client.get(path.replace(".ics", f"/events/{uid}.ics"))
            client.post(path)
        with sqlite3.connect(world.store.engine.url.database) as fault:
            fault.execute("ALTER TABLE feed_document RENAME TO gone")
        fault.close()
        for path in paths:
            client.get(path)
    text = "\n".join(seen)
    assert "feed_failed" in text or "Exception" in text
    for path in paths:
        assert _secret(path) not in text
        line = f'10.0.0.1 "GET {path} HTTP/1.1" 200'
        assert _secret(path) not in addresses.without_secret(line)
    assert not any(_secret(path).encode() in _dump(world) for path in paths)


@holding(__name__)
def test_rule_holds(check, world: World) -> None:
    check(world)


@broken(__name__)
def test_broken_feed_is_caught(
    check, mutant, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_catch(check, mutant, world, monkeypatch)
