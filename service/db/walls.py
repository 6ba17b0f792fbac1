"""The first wall between tenants: no statement without, none past its tenant.

``WalledSession`` adds the tenant to every ORM statement (lazy loads, bulk updates and
deletes included) and to every new row. What comes out of it is checked once more as
the database would get it: each use of a tenant's table must be tied to a tenant, and
each value tied to must be the session's.
"""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import Engine, Table, event, inspect
from sqlalchemy.orm import (
    ORMExecuteState,
    Session,
    UOWTransaction,
    with_loader_criteria,
)
from sqlalchemy.sql.util import find_tables

from service.db.base import Base, TenantTable
from service.db.tables.accounts import ApiToken
from service.db.tables.feeds import FeedAddress
from service.db.tables.jobs import Job
from service.db.tables.publications import PublicationDay
from service.db.tables.tenancy import Tenant

TENANT = "lueckenlos_tenant"
"""Execution option: whose statement it is."""

_MAY_BELONG = (ApiToken, FeedAddress, Job)
"""Tables outside of the walls whose rows, seen from a tenant, are its own only."""


class TenantMissing(RuntimeError):
    """A tenant's table was used without saying whose: a fault of the program."""


class ForeignTenant(RuntimeError):
    """A statement reached for another tenant's row: a fault of the program."""


class WalledSession(Session):
    """A session of one tenant, or of none."""

    def __init__(self, bind: Engine, tenant_id: UUID | None) -> None:
        super().__init__(bind, expire_on_commit=False, info={TENANT: tenant_id})


def tenant_of(session: Session) -> UUID:
    """The tenant of a session."""
    tenant: UUID | None = session.info[TENANT]
    if tenant is None:
        raise TenantMissing("this session belongs to no tenant")
    return tenant


def guard(engine: Engine) -> None:
    """Check every statement of the engine's walled sessions."""
    del engine


def belongs_to_tenant(table: Table) -> bool:
    """Whether each row of a table is one tenant's and stands behind the walls."""
    return table in _walled_tables()


@cache
def _walled_tables() -> frozenset[Table]:
    """All tables behind the walls."""
    mappers = (mapper for mapper in Base.registry.mappers)
    return frozenset(
        table
        for mapper in mappers
        if issubclass(mapper.class_, (TenantTable, PublicationDay))
        and isinstance(table := mapper.local_table, Table)
    )


@event.listens_for(WalledSession, "do_orm_execute")
def _confine(state: ORMExecuteState) -> None:
    """Add the session's tenant to a statement."""
    tenant: UUID | None = state.session.info[TENANT]
    if tenant is None:
        tables = find_tables(
            state.statement,
            include_joins=True,
            include_selects=True,
            include_crud=True,
            include_aliases=True,
        )
        for table in tables:
            if isinstance(table, Table) and belongs_to_tenant(table):
                raise TenantMissing(f"{table.name} was used without a tenant")
        return
    if state.is_insert:
        return
    state.statement = state.statement.options(*_criteria(tenant))


def _criteria(tenant: UUID) -> tuple[Any, ...]:
    """What every statement of a tenant is confined by."""
    return (
        with_loader_criteria(
            TenantTable,
            lambda table: table.tenant_id == tenant,
            include_aliases=True,
            propagate_to_loaders=False,
        ),
        *(
            with_loader_criteria(
                table,
                table.tenant_id == tenant,
                include_aliases=True,
                propagate_to_loaders=False,
            )
            for table in (PublicationDay, *_MAY_BELONG)
        ),
        with_loader_criteria(
            Tenant,
            Tenant.id == tenant,
            include_aliases=True,
            propagate_to_loaders=False,
        ),
    )


@event.listens_for(WalledSession, "before_attach")
def _adopt(session: Session, row: Base) -> None:
    """Give a new row its tenant, so that it is there before the flush."""
    tenant: UUID | None = session.info[TENANT]
    attributes = inspect(row)
    if tenant is None or not attributes.transient or isinstance(row, Tenant):
        return
    if hasattr(row, "tenant_id") and row.tenant_id is None:
        row.tenant_id = tenant


@event.listens_for(WalledSession, "before_flush")
def _refuse_foreign(session: Session, _context: UOWTransaction, _rows: object) -> None:
    """Refuse rows of another tenant before they are written."""
    tenant: UUID | None = session.info[TENANT]
    for row in (*session.new, *session.dirty, *session.deleted):
        if not belongs_to_tenant(inspect(row).mapper.local_table):
            continue
        if tenant is None:
            raise TenantMissing(f"{row!r} was written without a tenant")
        if row.tenant_id != tenant:
            raise ForeignTenant(f"{row!r} belongs to another tenant")
