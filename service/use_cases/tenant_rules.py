"""The rules that hold for a tenant, its own numbers included."""

from datetime import date

from sqlalchemy import select

from service.access import Action, require
from service.accounts.actors import NO_TENANT
from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.ports import local_day
from service.use_cases.list_rules import RuleCatalogue, list_rules

DEFAULT_LAND = "NW"
DEFAULT_ZONE = "Europe/Berlin"


def tenant_rules(
    store: Store, actor: Actor, land: str | None, day: date | None
) -> RuleCatalogue:
    """Every rule with the numbers that hold.

    Parameters
    ----------
    land
        ``None`` asks for the tenant's own.
    day
        ``None`` is today where the tenant is.

    Raises
    ------
    InvalidInput
        If there is no such Land.
    """
    require(actor, Action.READ_RULES)
    own_land, zone = DEFAULT_LAND, DEFAULT_ZONE
    if actor.tenant_id != NO_TENANT:
        with store.system_read() as session:
            own_land, zone = session.execute(
                select(Tenant.land, Tenant.time_zone).where(
                    Tenant.id == actor.tenant_id
                )
            ).one()
    return list_rules(land or own_land, day or local_day(store.clock, zone))
