"""Feeds as files, with the identities a later subscription keeps."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from service.calendars.recipients import Recipient
from service.db.tables.feeds import FeedDocument
from service.domain.kinds import FeedKind, Role
from service.errors import NotFound
from service.use_cases.export_feed import export_event, export_feeds
from tests.service.calendars.actors import user_with
from tests.service.calendars.reading import read
from tests.service.calendars.world import MONDAY, Piece, World


def test_files_are_named_by_code_and_hold_the_feed(world: World) -> None:
    area = world.area("Süd/Ost")
    person = world.person("Anna", code="V 1")
    piece = Piece(world.child(), person, world.place(code="O-1", area_id=area))
    world.publish(MONDAY, piece)
    recipients = [
        Recipient(FeedKind.PERSON, person),
        Recipient(FeedKind.PLACE, piece.place),
        Recipient(FeedKind.AREA, area),
        Recipient(FeedKind.AREA, world.tenant_id),
    ]
    files = dict(export_feeds(world.store, world.actor, recipients))
    assert list(files) == [
        "area_Stadt-Herne.ics",
        "area_Süd-Ost.ics",
        "person_V-1.ics",
        "place_O-1.ics",
    ]
    assert all(len(read(body).events) == 1 for body in files.values())
    with world.store.read(world.tenant_id) as session:
        assert session.scalar(select(func.count()).select_from(FeedDocument)) == 0
    path = world.subscribe(FeedKind.PERSON, person)
    assert world.body(path) == files["person_V-1.ics"]


def test_export_is_for_those_who_may_subscribe(world: World) -> None:
    person = world.person()
    stranger = user_with(world, Role.SUBSTITUTE, person_id=world.person())
    wanted = [Recipient(FeedKind.PERSON, person)]
    with pytest.raises(NotFound):
        export_feeds(world.store, stranger, wanted)
    with pytest.raises(NotFound):
        export_feeds(world.store, user_with(world, Role.COORDINATOR), wanted)


def test_one_event_only_of_the_own_feed(world: World) -> None:
    piece = Piece(world.child(), world.person(), world.place())
    own = world.subscribe(FeedKind.PERSON, piece.person)
    other = world.subscribe(FeedKind.GUARDIAN, world.guardian(piece.child))
    world.publish(MONDAY, piece)
    event, foreign = (read(world.body(path)).events[0] for path in (own, other))
    secret = own.removeprefix("/feeds/").removesuffix(".ics")
    body = export_event(world.store, secret, UUID(event.raw("UID")))
    assert [one.raw("UID") for one in read(body).events] == [event.raw("UID")]
    for unknown in (UUID(foreign.raw("UID")), uuid4()):
        with pytest.raises(NotFound):
            export_event(world.store, secret, unknown)
    with pytest.raises(NotFound):
        export_event(world.store, "x" * 32, UUID(event.raw("UID")))
