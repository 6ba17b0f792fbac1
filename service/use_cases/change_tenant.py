"""A tenant is renamed, or closed so that nobody signs in to it any more."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from service.access import Action, may, require
from service.db.audit_trail import record
from service.db.store import Store, expect_version
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor, system_actor
from service.errors import NotFound, NotPermitted
from service.use_cases.read_tenants import TenantView, tenant_view


@dataclass(frozen=True, slots=True)
class TenantChange:
    """What is to change; ``None`` leaves it.

    Land and time zone stay: plans rest on them.
    """

    name: str | None = None
    closed: bool | None = None


def change_tenant(
    store: Store,
    actor: Actor,
    tenant_id: UUID,
    version: int | None,
    change: TenantChange,
) -> TenantView:
    """The tenant is as asked.

    Raises
    ------
    NotPermitted
        If the actor neither administers nor operates it, or closes it without
        operating it.
    NotFound
        If it is not there, or another one's.
    Stale
        If it was changed meanwhile.
    Conflict
        If the name is taken.
    """
    operates = may(actor, Action.OPERATE_TENANTS)
    if not operates:
        require(actor, Action.CHANGE_TENANT)
        if tenant_id != actor.tenant_id:
            raise NotFound
        if change.closed is not None:
            raise NotPermitted
    now = store.clock.now()
    with store.write(tenant_id) as session:
        row = session.scalars(
            select(Tenant).where(Tenant.id == tenant_id)
        ).one_or_none()
        if row is None:
            raise NotFound
        expect_version(tenant_view(row), version)
        if change.name is not None:
            row.name = change.name
        if change.closed is not None:
            row.closed_at = now if change.closed else None
        session.flush()
        record(
            session,
            actor=system_actor(tenant_id) if operates else actor,
            action="change_tenant",
            subject_kind="tenant",
            subject_id=tenant_id,
            at=now,
        )
        return tenant_view(row)
