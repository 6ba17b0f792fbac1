"""The one way to the database: a transaction that knows its tenant.

Inside a tenant's transaction every query sees that tenant only, every new row gets
its tenant, and on PostgreSQL the database itself refuses the rest. Outside of a
tenant only the tables that belong to nobody can be used.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from service.db import walls
from service.db.engine import READ_ONLY
from service.db.faults import refusals_told
from service.errors import Stale
from service.ports import Clock

APPLICATION_ROLE = "lueckenlos_app"
"""PostgreSQL: the role in which all transactions run; it owns no table."""


class Store:
    """Transactions on one database, with the clock the use cases ask.

    On PostgreSQL the writers of one tenant come one after another, as on SQLite all
    writers do, so that what a use case checked still holds when it commits.
    """

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self.engine = engine
        self.clock = clock
        walls.guard(engine)
        self._writing = engine.execution_options(**{READ_ONLY: False})
        self._reading = engine.execution_options(**_reading_options(engine))

    @contextmanager
    def write(self, tenant_id: UUID) -> Iterator[Session]:
        """Change a tenant's data: all of the block is stored, or nothing.

        Raises
        ------
        Busy
            If another writer is not done within five seconds.
        Conflict
            If the database refuses: taken, overlapping, pointing to nothing.
        Stale
            If a row was changed by somebody else since it was read.
        StorageFault
            If nothing can be stored: disk full, read-only, unreachable.
        """
        with self._transaction(self._writing, tenant_id) as session:
            yield session

    @contextmanager
    def read(self, tenant_id: UUID) -> Iterator[Session]:
        """Read a tenant's data as of one moment; writers are not kept waiting."""
        with self._transaction(self._reading, tenant_id) as session:
            yield session

    @contextmanager
    def system_write(self) -> Iterator[Session]:
        """Change what belongs to no tenant: users, sessions, tokens, jobs."""
        with self._transaction(self._writing, None) as session:
            yield session

    @contextmanager
    def system_read(self) -> Iterator[Session]:
        """Read what belongs to no tenant."""
        with self._transaction(self._reading, None) as session:
            yield session

    @contextmanager
    def _transaction(self, engine: Engine, tenant_id: UUID | None) -> Iterator[Session]:
        """One transaction, committed at the end, rolled back on any exception."""
        session = walls.WalledSession(engine, tenant_id)
        with refusals_told(), session, session.begin():
            self._enter(session, tenant_id)
            session.close_in()
            yield session

    def _enter(self, session: Session, tenant_id: UUID | None) -> None:
        """Begin at once; on PostgreSQL give up the owner's rights for the tenant's."""
        connection = session.connection()
        if connection.dialect.name != "postgresql":
            return
        connection.exec_driver_sql(f"SET LOCAL ROLE {APPLICATION_ROLE}")
        if tenant_id is None:
            return
        connection.exec_driver_sql(
            "SELECT set_config('lueckenlos.tenant', %(tenant)s, true)",
            {"tenant": str(tenant_id)},
        )
        if not connection.get_execution_options()[READ_ONLY]:
            connection.exec_driver_sql(
                "SELECT pg_advisory_xact_lock(%(key)s)",
                {"key": int.from_bytes(tenant_id.bytes[:8], "big", signed=True)},
            )


def _reading_options(engine: Engine) -> dict[str, object]:
    """Reading sees one moment and writes nothing; SQLite does so of itself."""
    options: dict[str, object] = {READ_ONLY: True}
    if engine.dialect.name == "postgresql":
        options |= {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"}
    return options


def tenant_of(session: Session) -> UUID:
    """The tenant a session belongs to.

    Raises
    ------
    TenantMissing
        If the session was opened outside of a tenant.
    """
    return walls.tenant_of(session)


def expect_version(row: object, version: int | None) -> None:
    """Refuse a change that names another version of the row than the current one.

    Parameters
    ----------
    row
        A row with a ``version``.
    version
        What the person saw (If-Match); None if she named none and none is asked.

    Raises
    ------
    Stale
        If the row has been changed since.
    """
    current: int = row.version  # type: ignore[attr-defined]  # every table that is edited has one
    if version is not None and version != current:
        raise Stale(
            "Jemand hat das inzwischen geändert; bitte den aktuellen Stand laden.",
            (f"Gelesen wurde Version {version}, aktuell ist Version {current}.",),
        )
