"""Anna's two children, away on Monday and Tuesday; Birte is her tandem partner."""

import shutil
import sqlite3
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from service.db.engine import make_engine
from service.db.store import Store
from service.doctor import doctor
from tests.clock import FixedClock
from tests.service.planning.run import publish
from tests.service.planning.tandem_case import make_tandem_case
from tests.tenants import make_tenant

AFTERWARDS = datetime(2026, 12, 3, 9, 0, tzinfo=UTC)
NOVEMBER = "2026-11"


def make_case(store, tenant):
    """Each child is booked from 8 to 15 on weekdays; nobody knows Carla."""
    return make_tandem_case(store, tenant, carla_is_known=False)


@pytest.fixture
def case(store, tenant):
    """The case in SQLite; the store is whole when the test has ended."""
    yield make_case(store, tenant)
    assert doctor(store) == ()


@pytest.fixture
def any_case(any_store, any_tenant):
    """The case in SQLite and in PostgreSQL."""
    return make_case(any_store, any_tenant)


@pytest.fixture(scope="session")
def published_file(sqlite_template, tmp_path_factory):
    """The case with its week published at ten past six, made once."""
    path = tmp_path_factory.mktemp("published") / "case.sqlite"
    shutil.copy(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    store = Store(engine, FixedClock())
    case = make_case(store, make_tenant(store))
    case.publication = publish(store, case.actor).publication_id
    assert doctor(store) == ()
    engine.dispose()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    return path, case


@pytest.fixture
def week(published_file, tmp_path, clock):
    """The published case, to change; its store is ``week.store``."""
    path = tmp_path / "case.sqlite"
    shutil.copy(published_file[0], path)
    engine = make_engine(f"sqlite:///{path}")
    yield SimpleNamespace(**vars(published_file[1]), store=Store(engine, clock))
    engine.dispose()
