"""A small town, imported: for every test that needs people, children and contracts."""

from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.actor import system_actor
from service.towns.make import make_town
from service.towns.town import Town
from service.towns.workbook import town_sheets
from service.use_cases.store_import import store_sheets


def import_town(
    store: Store, tenant: Tenant, childminders: int = 12, seed: int = 1
) -> Town:
    """Store an invented town and return what it was made of."""
    town = make_town(childminders, seed, tenant.land)
    store_sheets(store, system_actor(tenant.id), town_sheets(town), "Musterstadt")
    return town
