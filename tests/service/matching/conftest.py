"""A programme, and the doctor afterwards."""

import pytest

from service.doctor import doctor
from tests.service.matching.build import make_programme


@pytest.fixture
def programme(store):
    """The programme in SQLite; the store is whole when the test has ended."""
    yield make_programme(store)
    assert doctor(store) == ()


@pytest.fixture
def any_programme(any_store):
    """The programme in SQLite and in PostgreSQL."""
    yield make_programme(any_store)
    assert doctor(any_store) == ()
