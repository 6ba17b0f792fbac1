"""What is told of an account: never its hashes."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from service.db.tables.accounts import ApiToken, Membership, User
from service.domain.kinds import Role


@dataclass(frozen=True, slots=True)
class UserView:
    """A user as her tenant sees her; the roles are those in this tenant."""

    id: UUID
    version: int
    email: str
    display_name: str
    locale: str
    disabled_at: datetime | None
    created_at: datetime
    roles: Sequence[Role]


@dataclass(frozen=True, slots=True)
class TokenView:
    """A personal token without its secret."""

    id: UUID
    label: str
    scopes: Sequence[str]
    created_at: datetime
    last_used_at: datetime | None
    expires_at: datetime | None
    revoked_at: datetime | None


def users_here() -> Select[User]:
    """Users who hold, or held, a role in the session's tenant."""
    return select(User).where(User.id.in_(select(Membership.user_id)))


def user_view(session: Session, user: User) -> UserView:
    """The view, with the roles that have not ended."""
    roles = session.scalars(
        select(Membership.role)
        .where(Membership.user_id == user.id, Membership.ended_at.is_(None))
        .order_by(Membership.role)
    )
    return UserView(
        id=user.id,
        version=user.version,
        email=user.email,
        display_name=user.display_name,
        locale=user.locale,
        disabled_at=user.disabled_at,
        created_at=user.created_at,
        roles=tuple(roles),
    )


def token_view(token: ApiToken) -> TokenView:
    """The view of a token."""
    return TokenView(
        id=token.id,
        label=token.label,
        scopes=tuple(token.scopes),
        created_at=token.created_at,
        last_used_at=token.last_used_at,
        expires_at=token.expires_at,
        revoked_at=token.revoked_at,
    )
