"""Fixtures for all: a clock, stores on both databases, a tenant.

A migrated database is made once per run and copied for each test.
"""

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.db.engine import make_engine
from service.db.migrate import upgrade
from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.kinds import TenantKind
from tests.clock import FixedClock


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


@pytest.fixture
def tenant(store: Store) -> Tenant:
    """A youth office in North Rhine-Westphalia, in ``store``."""
    return make_tenant(store)


def make_tenant(store: Store, name: str = "Stadt Herne") -> Tenant:
    """Store a youth office in North Rhine-Westphalia."""
    with store.system_write() as session:
        row = Tenant(
            name=name,
            kind=TenantKind.YOUTH_OFFICE,
            land="NW",
            time_zone="Europe/Berlin",
            created_at=store.clock.now(),
        )
        session.add(row)
    return row
