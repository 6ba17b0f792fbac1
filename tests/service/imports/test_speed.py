"""Five thousand rows in three seconds, from the bytes of the file to the database."""

import time

import pytest

from service.domain.actor import system_actor
from service.towns.make import make_town
from service.towns.workbook import write_workbook
from service.use_cases.check_import import check_import
from service.use_cases.store_import import store_import

SECONDS = 3.0


@pytest.mark.slow
def test_five_thousand_rows_are_stored_in_three_seconds(store, tenant, tmp_path):
    path = tmp_path / "ort.xlsx"
    write_workbook(make_town(95), path)
    actor = system_actor(tenant.id)
    started = time.process_time()
    report = store_import(store, actor, path, path.name)
    assert time.process_time() - started < SECONDS
    assert report.row_count >= 5_000
    started = time.process_time()
    again = check_import(store, actor, path, path.name)
    assert time.process_time() - started < SECONDS
    assert not again.changes_something
