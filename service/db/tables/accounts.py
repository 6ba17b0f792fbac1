"""Users, what they may be where, their sessions and personal tokens.

Users, sessions and tokens are found before a tenant is known, so these tables stand
outside of the tenant walls and hold hashes, never secrets.
"""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ForeignKey, Index, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, TenantTable, choice, within_tenant
from service.domain.kinds import Role


class User(Base):
    """A person who signs in; ``email`` is stored normalised."""

    __tablename__ = "user_account"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    display_name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str] = mapped_column(String(200))
    locale: Mapped[str] = mapped_column(String(8), default="de")
    is_operator: Mapped[bool] = mapped_column(default=False)
    failed_attempts: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None]
    disabled_at: Mapped[datetime | None]
    created_at: Mapped[datetime]
    version: Mapped[int] = mapped_column(nullable=False)

    # SQLAlchemy declares this attribute itself, as one of the instance
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012


class UserTenant(Base):
    """Where to look for a user's roles; global, like the account itself.

    A sign-in knows no tenant yet. What the user may do there is decided by the
    memberships alone; this row only says where they are.
    """

    __tablename__ = "user_tenant"
    __table_args__ = (UniqueConstraint("user_id", "tenant_id"),)

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"), index=True)


class Membership(TenantTable):
    """A role of a user in a tenant, bound to the row or area she stands for."""

    __tablename__ = "membership"
    __table_args__ = (
        within_tenant("person_id", "person"),
        within_tenant("guardian_id", "guardian"),
        within_tenant("area_id", "area"),
        within_tenant("coach_id", "coach"),
        within_tenant("kindergarten_id", "kindergarten"),
        UniqueConstraint("tenant_id", "user_id", "role"),
    )

    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    role: Mapped[Role] = mapped_column(choice(Role, "role"))
    person_id: Mapped[UUID | None]
    guardian_id: Mapped[UUID | None]
    area_id: Mapped[UUID | None]
    coach_id: Mapped[UUID | None]
    kindergarten_id: Mapped[UUID | None]
    ended_at: Mapped[datetime | None]


class UserSession(Base):
    """A signed-in browser; the cookie holds the secret, the table its hash."""

    __tablename__ = "user_session"

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    tenant_id: Mapped[UUID | None] = mapped_column(ForeignKey("tenant.id"))
    created_at: Mapped[datetime]
    last_seen_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]


class FailedAttempt(Base):
    """A sign-in that failed, counted per address and per account for a minute."""

    __tablename__ = "failed_attempt"
    __table_args__ = (
        Index("ix_failed_attempt_key", "key_digest", "at"),
        Index("ix_failed_attempt_at", "at"),
    )

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    key_digest: Mapped[bytes] = mapped_column(LargeBinary(32))
    at: Mapped[datetime]


class ApiToken(Base):
    """A personal token with scopes for one tenant; stored as hash, shown once."""

    __tablename__ = "api_token"

    id: Mapped[UUID] = mapped_column(Uuid, primary_key=True, default=uuid4)
    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), unique=True)
    user_id: Mapped[UUID] = mapped_column(ForeignKey("user_account.id"), index=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"), index=True)
    label: Mapped[str] = mapped_column(String(100))
    scopes: Mapped[list[Any]]
    created_at: Mapped[datetime]
    last_used_at: Mapped[datetime | None]
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
