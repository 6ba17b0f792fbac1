"""Anna's two children, away on Monday and Tuesday; Birte is her tandem partner."""

from types import SimpleNamespace

from service.db.store import Store
from service.db.tables.tenancy import Tenant
from tests.service.planning.build import MONDAY, TUESDAY, Builder, a_tandem_town
from tests.service.planning.run import counsellor


def make_tandem_case(
    store: Store, tenant: Tenant, *, carla_is_known: bool
) -> SimpleNamespace:
    """Ids of the town; Carla lives nearby, and the children know her or do not."""
    with store.write(tenant.id) as session:
        build = Builder(session)
        anna, birte, kids = a_tandem_town(build)
        absence = build.an_absence(anna, MONDAY, TUESDAY)
        carla = build.a_childminder(north=0.004)
        for kid in kids if carla_is_known else ():
            build.they_know_each_other(kid, carla)
        return SimpleNamespace(
            tenant_id=tenant.id,
            anna=anna.id,
            birte=birte.id,
            carla=carla.id,
            annas_home=anna.home_place_id,
            birtes_home=birte.home_place_id,
            carlas_home=carla.home_place_id,
            kids=[kid.id for kid in kids],
            absence=absence.id,
            actor=counsellor(tenant.id),
        )
