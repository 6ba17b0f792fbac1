"""A town with a tandem, a counsellor, and the doctor afterwards."""

import pytest

from service.doctor import doctor
from tests.service.planning.tandem_case import make_tandem_case


def make_town(store, tenant):
    """Anna is away on Monday and Tuesday; Birte and Carla know her two children."""
    return make_tandem_case(store, tenant, carla_is_known=True)


@pytest.fixture
def town(store, tenant):
    """The town in SQLite; the store is whole when the test has ended."""
    yield make_town(store, tenant)
    assert doctor(store) == ()


@pytest.fixture
def any_town(any_store, any_tenant):
    """The town in SQLite and in PostgreSQL."""
    yield make_town(any_store, any_tenant)
    assert doctor(any_store) == ()
