"""An account is changed: its name, its language, whether it may sign in."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, require
from service.accounts.passwords import (
    check_password,
    hash_password,
    password_fits,
    words_about,
)
from service.accounts.policy import AccountPolicy
from service.accounts.views import UserView, user_view, users_here
from service.db.audit_trail import record
from service.db.store import Store, expect_version, tenant_of
from service.db.tables.accounts import Membership, User, UserTenant
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import Conflict, InputFault, InvalidInput, NotFound, SignInRequired
from service.use_cases.sign_out import end_sessions


@dataclass(frozen=True, slots=True)
class UserChange:
    """What is to change; ``None`` leaves it as it is."""

    display_name: str | None = None
    locale: str | None = None
    disabled: bool | None = None
    password: str | None = None


@dataclass(frozen=True, slots=True)
class Which:
    """Whose account, and the version the person saw."""

    user_id: UUID
    version: int | None


def change_user(
    store: Store, policy: AccountPolicy, actor: Actor, which: Which, change: UserChange
) -> UserView:
    """The account is as asked; a new password or disabling ends all its sessions.

    Raises
    ------
    NotPermitted
        If the actor does not administer the tenant.
    NotFound
        If nobody of that id has a role here.
    Conflict
        If the account is used in other tenants too: it is not this one's to change.
    Stale
        If it was changed meanwhile.
    InvalidInput
        If the password is weak.
    """
    require(actor, Action.CHANGE_USERS)
    password_hash = change.password and hash_password(
        change.password, policy.password_memory_kib
    )
    with store.write(actor.tenant_id) as session:
        user = session.scalars(
            users_here().where(User.id == which.user_id)
        ).one_or_none()
        if user is None:
            raise NotFound
        expect_version(user, which.version)
        _refuse_shared(session, user)
        if change.password is not None:
            _check(session, user, change.password)
        _apply(store, session, user, change)
        if password_hash:
            user.password_hash = password_hash
        record(
            session,
            actor=actor,
            action="change_user",
            subject_kind="user_account",
            subject_id=user.id,
            at=store.clock.now(),
        )
        session.flush()
        return user_view(session, user)


def change_own_password(
    store: Store, policy: AccountPolicy, actor: Actor, old: str, new: str
) -> None:
    """The actor's password is new and all her sessions are over.

    Raises
    ------
    InvalidInput
        If the old password does not fit or the new one is weak.
    """
    require(actor, Action.OWN_SESSIONS)
    if actor.user_id is None:
        raise SignInRequired
    with store.system_read() as session:
        user = session.get_one(User, actor.user_id)
        words = _words(user, session.get(Tenant, actor.tenant_id))
    if not password_fits(user.password_hash, old, policy.password_memory_kib):
        detail = "Das bisherige Passwort stimmt nicht."
        raise InvalidInput(detail, [InputFault("/old", detail, "wrong-password")])
    check_password(new, administrator=actor.has(Role.ADMINISTRATOR), words=words)
    password_hash = hash_password(new, policy.password_memory_kib)
    with store.system_write() as session:
        current = session.get_one(User, actor.user_id)
        current.password_hash = password_hash
        end_sessions(store, session, current.id)


def _refuse_shared(session: Session, user: User) -> None:
    """An account of several tenants belongs to its holder alone."""
    tenants = session.scalars(
        select(UserTenant.tenant_id).where(UserTenant.user_id == user.id)
    ).all()
    if len(tenants) > 1 or user.is_operator:
        raise Conflict(
            "Dieses Konto wird auch anderswo benutzt und lässt sich hier nicht ändern."
            " Die Rolle hier können Sie entziehen."
        )


def _check(session: Session, user: User, password: str) -> None:
    administrator = session.scalar(
        select(Membership.id).where(
            Membership.user_id == user.id, Membership.role == Role.ADMINISTRATOR
        )
    )
    words = _words(user, session.get(Tenant, tenant_of(session)))
    check_password(password, administrator=administrator is not None, words=words)


def _words(user: User, tenant: Tenant | None) -> tuple[str, ...]:
    where = "" if tenant is None else tenant.name
    return words_about(user.display_name, user.email, where)


def _apply(store: Store, session: Session, user: User, change: UserChange) -> None:
    if change.display_name is not None:
        user.display_name = change.display_name
    if change.locale is not None:
        user.locale = change.locale
    if change.disabled is not None:
        user.disabled_at = store.clock.now() if change.disabled else None
    if change.disabled or change.password is not None:
        user.failed_attempts, user.locked_until = 0, None
        end_sessions(store, session, user.id)
