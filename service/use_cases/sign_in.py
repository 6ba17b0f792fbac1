"""Somebody signs in with e-mail address and password."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.accounts.actors import NO_TENANT, actor_in
from service.accounts.passwords import hash_password, outdated, password_fits
from service.accounts.policy import AccountPolicy
from service.accounts.secrets import digest, new_secret, normalised_email
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.accounts import User, UserSession, UserTenant
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import SignInRequired

REFUSED = (
    "E-Mail-Adresse und Passwort passen nicht zusammen, oder die Anmeldung ist nach"
    " mehreren Fehlversuchen für kurze Zeit gesperrt."
)
"""The same words for an unknown account, a wrong password and a locked account."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What was typed; ``tenant_id`` chooses where several are possible."""

    email: str
    password: str
    tenant_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class TenantName:
    """A tenant the user may sign in to."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session; ``secret`` is told once and goes into the cookie."""

    secret: str
    expires_at: datetime
    user_id: UUID
    tenant_id: UUID | None
    tenants: tuple[TenantName, ...]


def sign_in(store: Store, policy: AccountPolicy, command: SignIn) -> SignedIn:
    """Open a session under a new secret.

    Raises
    ------
    SignInRequired
        If the password does not fit, the account is unknown, locked, disabled or has
        no role: always in the same words and after the same work.
    """
    with store.system_read() as session:
        user = _find(session, command.email)
        tenants = () if user is None else _tenants(session, user.id)
    stored = None if user is None else user.password_hash
    fits = password_fits(stored, command.password, policy.password_memory_kib)
    if user is None:
        raise SignInRequired(REFUSED)
    now = store.clock.now()
    locked = user.locked_until is not None and user.locked_until > now
    if not fits or locked or user.disabled_at is not None:
        if not fits and not locked:
            _count_failure(store, policy, user.id)
        raise SignInRequired(REFUSED)
    choice = _Choice(_candidates(tenants, command.tenant_id), tenants, command.password)
    return _open(store, policy, user, choice)


@dataclass(frozen=True, slots=True)
class _Choice:
    candidates: tuple[UUID, ...]
    tenants: tuple[TenantName, ...]
    password: str


def _find(session: Session, email: str) -> User | None:
    return session.scalars(
        select(User).where(User.email == normalised_email(email))
    ).one_or_none()


def _tenants(session: Session, user_id: UUID) -> tuple[TenantName, ...]:
    rows = session.execute(
        select(Tenant.id, Tenant.name)
        .join(UserTenant, UserTenant.tenant_id == Tenant.id)
        .where(UserTenant.user_id == user_id, Tenant.closed_at.is_(None))
        .order_by(Tenant.name)
    )
    return tuple(TenantName(row.id, row.name) for row in rows)


def _candidates(
    tenants: tuple[TenantName, ...], wanted: UUID | None
) -> tuple[UUID, ...]:
    if wanted is None:
        return tuple(tenant.id for tenant in tenants)
    if wanted not in {tenant.id for tenant in tenants}:
        raise SignInRequired(REFUSED)
    return (wanted,)


def _actor(store: Store, user: User, candidates: tuple[UUID, ...]) -> Actor:
    """As whom she signs in: the first tenant with a role, else as operator."""
    for tenant_id in candidates:
        actor = actor_in(store, user, tenant_id)
        if actor.roles - {Role.OPERATOR}:
            return actor
    actor = actor_in(store, user, None)
    if not actor.roles:
        raise SignInRequired(REFUSED)
    return actor


def _count_failure(store: Store, policy: AccountPolicy, user_id: UUID) -> None:
    """One more failed attempt; the account is locked for a while from the limit on."""
    with store.system_write() as session:
        user = session.get_one(User, user_id)
        user.failed_attempts += 1
        if user.failed_attempts >= policy.attempts_before_lock:
            user.failed_attempts = 0
            user.locked_until = store.clock.now() + policy.lock


def _open(store: Store, policy: AccountPolicy, user: User, choice: _Choice) -> SignedIn:
    actor = _actor(store, user, choice.candidates)
    tenant_id = None if actor.tenant_id == NO_TENANT else actor.tenant_id
    now = store.clock.now()
    secret = new_secret()
    row = UserSession(
        token_hash=digest(secret),
        user_id=user.id,
        tenant_id=tenant_id,
        created_at=now,
        last_seen_at=now,
        expires_at=now + policy.session_lifetime,
    )
    transaction = store.system_write() if tenant_id is None else store.write(tenant_id)
    with transaction as session:
        current = session.get_one(User, user.id)
        current.failed_attempts = 0
        current.locked_until = None
        if outdated(current.password_hash, policy.password_memory_kib):
            current.password_hash = hash_password(
                choice.password, policy.password_memory_kib
            )
        session.add(row)
        if tenant_id is not None:
            record(
                session,
                actor=actor,
                action="sign_in",
                subject_kind="user_account",
                subject_id=user.id,
                at=now,
            )
    return SignedIn(
        secret=secret,
        expires_at=row.expires_at,
        user_id=user.id,
        tenant_id=tenant_id,
        tenants=choice.tenants,
    )
