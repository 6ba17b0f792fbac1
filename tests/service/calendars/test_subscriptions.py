"""Who may subscribe to what; how subscriptions are listed, used and ended."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from service.calendars.recipients import Recipient
from service.calendars.refresh import refresh_window
from service.db.tables.audit import AuditEvent
from service.db.tables.feeds import FeedAddress, FeedDocument, FeedSubscription
from service.db.tables.people import Person
from service.db.tables.places import PlaceStaff
from service.domain.actor import Actor
from service.domain.kinds import FeedKind, Role
from service.domain.page import PageRequest
from service.errors import InvalidInput, NotFound, Stale
from service.use_cases import subscribe_feed as module
from service.use_cases.list_feeds import list_feeds
from service.use_cases.revoke_feed import revoke_feed
from service.use_cases.subscribe_feed import subscribe_feed, subscribe_feeds
from tests.clock import MONDAY_MORNING
from tests.service.calendars.actors import user_with
from tests.service.calendars.world import MONDAY, Piece, World, make_world


def _count(world: World, table: type) -> int:
    with world.store.read(world.tenant_id) as session:
        return session.scalar(select(func.count()).select_from(table))


def _may(world: World, actor: Actor, kind: FeedKind, recipient: UUID) -> bool:
    try:
        subscribe_feed(world.store, actor, kind, recipient, "Handy")
    except NotFound:
        return False
    return True


class TestSeveralAtOnce:
    """All or none, in their order."""

    def test_all_are_made_in_order_and_can_be_read(self, world: World) -> None:
        people = [Recipient(FeedKind.PERSON, world.person()) for _ in range(3)]
        before = _count(world, AuditEvent)
        made = subscribe_feeds(world.store, world.actor, people, "Handy")
        assert [view.recipient_id for view, _ in made] == [one.id for one in people]
        assert len({path for _, path in made}) == 3
        assert _count(world, FeedSubscription) == _count(world, FeedAddress) == 3
        assert _count(world, FeedDocument) == 3
        assert _count(world, AuditEvent) == before + 3

    @pytest.mark.parametrize("place", [0, 1, 2])
    def test_none_is_made_if_one_is_not_there(self, world: World, place: int) -> None:
        people = [Recipient(FeedKind.PERSON, world.person()) for _ in range(2)]
        people.insert(place, Recipient(FeedKind.PERSON, uuid4()))
        before = _count(world, AuditEvent)
        with pytest.raises(NotFound):
            subscribe_feeds(world.store, world.actor, people, "Handy")
        assert _count(world, AuditEvent) == before
        for table in (FeedSubscription, FeedAddress, FeedDocument):
            assert _count(world, table) == 0

    def test_none_is_made_if_it_breaks_off_at_the_last(
        self, world: World, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        people = [Recipient(FeedKind.PERSON, world.person()) for _ in range(2)]
        recorded = []

        def break_down(*_args: object, **told: object) -> None:
            recorded.append(told)
            if len(recorded) == 2:
                raise LookupError

        monkeypatch.setattr(module, "record", break_down)
        with pytest.raises(LookupError):
            subscribe_feeds(world.store, world.actor, people, "Handy")
        for table in (FeedSubscription, FeedAddress, FeedDocument):
            assert _count(world, table) == 0

    def test_none_wanted_is_none_made(self, world: World) -> None:
        assert subscribe_feeds(world.store, world.actor, [], "Handy") == []


class TestWhoMaySubscribe:
    """A row per role: her own yes, everybody else's no."""

    def test_a_substitute_to_herself_and_where_she_works(self, world: World) -> None:
        me, other = world.person(), world.person()
        here, there = world.place(), world.place()
        for first, last in ((MONDAY, MONDAY), (date(2026, 1, 1), date(2026, 11, 1))):
            place = here if last == MONDAY else there
            world.add(
                PlaceStaff(
                    place_id=place, person_id=me, valid_from=first, valid_until=last
                )
            )
        actor = user_with(world, Role.SUBSTITUTE, person_id=me)
        assert _may(world, actor, FeedKind.PERSON, me)
        assert not _may(world, actor, FeedKind.PERSON, other)
        assert _may(world, actor, FeedKind.PLACE, here)
        assert not _may(world, actor, FeedKind.PLACE, there)
        assert not _may(world, actor, FeedKind.AREA, world.area())
        assert not _may(world, actor, FeedKind.AREA, world.tenant_id)

    def test_a_childminder_not_to_the_parents_of_her_children(
        self, world: World
    ) -> None:
        me, child = world.person(), world.child()
        guardian = world.guardian(child)
        world.publish(MONDAY, Piece(child, me, world.place()))
        actor = user_with(world, Role.CHILDMINDER, person_id=me)
        assert _may(world, actor, FeedKind.PERSON, me)
        assert not _may(world, actor, FeedKind.GUARDIAN, guardian)

    def test_a_guardian_to_herself_only(self, world: World) -> None:
        child = world.child()
        me, father = world.guardian(child), world.guardian(child)
        person = world.person()
        world.publish(MONDAY, Piece(child, person, world.place()))
        actor = user_with(world, Role.GUARDIAN, guardian_id=me)
        assert _may(world, actor, FeedKind.GUARDIAN, me)
        assert not _may(world, actor, FeedKind.GUARDIAN, father)
        assert not _may(world, actor, FeedKind.PERSON, person)

    def test_a_counsellor_to_her_area_and_who_is_in_it(self, world: World) -> None:
        county = world.area("Kreis")
        mine, below, other = (
            world.area("Süd", parent=county),
            world.area("Nord"),
            world.area("Ost"),
        )
        lower = world.area("Ganz im Süden", parent=mine)
        inside, outside = world.person(area_id=mine), world.person(area_id=other)
        actor = user_with(world, Role.COUNSELLOR, area_id=mine)
        assert _may(world, actor, FeedKind.AREA, mine)
        assert _may(world, actor, FeedKind.AREA, lower)
        assert _may(world, actor, FeedKind.PERSON, inside)
        for kind, recipient in (
            (FeedKind.AREA, below),
            (FeedKind.AREA, county),
            (FeedKind.AREA, world.tenant_id),
            (FeedKind.PERSON, outside),
        ):
            assert not _may(world, actor, kind, recipient)

    def test_nobody_to_another_tenant(self, world: World) -> None:
        other = make_world(world.store, world.clock, "Stadt Bochum")
        person, place, area = other.person(), other.place(), other.area()
        guardian = other.guardian(other.child())
        for kind, recipient in (
            (FeedKind.PERSON, person),
            (FeedKind.PLACE, place),
            (FeedKind.GUARDIAN, guardian),
            (FeedKind.AREA, area),
            (FeedKind.AREA, other.tenant_id),
            (FeedKind.AREA, uuid4()),
        ):
            assert not _may(world, world.actor, kind, recipient)

    def test_a_coordinator_to_no_feed_of_the_care(self, world: World) -> None:
        actor = user_with(world, Role.COORDINATOR)
        with pytest.raises(NotFound):
            subscribe_feed(world.store, actor, FeedKind.AREA, world.area(), "Handy")

    @pytest.mark.parametrize("label", ["", "  ", "\x00\n", "x" * 101])
    def test_only_with_a_label(self, world: World, label: str) -> None:
        with pytest.raises(InvalidInput):
            subscribe_feed(
                world.store, world.actor, FeedKind.PERSON, world.person(), label
            )


