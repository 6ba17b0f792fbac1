"""Half a second to refuse a hostile file, three to store five thousand rows."""

from contextlib import suppress
from pathlib import Path

import pytest

from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.actor import system_actor
from service.errors import ImportRefused, TooLarge
from service.imports.source import read_source
from service.towns.make import make_town
from service.towns.workbook import write_workbook
from service.use_cases.check_import import check_import
from service.use_cases.store_import import store_import
from tests.benchmarks.prompt.kept import kept
from tests.cpu import cpu_time
from tests.service.imports.hostile import REFUSED, TOO_LARGE

REFUSAL_SECONDS = 0.5
FIVE_THOUSAND_ROWS_SECONDS = 3.0
HOSTILE = {name: (made(), "Kinder.csv") for name, made in TOO_LARGE.items()} | {
    name: (content, file) for name, (content, file, _) in REFUSED.items()
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_file(kind: str) -> None:
    content, name = HOSTILE[kind]

    def refuse() -> None:
        with suppress(ImportRefused, TooLarge):
            read_source(content, name)

    kept(f"refuse: {kind}", refuse, REFUSAL_SECONDS)


def test_five_thousand_rows(store: Store, tenant: Tenant, tmp_path: Path) -> None:
    path = tmp_path / "ort.xlsx"
    write_workbook(make_town(95), path)
    actor = system_actor(tenant.id)
    with cpu_time() as took:
        report = store_import(store, actor, path, path.name)
    print(f"\nstore {report.row_count} rows: {took.seconds:.2f} s")
    assert report.row_count >= 5_000
    assert took.seconds < FIVE_THOUSAND_ROWS_SECONDS
    kept(
        "check the same rows again",
        lambda: check_import(store, actor, path, path.name),
        FIVE_THOUSAND_ROWS_SECONDS,
    )
