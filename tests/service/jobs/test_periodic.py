"""Work that repeats: claimed once among many, by local nights, never lost."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, select

from service.db.store import Store
from service.db.tables.jobs import Job
from service.db.tables.tenancy import Tenant
from service.domain.kinds import JobKind
from service.jobs.periodic import PeriodicTask, every, nightly, run_due
from service.jobs.registry import handlers
from service.jobs.schedule import periodic_tasks
from service.settings import Settings
from tests.clock import FixedClock
from tests.service.jobs.steps import QUICK
from tests.tenants import make_tenant


def test_of_many_workers_one_does_what_is_due(store: Store, clock: FixedClock) -> None:
    done: list[str] = []
    tasks = [PeriodicTask("count", every(10), after=lambda: done.append("x"))]
    for expected in (1, 2, 3):
        with ThreadPoolExecutor(8) as pool:
            list(pool.map(lambda _: run_due(store, tasks), range(8)))
        assert len(done) == expected
        clock.advance(seconds=9)
        assert run_due(store, tasks) == []
        clock.advance(seconds=1)


def test_claim_and_what_it_enqueues_are_one_transaction(store: Store) -> None:
    def fault(*_: object) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run_due(store, [PeriodicTask("night", every(10), claimed=fault)])
    assert run_due(store, [PeriodicTask("night", every(10))]) == ["night"]


@pytest.mark.parametrize(
    ("now", "following"),
    [
        ("2026-11-02T05:10", "2026-11-02T23:05"),  # winter: 00:05 is 23:05 UTC
        ("2026-03-28T23:04", "2026-03-28T23:05"),  # the night the clock goes forward
        ("2026-03-28T23:05", "2026-03-29T22:05"),
        ("2026-10-24T22:05", "2026-10-25T23:05"),  # the night it goes back
    ],
)
def test_night_is_local_on_the_nights_of_a_clock_change_too(
    now: str, following: str
) -> None:
    schedule = nightly(0, 5, "Europe/Berlin")
    instant = datetime.fromisoformat(now).replace(tzinfo=UTC)
    expected = datetime.fromisoformat(following).replace(tzinfo=UTC)
    assert schedule(instant) == expected


def test_each_night_every_tenant_gets_one_refresh_of_its_feeds(
    store: Store, clock: FixedClock, tenant: Tenant
) -> None:
    tasks = periodic_tasks(store, handlers(Settings()), QUICK, lambda _: None)
    for _ in range(2):
        run_due(store, tasks)
        run_due(store, tasks)
        clock.advance(hours=24)
    with store.system_read() as session:
        jobs = session.scalars(select(Job)).all()
    assert [job.kind for job in jobs] == [JobKind.REFRESH_FEEDS] * 2
    assert {job.tenant_id for job in jobs} == {tenant.id}


def test_a_night_begins_where_the_tenant_is(
    any_store: Store, clock: FixedClock
) -> None:
    homes = {}
    for zone in ("Europe/Berlin", "Pacific/Auckland", "America/New_York"):
        home = make_tenant(any_store, zone)
        with any_store.system_write() as session:
            session.get_one(Tenant, home.id).time_zone = zone
        homes[home.id] = zone
    tasks = periodic_tasks(any_store, handlers(Settings()), QUICK, lambda _: None)

    def enqueued_until(instant: str) -> list[str]:
        with any_store.system_write() as session:
            session.execute(delete(Job))
        clock.set(datetime.fromisoformat(instant).replace(tzinfo=UTC))
        run_due(any_store, tasks)
        with any_store.system_read() as session:
            return [homes[owner] for owner in session.scalars(select(Job.tenant_id))]

    assert sorted(enqueued_until("2026-11-02T05:10")) == sorted(homes.values())
    assert enqueued_until("2026-11-02T11:04:59") == []
    assert enqueued_until("2026-11-02T11:10") == ["Pacific/Auckland"]
    assert enqueued_until("2026-11-02T22:59") == []
    assert enqueued_until("2026-11-02T23:05") == ["Europe/Berlin"]
    assert enqueued_until("2026-11-03T05:05") == ["America/New_York"]
    # no worker ran for two days: each is done once
    assert sorted(enqueued_until("2026-11-05T05:10")) == sorted(homes.values())


def test_a_closed_tenant_has_no_nights(
    store: Store, clock: FixedClock, tenant: Tenant
) -> None:
    with store.system_write() as session:
        session.get_one(Tenant, tenant.id).closed_at = clock.now()
    run_due(store, periodic_tasks(store, handlers(Settings()), QUICK, lambda _: None))
    with store.system_read() as session:
        assert session.scalars(select(Job)).all() == []