class TestRevoking:
    """An address ends at once, for good, and leaves nothing to read behind."""

    def test_only_the_last_address_takes_the_feed_along(self, world: World) -> None:
        person = world.person()
        views = [
            subscribe_feed(world.store, world.actor, FeedKind.PERSON, person, label)
            for label in ("Handy", "Büro")
        ]
        world.revoke(views[0][0].id)
        assert _count(world, FeedDocument) == 1
        assert world.body(views[1][1])
        world.revoke(views[1][0].id)
        assert _count(world, FeedDocument) == 0

    def test_a_new_address_shows_the_same_events(self, world: World) -> None:
        piece = Piece(world.child(), world.person(), world.place())
        world.publish(MONDAY, piece)
        view, path = subscribe_feed(
            world.store, world.actor, FeedKind.PERSON, piece.person, "Handy"
        )
        before = world.body(path)
        world.revoke(view.id)
        assert world.body(world.subscribe(FeedKind.PERSON, piece.person)) == before

    def test_twice_changes_nothing(self, world: World) -> None:
        view, _ = subscribe_feed(
            world.store, world.actor, FeedKind.PERSON, world.person(), "Handy"
        )
        first = revoke_feed(world.store, world.actor, view.id, view.version)
        events = _count(world, AuditEvent)
        world.clock.advance(hours=1)
        again = revoke_feed(world.store, world.actor, view.id)
        assert again.revoked_at == first.revoked_at == MONDAY_MORNING
        assert _count(world, AuditEvent) == events

    def test_an_outdated_version_is_refused(self, world: World) -> None:
        view, _ = subscribe_feed(
            world.store, world.actor, FeedKind.PERSON, world.person(), "Handy"
        )
        with pytest.raises(Stale):
            revoke_feed(world.store, world.actor, view.id, view.version + 1)

    def test_somebody_elses_is_not_there(self, world: World) -> None:
        view, _ = subscribe_feed(
            world.store, world.actor, FeedKind.PERSON, world.person(), "Handy"
        )
        actor = user_with(world, Role.SUBSTITUTE, person_id=world.person())
        for unknown in (view.id, uuid4()):
            with pytest.raises(NotFound):
                revoke_feed(world.store, actor, unknown)
        other = make_world(world.store, world.clock, "Stadt Bochum")
        with pytest.raises(NotFound):
            revoke_feed(world.store, other.actor, view.id)

    def test_the_night_revokes_for_good_what_lapsed(self, world: World) -> None:
        leaving, staying = world.person(), world.person()
        for person in (leaving, staying):
            world.subscribe(FeedKind.PERSON, person)
        world.change(Person, leaving, active_until=MONDAY - timedelta(days=1))
        refresh_window(world.store, world.tenant_id)
        with world.store.read(world.tenant_id) as session:
            rows = session.scalars(select(FeedSubscription)).all()
            revoked = {row.recipient_id for row in rows if row.revoked_at}
            ended = session.scalars(select(AuditEvent.action)).all()
        assert revoked == {leaving}
        assert "end_feed" in ended
        with world.store.system_read() as session:
            flags = session.scalars(select(FeedAddress.revoked)).all()
        assert sorted(flags) == [False, True]
        world.change(Person, leaving, active_until=None)
        with pytest.raises(NotFound):
            world.body(world.paths[Recipient(FeedKind.PERSON, leaving)])


class TestListing:
    """What exists, without secrets, and for whom it is to see."""

    def test_own_for_a_substitute_all_for_the_office(self, world: World) -> None:
        me = world.person()
        actor = user_with(world, Role.SUBSTITUTE, person_id=me)
        mine, path = subscribe_feed(world.store, actor, FeedKind.PERSON, me, "Handy")
        world.subscribe(FeedKind.AREA, world.tenant_id)
        assert list_feeds(world.store, actor, PageRequest()).items == (mine,)
        page = list_feeds(world.store, world.actor, PageRequest(size=1))
        assert (page.total, len(page.items)) == (2, 1)
        secret = path.removeprefix("/feeds/").removesuffix(".ics")
        assert secret not in repr(page)
