"""What an import changes is in the calendars at once, in the same transaction."""

import pytest
from sqlalchemy import func, select

from service.db.tables.feeds import FeedEvent
from service.db.tables.people import Person
from service.domain.actor import system_actor
from service.domain.kinds import FeedKind
from service.use_cases.store_import import store_sheets
from service.use_cases.subscribe_feed import subscribe_feed
from tests.service.imports.build import PEOPLE, raw, sheets

HEADING = ("Person", "von", "bis", "Art")


@pytest.fixture
def subscribed(store, tenant):
    """The small file stored, and the calendar of T-1 subscribed to."""
    actor = system_actor(tenant.id)
    store_sheets(store, actor, sheets(), "x")
    with store.read(tenant.id) as session:
        person = session.scalars(select(Person.id).where(Person.code == "T-1")).one()
    subscribe_feed(store, actor, FeedKind.PERSON, person, "Handy")
    return actor


def events(store, tenant):
    with store.read(tenant.id) as session:
        return session.scalar(select(func.count()).select_from(FeedEvent))


def test_an_imported_absence_is_in_the_calendar(store, tenant, subscribed):
    assert events(store, tenant) == 0
    rows = [HEADING, ("T-1", "03.11.2026", "04.11.2026", "kurzfristig")]
    store_sheets(store, subscribed, [raw("Abwesenheiten", rows)], "x")
    assert events(store, tenant) > 0


def test_the_absence_of_another_is_not(store, tenant, subscribed):
    rows = [HEADING, ("T-2", "03.11.2026", "", "kurzfristig")]
    store_sheets(store, subscribed, [raw("Abwesenheiten", rows)], "x")
    assert events(store, tenant) == 0


def test_a_changed_name_is_looked_at_without_a_fault(store, subscribed):
    people = [PEOPLE[0], ("T-1", "KTPP", "Anja", "Rosental", "R-1"), PEOPLE[2]]
    assert store_sheets(store, subscribed, sheets(Personen=people), "x").stored
