"""Tenants to test with."""

from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.kinds import TenantKind


def make_tenant(
    store: Store,
    name: str = "Stadt Herne",
    land: str = "NW",
    kind: TenantKind = TenantKind.YOUTH_OFFICE,
) -> Tenant:
    """Store a tenant: a youth office in North Rhine-Westphalia if nothing is said."""
    with store.system_write() as session:
        row = Tenant(
            name=name,
            kind=kind,
            land=land,
            time_zone="Europe/Berlin",
            created_at=store.clock.now(),
        )
        session.add(row)
    return row
