"""Dates of use: beside the answering, never lost for a passing fault."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from structlog.testing import capture_logs

from service.calendars.usage import UsageLog, Use
from service.db.tables.feeds import FeedSubscription
from service.domain.kinds import FeedKind
from service.errors import Busy
from tests.service.calendars.world import MONDAY, World, days_after


@pytest.fixture
def subscription_id(world: World) -> UUID:
    world.subscribe(FeedKind.PERSON, world.person())
    with world.store.read(world.tenant_id) as session:
        return session.scalars(select(FeedSubscription.id)).one()


def _last_used(world: World) -> date | None:
    with world.store.read(world.tenant_id) as session:
        return session.scalars(select(FeedSubscription.last_used_on)).one()


def test_a_date_never_goes_back(world: World, subscription_id: UUID) -> None:
    log = UsageLog(world.store, seconds=3600)
    for day in (MONDAY, days_after(MONDAY, -3)):
        log.note(Use(world.tenant_id, subscription_id, day))
        log.write()
        assert _last_used(world) == MONDAY


def test_noting_writes_nothing_by_itself(world: World, subscription_id: UUID) -> None:
    log = UsageLog(world.store, seconds=3600)
    log.note(Use(world.tenant_id, subscription_id, MONDAY))
    log.note(None)
    assert _last_used(world) is None


def test_the_timer_writes(world: World, subscription_id: UUID) -> None:
    log = UsageLog(world.store, seconds=0.01)
    log.note(Use(world.tenant_id, subscription_id, MONDAY))
    timer = log._timer
    if timer is not None:
        timer.join(timeout=20)
    assert _last_used(world) == MONDAY


def test_a_busy_database_is_asked_again(
    world: World, subscription_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = UsageLog(world.store, seconds=3600)
    log.note(Use(world.tenant_id, subscription_id, MONDAY))

    def busy(*_: object) -> None:
        raise Busy("gerade nicht")

    with monkeypatch.context() as patch, capture_logs() as entries:
        patch.setattr(UsageLog, "_store", busy)
        log.write()
    assert [entry["event"] for entry in entries] == ["feed_uses_wait"]
    log.write()
    assert _last_used(world) == MONDAY


def test_one_tenants_fault_does_not_stop_the_others(
    world: World, subscription_id: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = UsageLog(world.store, seconds=3600)
    broken = uuid4()
    store = UsageLog._store

    def failing(self: UsageLog, tenant_id: UUID, uses: list[Use]) -> None:
        if tenant_id == broken:
            raise RuntimeError("a fault of the program")
        store(self, tenant_id, uses)

    monkeypatch.setattr(UsageLog, "_store", failing)
    log.note(Use(broken, uuid4(), MONDAY))
    log.note(Use(world.tenant_id, subscription_id, MONDAY))
    with capture_logs() as entries:
        log.write()
    assert [entry["event"] for entry in entries] == ["feed_uses_lost"]
    assert _last_used(world) == MONDAY
