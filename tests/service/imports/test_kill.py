"""A process killed in the middle of an import leaves all of it, or nothing."""

from contextlib import contextmanager

import pytest
from sqlalchemy import func, select

from service.db.store import Store
from service.db.tables.audit import AuditEvent
from service.db.tables.imports import ImportRun
from service.db.tables.people import Person
from service.db.tables.relations import Contact
from service.domain.actor import system_actor
from service.imports.raw import RawSheet
from service.towns.make import make_town
from service.towns.workbook import town_sheets
from service.use_cases.store_import import store_sheets
from tests.faults import kill_at_every_point
from tests.service.imports.build import CONTRACTS, PEOPLE, sheets


def count(store, tenant, table):
    with store.read(tenant.id) as session:
        return session.scalar(select(func.count()).select_from(table))


def test_a_kill_leaves_the_old_state_or_the_new_one(any_store, any_tenant, any_url):
    """New rows, changed rows and replaced times in one file."""
    actor = system_actor(any_tenant.id)
    store_sheets(any_store, actor, sheets(), "Ort")
    any_store.engine.dispose()
    people = [
        PEOPLE[0],
        ("T-1", "KTPP", "Anja", "Rosental", "R-1"),
        ("T-3", "KTPP", "Ina", "Feldloh", "R-1"),
    ]
    contract = (*CONTRACTS[1][:5], "7", "8-15")
    changed = sheets(Personen=people, Verträge=[CONTRACTS[0], contract])

    def work(store):
        store_sheets(store, actor, changed, "Ort")

    def is_done(store):
        with store.read(any_tenant.id) as session:
            names = set(session.scalars(select(Person.family_name)))
        return names == {"Rosental", "Erlenkamp", "Feldloh"}

    report = kill_at_every_point(any_url, work, is_done, stride=2)
    assert report.old > 10
    assert report.new == 1  # after the commit


@pytest.mark.slow
def test_a_kill_during_a_whole_town_leaves_all_or_nothing(store, tenant, sqlite_url):
    store.engine.dispose()
    actor = system_actor(tenant.id)
    tables = town_sheets(make_town(12))
    contacts = len(next(t for t in tables if t.name == "Kontakte").rows) - 1

    def work(store):
        store_sheets(store, actor, tables, "Ort")

    def is_done(store):
        stored = [count(store, tenant, t) for t in (Contact, AuditEvent, ImportRun)]
        return stored == [contacts, 1, 1]

    report = kill_at_every_point(sqlite_url, work, is_done, stride=9)
    assert report.old >= 5


def test_the_same_file_can_be_sent_again_after_a_failure(store, tenant):
    actor = system_actor(tenant.id)
    tables = town_sheets(make_town(12))
    with pytest.raises(ZeroDivisionError):
        _fail_half_way(store, actor, tables)
    assert count(store, tenant, Person) == 0
    assert store_sheets(store, actor, tables, "Ort").stored
    assert not store_sheets(
        store, actor, [_upside_down(t) for t in tables], "Ort"
    ).stored


class _Failing(Store):
    """A store whose transaction breaks after everything was written."""

    @contextmanager
    def write(self, tenant_id):
        with super().write(tenant_id) as session:
            yield session
            session.flush()
            raise ZeroDivisionError


def _fail_half_way(store, actor, tables):
    store_sheets(_Failing(store.engine, store.clock), actor, tables, "Ort")


def _upside_down(table: RawSheet) -> RawSheet:
    """The same rows in another order: what it says is the same."""
    return RawSheet(table.name, [table.rows[0], *reversed(table.rows[1:])])
