"""The first wall between tenants: no statement without one, none past its own.

``WalledSession`` adds its tenant to every ORM statement (lazy loads, bulk updates and
deletes included) and to every new row. Then each statement is checked once more as
the database would get it, whoever made it: every use of a tenant's table is tied to a
tenant, and every tenant it names is the session's.
"""

import re
from functools import cache, lru_cache
from typing import Any
from uuid import UUID
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, Table, event, inspect
from sqlalchemy.engine.interfaces import DBAPICursor, ExecutionContext
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.orm.attributes import set_attribute
from sqlalchemy.sql.compiler import SQLCompiler

from service.db.base import TENANT, Base, TenantTable
from service.db.tables.accounts import ApiToken
from service.db.tables.feeds import FeedAddress
from service.db.tables.jobs import Job
from service.db.tables.publications import PublicationDay
from service.db.tables.tenancy import Tenant

_SEEN_IF_OWN = (PublicationDay, ApiToken, FeedAddress, Job)
"""Not tenant tables by class, but from within a tenant only its own rows are seen."""

_NAMES_TENANT = re.compile(r"^(?:\w+_)?tenant_id(?:_m?\d+)*$")
"""Bind parameters that hold a tenant, as SQLAlchemy names them."""


class TenantMissing(RuntimeError):
    """A tenant's table was used without saying whose: a fault of the program."""


class ForeignTenant(RuntimeError):
    """A statement reached past its tenant: a fault of the program."""


class WalledSession(Session):
    """A session of one tenant, or of none."""

    def __init__(self, bind: Engine, tenant_id: UUID | None) -> None:
        criteria = () if tenant_id is None else _criteria(tenant_id)
        super().__init__(
            bind,
            expire_on_commit=False,
            info={"tenant_id": tenant_id, "criteria": criteria},
        )

    def close_in(self) -> None:
        """From here on every statement of the transaction is checked."""
        self.connection().execution_options(**{TENANT: self.info["tenant_id"]})


def tenant_of(session: Session) -> UUID:
    """The tenant of a session.

    Raises
    ------
    TenantMissing
        If it was opened outside of a tenant.
    """
    tenant: UUID | None = session.info["tenant_id"]
    if tenant is None:
        raise TenantMissing("this session belongs to no tenant")
    return tenant


def guard(engine: Engine) -> None:
    """Check what the engine's walled sessions send to the database."""
    if not event.contains(engine, "before_cursor_execute", _check):
        event.listen(engine, "before_cursor_execute", _check)


@cache
def walled_tables() -> frozenset[str]:
    """Names of all tables behind the walls."""
    return frozenset(
        table.name
        for mapper in Base.registry.mappers
        if issubclass(mapper.class_, (TenantTable, PublicationDay))
        and isinstance(table := mapper.local_table, Table)
    )


@lru_cache(maxsize=512)
def _criteria(tenant_id: UUID) -> tuple[Any, ...]:
    """What confines every ORM statement of a tenant; dear to make, so kept."""
    everywhere = {"include_aliases": True, "propagate_to_loaders": False}
    return (
        with_loader_criteria(
            TenantTable, lambda table: table.tenant_id == tenant_id, **everywhere
        ),
        *(
            with_loader_criteria(table, table.tenant_id == tenant_id, **everywhere)
            for table in _SEEN_IF_OWN
        ),
        with_loader_criteria(Tenant, Tenant.id == tenant_id, **everywhere),
    )


@event.listens_for(WalledSession, "do_orm_execute")
def _confine(state: ORMExecuteState) -> None:
    """Add the session's tenant to a statement; also runs for each lazy load."""
    criteria = state.session.info["criteria"]
    if criteria and not state.is_insert and state.is_orm_statement:
        state.statement = state.statement.options(*criteria)


@event.listens_for(WalledSession, "before_attach")
def _adopt(session: Session, row: Base) -> None:
    """Give a new row its tenant at once, so that it is there before the flush."""
    tenant_id = session.info["tenant_id"]
    state = inspect(row)
    if tenant_id is None or not state.transient:
        return
    if "tenant_id" in state.mapper.columns and state.dict.get("tenant_id") is None:
        set_attribute(row, "tenant_id", tenant_id)


def _check(
    connection: Connection,
    _cursor: DBAPICursor,
    text: str,
    _parameters: object,
    context: ExecutionContext,
    _many: bool,  # noqa: FBT001 (SQLAlchemy's signature)
) -> None:
    """Refuse a statement of a walled session that reaches past its tenant."""
    options = connection.get_execution_options()
    if TENANT not in options:  # no walled session: migrations, backups
        return
    compiled = context.compiled
    if not isinstance(compiled, SQLCompiler):
        raise ForeignTenant(f"plain SQL past the walls: {text}")
    reach = _reach_of(compiled)
    tenant_id = options[TENANT]
    if tenant_id is None:
        if reach:
            raise TenantMissing(f"{', '.join(reach)} used without a tenant: {text}")
        return
    loose = [name for name, tied in reach.items() if not tied]
    if loose:
        raise ForeignTenant(f"{', '.join(loose)} not tied to the tenant: {text}")
    _require_own(compiled, context, tenant_id)


_REACHES: WeakKeyDictionary[SQLCompiler, dict[str, bool]] = WeakKeyDictionary()


def _reach_of(compiled: SQLCompiler) -> dict[str, bool]:
    """Each tenant table a statement uses, by the name it goes by, and if it is tied.

    Read from the final text, since SQLAlchemy adds criteria to subqueries only while
    it writes them; done once for each compiled statement.
    """
    known = _REACHES.get(compiled)
    if known is None:
        text = compiled.string
        known = {
            alias or name: _is_tied(text, alias or name)
            for name, alias in _table_pattern().findall(text)
        }
        if compiled.isinsert:
            known.pop(_insert_target(compiled), None)
        _REACHES[compiled] = known
    return known


@cache
def _table_pattern() -> re.Pattern[str]:
    """A tenant table where it stands as a table, with its alias."""
    names = "|".join(sorted(walled_tables(), key=len, reverse=True))
    return re.compile(rf'(?<![\w."])(?<!AS )"?\b({names})\b"?(?![\w.(])(?: AS (\w+))?')


def _is_tied(text: str, name: str) -> bool:
    """Whether the name's tenant is compared with a parameter."""
    return re.search(rf"(?<!\w){name}\.tenant_id = (?:\?|%\()", text) is not None


def _insert_target(compiled: SQLCompiler) -> str:
    """The table an INSERT writes to."""
    table = getattr(compiled.dml_compile_state, "dml_table", None)
    return str(getattr(table, "name", ""))


def _require_own(
    compiled: SQLCompiler, context: ExecutionContext, tenant_id: UUID
) -> None:
    """Refuse a foreign tenant among the values of a statement."""
    rows: list[dict[str, Any]] = getattr(context, "compiled_parameters", [])
    names = [name for name in rows[0] if _NAMES_TENANT.match(name)] if rows else []
    walled = compiled.isinsert and _insert_target(compiled) in walled_tables()
    if walled and not names:
        raise ForeignTenant(f"a new row without a tenant: {compiled.string}")
    for row in rows:
        for name in names:
            value = row[name]
            if value != tenant_id and (walled or value is not None):
                raise ForeignTenant(f"another tenant in: {compiled.string}")
