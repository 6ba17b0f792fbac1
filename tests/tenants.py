"""Tenants to test with."""

from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.kinds import TenantKind


def make_tenant(store: Store, name: str = "Stadt Herne", land: str = "NW") -> Tenant:
    """Store a youth office, in North Rhine-Westphalia if no Land is given."""
    with store.system_write() as session:
        row = Tenant(
            name=name,
            kind=TenantKind.YOUTH_OFFICE,
            land=land,
            time_zone="Europe/Berlin",
            created_at=store.clock.now(),
        )
        session.add(row)
    return row
