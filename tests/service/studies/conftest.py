"""The tandem town of the planning tests, healthy afterwards."""

import pytest

from service.doctor import doctor
from tests.service.planning.tandem_case import make_tandem_case


@pytest.fixture
def town(store, tenant):
    """Anna and Birte are a tandem; two children, one neighbour whom they know."""
    yield make_tandem_case(store, tenant, carla_is_known=True)
    assert doctor(store) == ()


@pytest.fixture
def any_town(any_store, any_tenant):
    """The same in SQLite and in PostgreSQL."""
    yield make_tandem_case(any_store, any_tenant, carla_is_known=True)
    assert doctor(any_store) == ()
