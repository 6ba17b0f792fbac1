"""The audit trail: appended to, chained, erasable in its details, never changed."""

import pytest
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.exc import DBAPIError

from service.db.audit_trail import BrokenChain, record, verify
from service.db.tables.audit import AuditDetail, AuditEvent
from service.domain.actor import system_actor
from service.errors import Conflict
from tests.tenants import make_tenant

EVENTS = AuditEvent.__table__


def append(store, tenant_id, *subjects, **more):
    with store.write(tenant_id) as session:
        for subject in subjects:
            record(
                session,
                actor=system_actor(tenant_id),
                action="publish",
                subject_kind="publication",
                subject_id=subject,
                at=store.clock.now(),
                **more,
            )


def broken(store, tenant_id):
    with store.read(tenant_id) as session:
        return verify(session)


def tamper(store, statement):
    """Change the trail as somebody could who owns the database."""
    with store.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            for name in ("update", "delete"):
                connection.exec_driver_sql(f"DROP TRIGGER audit_event_{name}")
        else:
            connection.exec_driver_sql("ALTER TABLE audit_event DISABLE TRIGGER ALL")
        connection.execute(statement)


def test_every_tenant_has_a_chain_of_its_own(any_store, any_tenant):
    other = make_tenant(any_store, "Stadt Beckum")
    append(any_store, any_tenant.id, "a", "b")
    append(any_store, other.id, "c")
    append(any_store, any_tenant.id, "d")
    for tenant_id, numbers in ((any_tenant.id, [1, 2, 3]), (other.id, [1])):
        with any_store.read(tenant_id) as session:
            query = select(AuditEvent.number).order_by(AuditEvent.number)
            assert list(session.scalars(query)) == numbers
        assert broken(any_store, tenant_id) is None


@pytest.mark.parametrize(
    ("change", "number", "reason"),
    [
        ({"subject_id": "x"}, 2, "verändert"),
        ({"action": "withdraw"}, 2, "verändert"),
        ({"previous_hash": "0" * 64}, 2, "schließt nicht"),
        ({"hash": "f" * 64}, 2, "verändert"),
        (None, 2, "fehlt"),
    ],
)
def test_every_change_to_the_past_is_found(
    any_store, any_tenant, change, number, reason
):
    append(any_store, any_tenant.id, "a", "b", "c")
    second = EVENTS.c.number == 2
    statement = (
        delete(EVENTS).where(second)
        if change is None
        else update(EVENTS).where(second).values(change)
    )
    tamper(any_store, statement)
    found = broken(any_store, any_tenant.id)
    assert isinstance(found, BrokenChain)
    assert found.number == number
    assert reason in found.reason


@pytest.mark.parametrize(
    "statement",
    ["UPDATE audit_event SET action = 'x'", "DELETE FROM audit_event"],
)
def test_the_database_refuses_to_change_or_delete(any_store, any_tenant, statement):
    append(any_store, any_tenant.id, "a")
    with (
        pytest.raises(DBAPIError, match="audit-append-only"),
        any_store.engine.begin() as connection,
    ):
        connection.execute(text(statement))
    assert broken(any_store, any_tenant.id) is None


def test_people_are_told_that_the_trail_is_only_appended_to(store, tenant):
    append(store, tenant.id, "a")
    with (
        pytest.raises(Conflict, match="nur fortgeschrieben"),
        store.write(tenant.id) as session,
    ):
        session.execute(delete(AuditEvent))


def test_details_can_be_erased_without_breaking_the_chain(any_store, any_tenant):
    append(any_store, any_tenant.id, "a", "b", detail={"code": "Anna"})
    with any_store.write(any_tenant.id) as session:
        session.execute(delete(AuditDetail))
    with any_store.read(any_tenant.id) as session:
        assert session.scalar(select(func.count()).select_from(AuditDetail)) == 0
        assert session.scalar(select(func.count()).select_from(AuditEvent)) == 2
    assert broken(any_store, any_tenant.id) is None


def test_what_is_rolled_back_leaves_no_entry(any_store, any_tenant):
    append(any_store, any_tenant.id, "a")

    def fail():
        with any_store.write(any_tenant.id) as session:
            record(
                session,
                actor=system_actor(any_tenant.id),
                action="publish",
                subject_kind="publication",
                subject_id="b",
                at=any_store.clock.now(),
            )
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    append(any_store, any_tenant.id, "c")
    assert broken(any_store, any_tenant.id) is None


def test_nobody_writes_into_the_trail_of_another_tenant(any_store, any_tenant):
    other = make_tenant(any_store, "Stadt Beckum")
    with (
        any_store.write(any_tenant.id) as session,
        pytest.raises(ValueError, match="another tenant"),
    ):
        record(
            session,
            actor=system_actor(other.id),
            action="publish",
            subject_kind="publication",
            subject_id="a",
            at=any_store.clock.now(),
        )
