"""One transaction of one tenant: all of it or nothing, in its own tenant."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from service.db.engine import make_engine
from service.db.store import Store, expect_version, tenant_of
from service.db.tables.jobs import Periodic
from service.db.tables.people import Permit, Person
from service.db.walls import TenantMissing
from service.errors import Busy, Conflict, InvalidInput, Stale, StorageFault
from tests.clock import MONDAY_MORNING, FixedClock
from tests.quickest import quickest
from tests.service.db.people import make_person


def count(store: Store, tenant_id) -> int:
    with store.read(tenant_id) as session:
        return session.scalar(select(func.count()).select_from(Person))


def test_a_block_that_fails_stores_nothing(any_store, any_tenant):
    def fail():
        with any_store.write(any_tenant.id) as session:
            session.add(make_person("p1"))
            session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert count(any_store, any_tenant.id) == 0


def test_a_block_that_ends_is_stored(any_store, any_tenant, any_url):
    with any_store.write(any_tenant.id) as session:
        session.add(make_person("p1"))
    other = Store(make_engine(any_url), FixedClock())
    assert count(other, any_tenant.id) == 1
    other.engine.dispose()


def test_a_new_row_gets_the_tenant_of_its_session(any_store, any_tenant):
    with any_store.write(any_tenant.id) as session:
        row = make_person("p1")
        session.add(row)
        assert row.tenant_id == any_tenant.id == tenant_of(session)


def test_a_session_of_nobody_has_no_tenant(any_store):
    with any_store.system_read() as session, pytest.raises(TenantMissing):
        tenant_of(session)


def write_while_reading(store: Store, tenant_id) -> None:
    with store.read(tenant_id) as session:
        session.add(make_person("p1"))


def test_a_reading_session_cannot_write(any_store, any_tenant):
    with pytest.raises(StorageFault, match="nur lesen"):
        write_while_reading(any_store, any_tenant.id)
    with any_store.write(any_tenant.id) as session:  # the next one can
        session.add(make_person("p1"))


def test_a_reader_sees_one_moment_and_does_not_wait(any_store, any_tenant):
    with any_store.write(any_tenant.id) as writing:
        writing.add(make_person("p1"))
        writing.flush()
        assert count(any_store, any_tenant.id) == 0
    assert count(any_store, any_tenant.id) == 1


def test_two_looks_of_one_reader_agree(any_store, any_tenant):
    with any_store.read(any_tenant.id) as reading:
        query = select(func.count()).select_from(Person)
        assert reading.scalar(query) == 0
        with any_store.write(any_tenant.id) as writing:
            writing.add(make_person("p1"))
        assert reading.scalar(query) == 0
    assert count(any_store, any_tenant.id) == 1


def test_a_writer_waits_at_most_five_seconds_and_readers_not_at_all(
    any_store, any_tenant
):
    def refusal() -> float:
        begun = time.monotonic()
        with (
            pytest.raises(Busy, match="noch einmal versuchen") as refused,
            any_store.write(any_tenant.id),
        ):
            pass
        took = time.monotonic() - begun
        assert took > 1
        assert refused.value.retry_seconds > 0
        return took

    def reading() -> float:
        begun = time.monotonic()
        assert count(any_store, any_tenant.id) == 0
        return time.monotonic() - begun

    with any_store.write(any_tenant.id):
        assert quickest(refusal, within=5) <= 5
        assert quickest(reading, within=1) < 1


def test_of_two_changes_to_one_version_the_second_is_refused(any_store, any_tenant):
    with any_store.write(any_tenant.id) as session:
        session.add(make_person("p1"))
    with any_store.read(any_tenant.id) as session:
        seen = session.scalars(select(Person)).one()
    with any_store.write(any_tenant.id) as session:
        row = session.scalars(select(Person)).one()
        expect_version(row, seen.version)
        expect_version(row, None)
        row.given_name = "Berta"
    with (
        pytest.raises(Stale, match="inzwischen geändert") as refused,
        any_store.write(any_tenant.id) as session,
    ):
        expect_version(session.scalars(select(Person)).one(), seen.version)
    assert refused.value.difference == (
        "Gelesen wurde Version 1, aktuell ist Version 2.",
    )


def change_what_changed(store: Store, tenant_id) -> None:
    with store.write(tenant_id) as session:
        row = session.scalars(select(Person)).one()
        session.execute(
            update(Person).values(version=7),
            execution_options={"synchronize_session": False},
        )
        row.given_name = "Berta"


def test_a_row_changed_behind_ones_back_is_refused(any_store, any_tenant):
    with any_store.write(any_tenant.id) as session:
        session.add(make_person("p1"))
    with pytest.raises(Stale, match="inzwischen geändert"):
        change_what_changed(any_store, any_tenant.id)


def test_what_is_taken_or_points_to_nothing_is_a_conflict(any_store, any_tenant):
    with any_store.write(any_tenant.id) as session:
        session.add(make_person("p1"))
    with (
        pytest.raises(Conflict, match="Das gibt es schon"),
        any_store.write(any_tenant.id) as session,
    ):
        session.add(make_person("p1"))
    day = MONDAY_MORNING.date()
    with (
        pytest.raises(Conflict, match="nicht mehr gibt"),
        any_store.write(any_tenant.id) as session,
    ):
        session.add(
            Permit(person_id=any_tenant.id, places=5, valid_from=day, valid_until=day)
        )


def test_a_value_out_of_range_is_the_inputs_fault(any_store, any_tenant):
    with any_store.write(any_tenant.id) as session:
        person = make_person("p1")
        session.add(person)
    day = MONDAY_MORNING.date()
    for places, until in ((99, day), (None, day), (5, day - timedelta(days=1))):
        with (
            pytest.raises(InvalidInput, match="außerhalb"),
            any_store.write(any_tenant.id) as session,
        ):
            session.add(
                Permit(
                    person_id=_id_of(session),
                    places=places,
                    valid_from=day,
                    valid_until=until,
                )
            )


def _id_of(session):
    return session.scalars(select(Person.id)).one()


def test_the_system_writes_what_belongs_to_nobody(any_store):
    with any_store.system_write() as session:
        session.add(Periodic(name="nightly", next_run_at=MONDAY_MORNING))
    with any_store.system_read() as session:
        row = session.scalars(select(Periodic)).one()
    assert row.next_run_at == MONDAY_MORNING
    assert row.next_run_at.utcoffset() == timedelta(0)


def test_an_instant_without_zone_is_refused(any_store):
    naive = MONDAY_MORNING.replace(tzinfo=None)
    with (
        pytest.raises(Exception, match="needs a time zone"),
        any_store.system_write() as s,
    ):
        s.add(Periodic(name="nightly", next_run_at=naive))


@pytest.mark.parametrize(
    "url",
    ["sqlite://", "sqlite:///:memory:", "mysql://x/y", "duckdb:///x", "geheim", ""],
)
def test_other_databases_are_refused_with_a_sentence(url):
    with pytest.raises(InvalidInput, match="sqlite:///") as refused:
        make_engine(url)
    assert "geheim" not in str(refused.value)
