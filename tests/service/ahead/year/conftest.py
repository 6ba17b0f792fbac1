"""A small town with a Kita year announced, and the study of it computed."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from service.ahead.year.document import YearDocument, from_document
from service.ahead.year.parameters import YearParameters
from service.ahead.year.reading import YearRead, read_year
from service.ahead.year.study import YEAR
from service.ahead.year.view import YearView
from service.db.engine import make_engine
from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.actor import system_actor
from service.studies.maker import Wanted
from service.studies.naming import NOBODY
from service.towns.make import make_town
from service.towns.town import Town
from service.towns.vacations import announced_year
from service.towns.workbook import town_sheets
from service.use_cases.store_import import store_sheets
from solver.result import SolveLimits
from tests.clock import FixedClock
from tests.tenants import make_tenant


@pytest.fixture
def year_town(store: Store, tenant: Tenant) -> Town:
    """Five childminders and all they announced from 1 August 2026 on."""
    return stored_town(store, tenant)


@pytest.fixture(scope="session")
def announced(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[YearDocument, YearView]:
    """The same town's year, computed once for all who only look at it."""
    path = tmp_path_factory.mktemp("year") / "year.sqlite"
    shutil.copy(sqlite_template, path)
    engine = make_engine(f"sqlite:///{path}")
    store = Store(engine, FixedClock())
    tenant = make_tenant(store)
    stored_town(store, tenant)
    found = looked_at(store, tenant)
    engine.dispose()
    return found


def stored_town(store: Store, tenant: Tenant) -> Town:
    town = make_town(5, 1, "NW")
    sheets = town_sheets(town, announced_year(town, date(2026, 8, 1)))
    store_sheets(store, system_actor(tenant.id), sheets, "jahr.xlsx")
    return town


def wanted(store: Store, parameters: YearParameters | None = None) -> Wanted:
    return Wanted(parameters or YearParameters(), None, store.clock.now())


def read(store: Store, tenant: Tenant, parameters=None) -> YearRead:
    with store.read(tenant.id) as session:
        return read_year(session, wanted(store, parameters))


def looked_at(
    store: Store, tenant: Tenant, parameters=None
) -> tuple[YearDocument, YearView]:
    """Computed in this process, without names."""
    asked = wanted(store, parameters)
    with store.read(tenant.id) as session:
        YEAR.check(session, asked)
        work = YEAR.take(session, asked)
    found = work.compute(SolveLimits(seconds=30), lambda _step: None, lambda: False)
    assert found is not None
    with store.read(tenant.id) as session:
        view = YEAR.view(session, system_actor(tenant.id), found.result, NOBODY)
    return from_document(found.result), view
