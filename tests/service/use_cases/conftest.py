"""A town with a tandem, a counsellor, and the doctor afterwards."""

from types import SimpleNamespace

import pytest

from service.doctor import doctor
from tests.service.planning.build import MONDAY, TUESDAY, Builder, a_tandem_town
from tests.service.planning.run import counsellor


def make_town(store, tenant):
    """Anna is away on Monday and Tuesday; Birte knows her two children."""
    with store.write(tenant.id) as session:
        build = Builder(session)
        anna, birte, kids = a_tandem_town(build)
        absence = build.an_absence(anna, MONDAY, TUESDAY)
        carla = build.a_childminder(north=0.004)
        for kid in kids:
            build.they_know_each_other(kid, carla)
        return SimpleNamespace(
            tenant_id=tenant.id,
            anna=anna.id,
            birte=birte.id,
            carla=carla.id,
            birtes_home=birte.home_place_id,
            carlas_home=carla.home_place_id,
            kids=[kid.id for kid in kids],
            absence=absence.id,
            actor=counsellor(tenant.id),
        )


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
