"""The messy file: at least forty different faults, each told as expected."""

import json
from dataclasses import asdict

import pytest

from service.domain.actor import system_actor
from service.errors import ImportRefused
from service.imports.source import read_source
from service.use_cases.check_import import check_import
from service.use_cases.store_import import store_import
from tests.service.imports.messy import EXPECTED, MESSY, write_messy


@pytest.fixture
def report(store, tenant):
    return check_import(store, system_actor(tenant.id), MESSY, MESSY.name)


def test_the_messy_file_has_its_expected_report(report):
    expected = json.loads(EXPECTED.read_text())
    assert [asdict(fault) for fault in report.faults] == expected["faults"]
    assert report.summary == expected["summary"]


def test_it_has_at_least_forty_different_faults(report):
    assert len({fault.code for fault in report.faults}) >= 40
    assert report.fault_count == len(report.faults)


def test_nothing_of_it_is_stored(store, tenant):
    with pytest.raises(ImportRefused) as refusal:
        store_import(store, system_actor(tenant.id), MESSY, MESSY.name)
    assert len(refusal.value.faults) >= 40


def test_the_committed_file_is_the_one_written_here(tmp_path):
    again = tmp_path / MESSY.name
    write_messy(again)
    assert read_source(again, "x").sheets == read_source(MESSY, "x").sheets
