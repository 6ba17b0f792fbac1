"""Five thousand rows in three seconds, from the bytes of the file to the database."""

import pytest

from service.domain.actor import system_actor
from service.towns.make import make_town
from service.towns.workbook import write_workbook
from service.use_cases.check_import import check_import
from service.use_cases.store_import import store_import
from tests.cpu import cpu_time

SECONDS = 3.0


@pytest.mark.slow
def test_five_thousand_rows_are_stored_in_three_seconds(store, tenant, tmp_path):
    path = tmp_path / "ort.xlsx"
    write_workbook(make_town(95), path)
    actor = system_actor(tenant.id)
    with cpu_time() as took:
        report = store_import(store, actor, path, path.name)
    assert took.seconds < SECONDS
    assert report.row_count >= 5_000
    with cpu_time() as took:
        again = check_import(store, actor, path, path.name)
    assert took.seconds < SECONDS
    assert not again.changes_something
