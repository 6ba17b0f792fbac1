"""A store in which everything has happened once: planned, published, subscribed."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest

from service.db.engine import make_engine
from service.db.store import Store
from service.domain.kinds import FeedKind
from service.use_cases.subscribe_feed import subscribe_feed
from tests.clock import FixedClock
from tests.service.planning.build import FRIDAY, MONDAY, Builder, a_tandem_town
from tests.service.planning.run import publish, system
from tests.tenants import make_tenant


@dataclass(frozen=True, slots=True)
class Lived:
    """A store with a published week, and who is in it."""

    store: Store
    tenant_id: UUID


def live(store: Store) -> UUID:
    """Sick call, plan, publication, calendar; returns the tenant."""
    tenant_id = make_tenant(store).id
    with store.write(tenant_id) as session:
        build = Builder(session)
        anna, birte, _ = a_tandem_town(build)
        build.an_absence(anna, MONDAY, FRIDAY)
    publish(store, system(tenant_id))
    subscribe_feed(store, system(tenant_id), FeedKind.PERSON, birte.id, "Handy")
    return tenant_id


@pytest.fixture(scope="module")
def lived_file(sqlite_template: Path, tmp_path_factory) -> tuple[Path, UUID]:
    """The SQLite file of a lived-in store."""
    path = tmp_path_factory.mktemp("lived") / "lived.sqlite"
    shutil.copy(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    tenant_id = live(Store(engine, FixedClock()))
    with engine.connect() as connection:
        cursor = connection.connection.cursor()
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    engine.dispose()
    return path, tenant_id


@pytest.fixture
def lived(lived_file, tmp_path):
    """A copy of it, to spoil."""
    path = tmp_path / "copy.sqlite"
    shutil.copy(lived_file[0], path)
    engine = make_engine(f"sqlite:///{path}")
    yield Lived(Store(engine, FixedClock()), lived_file[1])
    engine.dispose()
