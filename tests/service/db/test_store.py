"""One transaction of one tenant."""

import pytest
from sqlalchemy import select

from service.db.audit_trail import record, verify
from service.db.store import tenant_of
from service.db.tables.people import Person
from service.db.walls import TenantMissing
from service.domain.actor import system_actor
from service.domain.kinds import PersonKind


def person(code: str) -> Person:
    return Person(
        code=code,
        kind=PersonKind.CHILDMINDER,
        given_name="Anna",
        family_name=code,
        sort_key=code,
    )


def test_a_block_that_fails_stores_nothing(any_store, any_tenant):
    with pytest.raises(ZeroDivisionError), any_store.write(any_tenant.id) as session:
        session.add(person("p1"))
        session.flush()
        1 / 0  # noqa: B018 (any fault)
    with any_store.read(any_tenant.id) as session:
        assert session.scalars(select(Person)).all() == []


def test_a_new_row_gets_the_tenant_of_its_session(any_store, any_tenant):
    with any_store.write(any_tenant.id) as session:
        row = person("p1")
        session.add(row)
        assert row.tenant_id == any_tenant.id == tenant_of(session)
    with any_store.read(any_tenant.id) as session:
        assert session.scalars(select(Person)).one().code == "p1"


def test_without_a_tenant_nothing_of_a_tenant_is_seen(any_store, any_tenant):
    with pytest.raises(TenantMissing), any_store.system_read() as session:
        session.scalars(select(Person)).all()


def test_audit(any_store, any_tenant, clock):
    actor = system_actor(any_tenant.id)
    with any_store.write(any_tenant.id) as session:
        for i in range(3):
            record(
                session,
                actor=actor,
                action="x",
                subject_kind="person",
                subject_id=str(i),
                detail={"a": 1},
                at=clock.now(),
            )
    with any_store.read(any_tenant.id) as session:
        assert verify(session) is None
