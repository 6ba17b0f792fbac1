"""Too many failed sign-ins are slowed down, whoever they claim to be.

Failures are counted in the database, so that all web processes count together. What
succeeds writes nothing here. Requests that come at the very same moment are all let
through to the password, so a limit may be passed by as many as are served at once.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.accounts import FailedAttempt
from service.errors import SignInRequired, TooManyAttempts

WINDOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Limit:
    """Who is counted (an address, an account), and how often she may fail a minute."""

    key: str
    most: int

    @property
    def digest(self) -> bytes:
        """What is stored of the key."""
        return sha256(self.key.encode("utf-8", "surrogatepass")).digest()


@contextmanager
def limited(store: Store, limits: Sequence[Limit]) -> Iterator[None]:
    """Refuse whoever failed too often, and count it if the block fails, too.

    Raises
    ------
    TooManyAttempts
        If one of the limits is reached; the same for accounts that exist and those
        that do not.
    """
    with store.system_read() as session:
        for limit in limits:
            _refuse_reached(store, session, limit)
    try:
        yield
    except SignInRequired:
        _note(store, limits)
        raise


def _refuse_reached(store: Store, session: Session, limit: Limit) -> None:
    now = store.clock.now()
    earliest = session.scalars(
        select(FailedAttempt.at)
        .where(
            FailedAttempt.key_digest == limit.digest, FailedAttempt.at > now - WINDOW
        )
        .order_by(FailedAttempt.at.desc())
        .offset(limit.most - 1)
        .limit(1)
    ).one_or_none()
    if earliest is None:
        return
    wait = WINDOW - (now - earliest)
    raise TooManyAttempts(
        "Zu viele Versuche. Bitte warten Sie eine Minute.",
        retry_seconds=int(wait.total_seconds()) + 1,
    )


def _note(store: Store, limits: Sequence[Limit]) -> None:
    """Count the failure; what no longer counts, of anybody, goes at the same time."""
    now = store.clock.now()
    with store.system_write() as session:
        session.execute(delete(FailedAttempt).where(FailedAttempt.at <= now - WINDOW))
        session.add_all(
            FailedAttempt(key_digest=limit.digest, at=now) for limit in limits
        )
