"""Tenants: an operator sees them all, everybody else the own one."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from uuid import UUID

from sqlalchemy import Select, select

from service.access import Action, may, require
from service.db.paging import page_of
from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import TenantKind
from service.domain.page import Page, PageRequest
from service.errors import NotFound


@dataclass(frozen=True, slots=True)
class TenantView:
    """A tenant; ``version`` follows from what is told of it."""

    id: UUID
    version: int
    name: str
    kind: TenantKind
    land: str
    time_zone: str
    created_at: datetime
    closed_at: datetime | None


def tenant_view(row: Tenant) -> TenantView:
    """The view of a tenant."""
    told = f"{row.name}\n{row.land}\n{row.time_zone}\n{row.closed_at}"
    return TenantView(
        id=row.id,
        version=int(sha256(told.encode()).hexdigest()[:7], 16),
        name=row.name,
        kind=row.kind,
        land=row.land,
        time_zone=row.time_zone,
        created_at=row.created_at,
        closed_at=row.closed_at,
    )


def reachable(actor: Actor) -> Select[Tenant]:
    """Query of the tenants the actor may know of."""
    if may(actor, Action.OPERATE_TENANTS):
        return select(Tenant)
    return select(Tenant).where(Tenant.id == actor.tenant_id)


def list_tenants(store: Store, actor: Actor, wanted: PageRequest) -> Page[TenantView]:
    """One page of the tenants, by name.

    Raises
    ------
    NotPermitted
        If a token's scopes leave reading out.
    """
    require(actor, Action.READ_TENANT)
    query = reachable(actor).order_by(Tenant.name, Tenant.id)
    with store.system_read() as session:
        return page_of(session, query, wanted, tenant_view)


def read_tenant(store: Store, actor: Actor, tenant_id: UUID) -> TenantView:
    """One tenant.

    Raises
    ------
    NotFound
        If it is not there, or neither the actor's nor hers to operate.
    """
    require(actor, Action.READ_TENANT)
    with store.system_read() as session:
        row = session.scalars(
            reachable(actor).where(Tenant.id == tenant_id)
        ).one_or_none()
    if row is None:
        raise NotFound
    return tenant_view(row)
