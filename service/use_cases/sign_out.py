"""A session ends: by its holder here, or all of an account at once."""

from uuid import UUID

from sqlalchemy import update
from sqlalchemy.orm import Session

from service.accounts.secrets import digest
from service.db.store import Store
from service.db.tables.accounts import UserSession


def sign_out(store: Store, secret: str) -> None:
    """The session of this secret is over, whether it was one or not."""
    with store.system_write() as session:
        session.execute(
            update(UserSession)
            .where(
                UserSession.token_hash == digest(secret),
                UserSession.revoked_at.is_(None),
            )
            .values(revoked_at=store.clock.now())
        )


def end_sessions(store: Store, session: Session, user_id: UUID) -> None:
    """All sessions of the user are over with the transaction that asks for it."""
    session.execute(
        update(UserSession)
        .where(UserSession.user_id == user_id, UserSession.revoked_at.is_(None))
        .values(revoked_at=store.clock.now())
    )
