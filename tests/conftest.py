"""Fixtures for all: a clock, stores on both databases, a tenant.

A migrated database is made once per run and copied for each test.
"""

import logging
import os
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path
from threading import Timer
from typing import Any
from uuid import uuid4

import pytest
import structlog
from sqlalchemy import URL, Engine

from service.calendars.usage import UsageLog
from service.db import engine as db_engine
from service.db.engine import make_engine
from service.db.migrate import upgrade
from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.explaining import process
from service.towns.town import Town
from tests.clock import FixedClock
from tests.postgres import NoPostgres, Server, find_programs, running_postgres
from tests.tenants import make_tenant
from tests.towns import import_town

#: Longest a test waits for an answer: on a machine with nine times as much to do as it
#: has cores the answering process takes most of the product's limit only to start.
ANSWER_SECONDS = 120.0


def pytest_collection_modifyitems(
    config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Begin with the longest, and keep the tests of an ``xdist_group`` on one worker.

    What may take longer than any other test has a ``timeout`` of its own; left to the
    end, one worker would wait minutes for the other. pytest-xdist 3.8 writes the group
    to ``_nodeid``, which pytest 9.2 no longer reads; without this, groups are silently
    spread over the workers.
    """
    items.sort(key=lambda item: item.get_closest_marker("timeout") is None)
    if not getattr(config.option, "loadgroup", False):  # set in a worker only
        return
    for item in items:
        if mark := item.get_closest_marker("xdist_group"):
            item._id = type(item._id).parse(f"{item.nodeid}@{mark.args[0]}")


@pytest.fixture(autouse=True)
def logs_as_delivered() -> None:
    """Undo what a command or a server configured before: logs are global."""
    structlog.reset_defaults()
    logging.setLogRecordFactory(logging.LogRecord)


@pytest.fixture(autouse=True)
def answers_have_time_on_a_busy_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is tested by itself, with one that is shorter."""
    monkeypatch.setattr(process, "LIMIT_SECONDS", ANSWER_SECONDS)


@pytest.fixture(autouse=True)
def dates_of_use_are_not_written_into_later_tests() -> Iterator[None]:
    """End the writing of when feeds were used: it begins 30 s after the request.

    By then the test's database is gone; the fault was logged on the standard output
    of whatever ran at that time, within the JSON a command line printed.
    """
    yield
    for thread in threading.enumerate():
        if isinstance(thread, Timer) and isinstance(
            getattr(thread.function, "__self__", None), UsageLog
        ):
            thread.cancel()


@pytest.fixture(scope="session", autouse=True)
def statements_are_compiled_once() -> Iterator[None]:
    """Let engines of one kind share what they compile: every test makes its own.

    SQLAlchemy finds a compiled statement by the engine's dialect, so both are shared.
    """
    create, first = db_engine.create_engine, {}

    def sharing(url: URL, **options: Any) -> Engine:
        engine = create(url, **options)
        known = first.setdefault(engine.dialect.name, engine)
        engine.dialect, engine._compiled_cache = known.dialect, known._compiled_cache
        return engine

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(db_engine, "create_engine", sharing)
        yield


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated, empty SQLite file."""
    path = tmp_path_factory.mktemp("template") / "template.sqlite"
    engine = make_engine(f"sqlite:///{path}")
    upgrade(engine)
    engine.dispose()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path


@pytest.fixture
def sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """Address of a fresh SQLite database with the current schema."""
    path = tmp_path / "lueckenlos.sqlite"
    shutil.copy(sqlite_template, path)
    return f"sqlite:///{path}"


@pytest.fixture
def store(sqlite_url: str, clock: FixedClock) -> Iterator[Store]:
    """A fresh store on SQLite."""
    engine = make_engine(sqlite_url)
    yield Store(engine, clock)
    engine.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A real PostgreSQL server with the migrated database ``template``."""
    try:
        find_programs()
    except NoPostgres as reason:
        if os.environ.get("CI"):
            pytest.fail(f"PostgreSQL must be tested here: {reason}")
        pytest.skip(f"NOT TESTED on PostgreSQL: {reason}")
    with running_postgres() as server:
        _execute(server, "CREATE DATABASE template")
        engine = make_engine(server.url("template"))
        upgrade(engine)
        engine.dispose()
        yield server


@pytest.fixture
def postgres_url(postgres: Server) -> Iterator[str]:
    """Address of a fresh PostgreSQL database with the current schema."""
    name = f"t{uuid4().hex}"
    _execute(postgres, f"CREATE DATABASE {name} TEMPLATE template")
    yield postgres.url(name)
    _execute(postgres, f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.server)])
def any_url(request: pytest.FixtureRequest) -> str:
    """Address of a fresh database: once SQLite, once PostgreSQL."""
    kind = {"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param]
    return request.getfixturevalue(kind)


@pytest.fixture
def any_store(any_url: str, clock: FixedClock) -> Iterator[Store]:
    """A fresh store: once on SQLite, once on PostgreSQL."""
    engine = make_engine(any_url)
    yield Store(engine, clock)
    engine.dispose()


def _execute(server: Server, statement: str) -> None:
    """Run a statement that cannot be part of a transaction."""
    engine = make_engine(server.url()).execution_options(isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()


@pytest.fixture
def tenant(store: Store) -> Tenant:
    """A youth office in North Rhine-Westphalia, in ``store``."""
    return make_tenant(store)


@pytest.fixture
def any_tenant(any_store: Store) -> Tenant:
    """A youth office in North Rhine-Westphalia, in ``any_store``."""
    return make_tenant(any_store)


@pytest.fixture
def town(store: Store, tenant: Tenant) -> Town:
    """A small invented town, imported for ``tenant`` into ``store``."""
    return import_town(store, tenant)
