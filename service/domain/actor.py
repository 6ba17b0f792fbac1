"""Who acts: one user in one tenant, with roles and what they are bound to."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from service.domain.kinds import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """The person on whose behalf something is done.

    ``scopes`` narrows what a token may do; ``None`` is a full sign-in. Bound ids are
    empty where a role is not bound (a counsellor without area sees the whole tenant).
    ``today`` is the day in the tenant's time zone: what a childminder, a substitute or
    a guardian reaches by a contract or an assignment depends on it.
    """

    user_id: UUID | None
    tenant_id: UUID
    roles: frozenset[Role]
    person_ids: frozenset[UUID] = field(default_factory=frozenset)
    guardian_ids: frozenset[UUID] = field(default_factory=frozenset)
    area_ids: frozenset[UUID] = field(default_factory=frozenset)
    coach_ids: frozenset[UUID] = field(default_factory=frozenset)
    kindergarten_ids: frozenset[UUID] = field(default_factory=frozenset)
    scopes: frozenset[str] | None = None
    locale: str = "de"
    today: date | None = None

    def has(self, *roles: Role) -> bool:
        """Whether one of the roles is held."""
        return not self.roles.isdisjoint(roles)


def system_actor(tenant_id: UUID) -> Actor:
    """The service itself: jobs and the command line on the machine."""
    return Actor(
        user_id=None, tenant_id=tenant_id, roles=frozenset({Role.ADMINISTRATOR})
    )
