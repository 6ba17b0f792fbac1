"""A process killed at any statement leaves all of its transaction, or nothing."""

import pytest
from sqlalchemy import func, select

from service.db.audit_trail import record
from service.db.tables.audit import AuditEvent
from service.db.tables.people import Person
from service.domain.actor import system_actor
from tests.faults import HalfDone, kill_at_every_point
from tests.service.db.people import make_person


def work_of(tenant_id):
    def work(store):
        with store.write(tenant_id) as session:
            for number in range(3):
                person = make_person(f"k{number}")
                session.add(person)
                session.flush()
                record(
                    session,
                    actor=system_actor(tenant_id),
                    action="add",
                    subject_kind="person",
                    subject_id=person.id,
                    detail={"code": person.code},
                    at=store.clock.now(),
                )

    return work


def done(tenant_id):
    def is_done(store):
        with store.read(tenant_id) as session:
            return (
                session.scalar(select(func.count()).select_from(Person)) == 3
                and session.scalar(select(func.count()).select_from(AuditEvent)) == 3
            )

    return is_done


def test_a_kill_leaves_all_or_nothing(any_store, any_tenant, any_url):
    any_store.engine.dispose()
    report = kill_at_every_point(any_url, work_of(any_tenant.id), done(any_tenant.id))
    assert report.old > 10
    assert report.new == 1  # after the commit


def test_the_harness_sees_what_is_half_done(any_store, any_tenant, any_url):
    any_store.engine.dispose()
    work = work_of(any_tenant.id)

    def careless(store):  # two transactions where one is needed
        with store.write(any_tenant.id) as session:
            session.add(make_person("zu früh"))
            session.flush()
        with store.write(any_tenant.id) as session:
            session.delete(session.scalars(select(Person)).one())
        work(store)

    with pytest.raises(HalfDone, match="changed, but not done"):
        kill_at_every_point(any_url, careless, done(any_tenant.id))
