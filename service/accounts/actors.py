"""From an account to who acts: the roles it has in a tenant now."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import bindparam, select

from service.db.store import Store
from service.db.tables.accounts import Membership, User
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.ports import local_day

# built once: each request to the interface asks for the roles anew
_ROLES = (
    select(Membership, Tenant.time_zone)
    .join(Tenant, Tenant.id == Membership.tenant_id)
    .where(Membership.user_id == bindparam("user_id"), Membership.ended_at.is_(None))
)

AREA_BOUND = (Role.COUNSELLOR, Role.COUNTY)
NO_TENANT = UUID(int=0)
"""Where an operator stands: in no tenant, so that no tenant's row is in reach."""


def actor_in(
    store: Store,
    user: User,
    tenant_id: UUID | None,
    scopes: Collection[str] | None = None,
) -> Actor:
    """The user as actor, with the roles that have not ended.

    Parameters
    ----------
    store
        Memberships are read anew for each request, so that an ended one counts at once.
    user
        Already known to be who signs in.
    tenant_id
        ``None`` for an operator without a tenant.
    scopes
        What a token is narrowed to; ``None`` for a full sign-in.
    """
    memberships: list[Membership] = []
    today: date | None = None
    if tenant_id is not None:
        memberships, time_zone = _memberships(store, user.id, tenant_id)
        today = local_day(store.clock, time_zone) if memberships else None
    roles = {membership.role for membership in memberships}
    if user.is_operator:
        roles.add(Role.OPERATOR)
    areas = frozenset(
        m.area_id for m in memberships if m.role in AREA_BOUND and m.area_id is not None
    )
    return Actor(
        user_id=user.id,
        tenant_id=NO_TENANT if tenant_id is None else tenant_id,
        roles=frozenset(roles),
        person_ids=frozenset(m.person_id for m in memberships if m.person_id),
        guardian_ids=frozenset(m.guardian_id for m in memberships if m.guardian_id),
        area_ids=areas,
        coach_ids=frozenset(m.coach_id for m in memberships if m.coach_id),
        kindergarten_ids=frozenset(
            m.kindergarten_id for m in memberships if m.kindergarten_id
        ),
        scopes=None if scopes is None else frozenset(scopes),
        locale=user.locale,
        today=today,
    )


def _memberships(
    store: Store, user_id: UUID, tenant_id: UUID
) -> tuple[list[Membership], str]:
    """Those that have not ended, and the time zone of the tenant, in one statement."""
    with store.read(tenant_id) as session:
        rows = session.execute(_ROLES, {"user_id": user_id}).all()
    return [row[0] for row in rows], rows[0][1] if rows else ""
