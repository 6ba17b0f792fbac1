"""The programme's messy file: each fault told as expected, nothing stored."""

import json
from dataclasses import asdict

import pytest
from sqlalchemy import func, select

from service.db.tables.coaches import Coach
from service.domain.actor import system_actor
from service.domain.kinds import TenantKind
from service.errors import ImportRefused
from service.imports.source import read_source
from service.use_cases.check_import import check_import
from service.use_cases.store_import import store_import
from tests.service.imports.messy_programme import EXPECTED, MESSY, write
from tests.tenants import make_tenant


@pytest.fixture
def programme(store):
    return make_tenant(store, "ThEKiZ", "TH", TenantKind.PROGRAMME)


def test_the_messy_file_has_its_expected_report(store, programme):
    report = check_import(store, system_actor(programme.id), MESSY, MESSY.name)
    expected = json.loads(EXPECTED.read_text())
    assert [asdict(fault) for fault in report.faults] == expected["faults"]
    assert report.summary == expected["summary"]
    assert len({fault.code for fault in report.faults}) >= 25


def test_nothing_of_it_is_stored(store, programme):
    with pytest.raises(ImportRefused):
        store_import(store, system_actor(programme.id), MESSY, MESSY.name)
    with store.read(programme.id) as session:
        assert session.scalar(select(func.count()).select_from(Coach)) == 0


def test_the_committed_file_is_the_one_written_here(tmp_path):
    again = tmp_path / MESSY.name
    write(again)
    assert read_source(again, "x").sheets == read_source(MESSY, "x").sheets
