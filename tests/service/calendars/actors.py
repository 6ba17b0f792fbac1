"""Users with one role, as they act."""

from uuid import UUID, uuid4

from service.db.tables.accounts import Membership, User
from service.domain.actor import Actor
from service.domain.kinds import Role
from tests.service.calendars.world import World


def user_with(world: World, role: Role, **bound: UUID) -> Actor:
    """A user who holds one role in the tenant, bound to whom she stands for."""
    user = User(
        id=uuid4(),
        email=f"{uuid4().hex}@example.org",
        display_name="x",
        password_hash="x",  # noqa: S106 - never compared
        created_at=world.clock.now(),
    )
    with world.store.system_write() as session:
        session.add(user)
    world.add(Membership(user_id=user.id, role=role, ended_at=None, **bound))
    return Actor(
        user.id,
        world.tenant_id,
        frozenset({role}),
        person_ids=frozenset(v for k, v in bound.items() if k == "person_id"),
        guardian_ids=frozenset(v for k, v in bound.items() if k == "guardian_id"),
        area_ids=frozenset(v for k, v in bound.items() if k == "area_id"),
        coach_ids=frozenset(v for k, v in bound.items() if k == "coach_id"),
        kindergarten_ids=frozenset(
            v for k, v in bound.items() if k == "kindergarten_id"
        ),
        today=world.clock.now().date(),
    )
