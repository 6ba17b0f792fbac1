"""Run every check: once for the whole database, then for each tenant."""

from collections.abc import Callable, Iterator
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.doctor import accounts, calendars, database, jobs, plans, records, trail
from service.doctor.finding import Finding

TENANT_CHECKS: tuple[Callable[[Session], Iterator[tuple[str, str]]], ...] = (
    plans.children_twice,
    plans.persons_in_two_places,
    plans.assignments_without_standing_publication,
    plans.days_without_publication,
    jobs.waits_without_end,
    calendars.documents_not_as_their_events,
    calendars.messages_twice,
    calendars.addresses_not_as_subscriptions,
    records.overlapping_weekdays,
    records.dates_the_wrong_way_round,
    records.numbers_of_no_rule,
    accounts.members_nobody_finds,
    trail.broken_chain,
    trail.publications_without_entry,
)
"""Checks of one tenant's data; each yields its id and a sentence per finding."""


def doctor(store: Store) -> tuple[Finding, ...]:
    """Everything in the store that should not be; empty if it is whole.

    Raises
    ------
    WrongSchema
        If the database is not of this program's version.
    """
    found = [Finding(check, None, text) for check, text in database.whole(store.engine)]
    with store.system_read() as session:
        found += [
            Finding(check, None, text)
            for check, text in jobs.not_as_they_should_be(session, store.clock.now())
        ]
        tenants = list(session.scalars(select(Tenant.id).order_by(Tenant.name)))
    for tenant_id in tenants:
        found += _of_tenant(store, tenant_id)
    return tuple(found)


def _of_tenant(store: Store, tenant_id: UUID) -> list[Finding]:
    """All findings of one tenant, as of one moment."""
    with store.read(tenant_id) as session:
        return [
            Finding(check, tenant_id, text)
            for checks in TENANT_CHECKS
            for check, text in checks(session)
        ]
