"""Who sends this secret: a session's or a token's actor."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import bindparam, select, update

from service.accounts.actors import actor_in
from service.accounts.policy import AccountPolicy
from service.accounts.secrets import digest
from service.db.store import Store
from service.db.tables.accounts import ApiToken, User, UserSession
from service.domain.actor import Actor
from service.errors import SignInRequired

STAMP_EVERY = timedelta(minutes=1)
"""Last use is written this often at most: reading must not cost a write each time."""

# built once: each request to the interface runs one of them
_SESSION = (
    select(UserSession, User)
    .join(User, User.id == UserSession.user_id)
    .where(UserSession.token_hash == bindparam("token_hash"))
)
_TOKEN = (
    select(ApiToken, User)
    .join(User, User.id == ApiToken.user_id)
    .where(ApiToken.token_hash == bindparam("token_hash"))
)

ENDED = "Ihre Anmeldung ist abgelaufen oder wurde beendet. Bitte melden Sie sich an."


@dataclass(frozen=True, slots=True)
class Recognised:
    """Who acts, and by which account."""

    actor: Actor
    display_name: str
    email: str
    expires_at: datetime | None


def by_session(store: Store, policy: AccountPolicy, secret: str) -> Recognised:
    """Who holds the session's secret.

    Raises
    ------
    SignInRequired
        If there is no such session, or it has ended: revoked, idle, or too old.
    """
    now = store.clock.now()
    with store.system_read() as session:
        found = session.execute(_SESSION, {"token_hash": digest(secret)}).one_or_none()
        if found is None or not _alive(found[0], policy, now):
            raise SignInRequired(ENDED)
        row, user = found[0], _enabled(found[1])
    if now - row.last_seen_at >= STAMP_EVERY:
        with store.system_write() as session:
            session.execute(
                update(UserSession)
                .where(UserSession.token_hash == row.token_hash)
                .values(last_seen_at=now)
            )
    return Recognised(
        actor=actor_in(store, user, row.tenant_id),
        display_name=user.display_name,
        email=user.email,
        expires_at=row.expires_at,
    )


def by_token(store: Store, secret: str) -> Recognised:
    """Who holds the personal token.

    Raises
    ------
    SignInRequired
        If there is no such token, or it was revoked or has run out.
    """
    now = store.clock.now()
    with store.system_read() as session:
        found = session.execute(_TOKEN, {"token_hash": digest(secret)}).one_or_none()
        if found is None or not _valid(found[0], now):
            raise SignInRequired(
                "Dieses Zugriffszeichen gilt nicht oder nicht mehr."
                " Bitte legen Sie ein neues an."
            )
        row, user = found[0], _enabled(found[1])
    if row.last_used_at is None or now - row.last_used_at >= STAMP_EVERY:
        with store.system_write() as session:
            session.execute(
                update(ApiToken).where(ApiToken.id == row.id).values(last_used_at=now)
            )
    return Recognised(
        actor=actor_in(store, user, row.tenant_id, row.scopes),
        display_name=user.display_name,
        email=user.email,
        expires_at=row.expires_at,
    )


def _alive(row: UserSession, policy: AccountPolicy, now: datetime) -> bool:
    return (
        row.revoked_at is None
        and not _past(row.expires_at, now)
        and now - row.last_seen_at < policy.session_idle
    )


def _valid(row: ApiToken, now: datetime) -> bool:
    return row.revoked_at is None and not _past(row.expires_at, now)


def _past(moment: datetime | None, now: datetime) -> bool:
    return moment is not None and moment <= now


def _enabled(user: User) -> User:
    if user.disabled_at is not None:
        raise SignInRequired(ENDED)
    return user
