"""Bring a database to the schema of this program, or refuse it.

Alembic is configured here and nowhere else. All steps run in one transaction, on
SQLite too, so that a killed upgrade leaves the old schema.
"""

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from service.db.engine import LOCK_WAIT_MS
from service.db.faults import refusals_told
from service.errors import WrongSchema

_LOCK = 7_216_301
"""Key of PostgreSQL's advisory lock: two programs never upgrade at once."""

_OTHER_UPGRADE_MS = 600_000
"""How long SQLite waits for it; PostgreSQL waits without end."""


def config_for(connection: Connection | None = None) -> Config:
    """Alembic's settings; migrations run on ``connection``."""
    config = Config()
    config.set_main_option(
        "script_location", str(Path(__file__).parent / "migrations").replace("%", "%%")
    )
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the schema up to ``revision``.

    Raises
    ------
    WrongSchema
        If the database was written by a newer program or is not ours.
    StorageFault
        If it cannot be reached, or is no database at all.
    """
    _run(engine, revision, down=False)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the schema back to ``revision``."""
    _run(engine, revision, down=True)


def current_revision(connection: Connection) -> str | None:
    """The revision a database stands at; None if it has none."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def head_revision() -> str:
    """The revision this program works with."""
    head = ScriptDirectory.from_config(config_for()).get_current_head()
    if head is None:
        raise LookupError("no migration is shipped with this program")
    return head


def require_current(engine: Engine) -> None:
    """Refuse to work on any schema but this program's own.

    Raises
    ------
    WrongSchema
        With a sentence that says what to do.
    StorageFault
        If it cannot be reached, or is no database at all.
    """
    with refusals_told(), engine.connect() as connection:
        found = current_revision(connection)
    if found == head_revision():
        return
    if found is None:
        raise WrongSchema(
            "Die Datenbank ist noch nicht eingerichtet; bitte zuerst "
            "„lueckenlos init“ ausführen."
        )
    _require_known(found)
    raise WrongSchema(
        f"Die Datenbank ist auf dem älteren Stand {found}; bitte zuerst "
        "„lueckenlos init“ ausführen, das hebt sie auf den Stand dieses Programms."
    )


@cache
def _known_revisions() -> frozenset[str]:
    """All revisions this program was shipped with."""
    script = ScriptDirectory.from_config(config_for())
    return frozenset(step.revision for step in script.walk_revisions())


def _require_known(revision: str | None) -> None:
    """Refuse a revision this program was not shipped with."""
    if revision is not None and revision not in _known_revisions():
        raise WrongSchema(
            f"Die Datenbank ist auf dem Stand {revision}, den dieses Programm nicht "
            "kennt; bitte die neuere Version starten, mit der sie beschrieben wurde."
        )


def _run(engine: Engine, revision: str, *, down: bool) -> None:
    """Run the steps in one transaction, alone, with references checked at its end."""
    sqlite = engine.dialect.name == "sqlite"
    with refusals_told(), engine.connect() as connection:
        if sqlite:
            _prepare_sqlite(connection, upgrading=True)
        try:
            with connection.begin():
                if not sqlite:
                    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
                    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_LOCK})")
                _require_known(current_revision(connection))
                step = command.downgrade if down else command.upgrade
                step(config_for(connection), revision)
                if sqlite:
                    _require_references(connection)
        finally:
            if sqlite:
                _prepare_sqlite(connection, upgrading=False)


def _prepare_sqlite(connection: Connection, *, upgrading: bool) -> None:
    """Wait for another program's upgrade, and enforce no references meanwhile.

    Rebuilding a table would otherwise fire its ON DELETE rules. Both are settings of
    the connection, only possible between transactions.
    """
    wait_ms = _OTHER_UPGRADE_MS if upgrading else LOCK_WAIT_MS
    cursor = connection.connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={wait_ms}")
    cursor.execute(f"PRAGMA foreign_keys={'OFF' if upgrading else 'ON'}")
    cursor.close()


def _require_references(connection: Connection) -> None:
    """Refuse to commit a migration that leaves a reference to nothing."""
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise WrongSchema(
            f"Die Umstellung bricht {len(broken)} Verweise, zuerst in der Tabelle "
            f"{broken[0][0]}; es wurde nichts geändert."
        )
