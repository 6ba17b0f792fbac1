"""Engines: SQLite that serialises its writers, or PostgreSQL by psycopg.

On SQLite a transaction that writes begins immediate, so that check-then-insert is
safe; one that reads begins deferred and is not kept waiting by writers.

An exception of the database never carries the values of its statement: they are names
and addresses, and exceptions end up in logs.
"""

import sqlite3
import time

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import ConnectionPoolEntry

from service.errors import InvalidInput

READ_ONLY = "lueckenlos_read_only"
"""Execution option of a connection that only reads."""

LOCK_WAIT_MS = 4_500
"""How long a writer waits for another one: an answer within five seconds."""

_SHORT_WHILE_SECONDS = 0.01

STATEMENT_LIMIT_MS = 60_000
IDLE_LIMIT_MS = 120_000

_POSTGRES_OPTIONS = " ".join(
    f"-c {name}={value}"
    for name, value in {
        "lock_timeout": LOCK_WAIT_MS,
        "statement_timeout": STATEMENT_LIMIT_MS,
        "idle_in_transaction_session_timeout": IDLE_LIMIT_MS,
        "timezone": "UTC",
    }.items()
)


def make_engine(url: str) -> Engine:
    """Make an engine; no connection is opened yet.

    Parameters
    ----------
    url
        ``sqlite:///file`` or ``postgresql+psycopg://…``.

    Raises
    ------
    InvalidInput
        If the URL is none, or names another database or SQLite in memory.
    """
    try:
        target = make_url(url)
    except ArgumentError as error:
        # The text is not repeated: it may hold a password.
        raise InvalidInput(
            "Die Adresse der Datenbank (LUECKENLOS_DATABASE_URL) ist keine: "
            "sqlite:///… oder postgresql://…"
        ) from error
    match target.get_backend_name():
        case "sqlite":
            if target.database in (None, "", ":memory:"):
                raise InvalidInput(
                    "SQLite braucht eine Datei: sqlite:///pfad/zur/datei"
                )
            engine = create_engine(target, hide_parameters=True)
            event.listen(engine, "connect", _prepare_sqlite)
            event.listen(engine, "begin", _begin_sqlite)
        case "postgresql":
            engine = create_engine(
                target.set(drivername="postgresql+psycopg"),
                hide_parameters=True,
                pool_pre_ping=True,
                pool_timeout=2,
                connect_args={"options": _POSTGRES_OPTIONS, "connect_timeout": 5},
            )
        case other:
            raise InvalidInput(
                f"Die Datenbank „{other}“ wird nicht unterstützt: "
                "sqlite:///… oder postgresql+psycopg://…"
            )
    return engine


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    """Take over the transactions from the driver and keep what is committed."""
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={LOCK_WAIT_MS}")
    _log_ahead(cursor)
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _log_ahead(cursor: DBAPICursor) -> None:
    """Have changes written to a log first, so that readers and a writer never wait.

    The first connection of all makes the change, for which SQLite wants the file to
    itself and does not wait at all: ``busy_timeout`` says nothing here.
    """
    until = time.monotonic() + LOCK_WAIT_MS / 1_000
    while True:
        try:
            cursor.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(_SHORT_WHILE_SECONDS)
        else:
            return


def _begin_sqlite(connection: Connection) -> None:
    """Begin deferred and unable to write, or immediate."""
    read_only = connection.get_execution_options().get(READ_ONLY, False)
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA query_only={'ON' if read_only else 'OFF'}")
    cursor.close()
    connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")
