"""A request that comes twice is done once: its answer is kept under the sender's key.

The key is taken before the work begins. Whatever the work commits marks the key in
the same transaction, so that after a crash between the commit and the answer a second
request is told that the first one was done, instead of doing it again.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import event, update
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.jobs import IdempotencyKey
from service.db.walls import WalledSession
from service.errors import Conflict, InputFault, InvalidInput

ABANDONED_AFTER = timedelta(minutes=5)
"""A key whose work never committed anything is free again after this time."""

COMMITTED = 0
"""Status of a key whose work is stored but whose answer is not yet."""

KEEP = timedelta(days=2)

_WROTE = "lueckenlos_wrote"
_current: ContextVar[tuple[UUID, str] | None] = ContextVar("key", default=None)


@dataclass(frozen=True, slots=True)
class Claim:
    """Whose request, under which key, and what it asked for."""

    user_id: UUID
    tenant_id: UUID | None
    key: str
    request_digest: str


@dataclass(frozen=True, slots=True)
class StoredAnswer:
    """What the first request was answered with."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def take(store: Store, claim: Claim) -> StoredAnswer | None:
    """The stored answer if there is one, else the key is ours and the work may begin.

    Raises
    ------
    Conflict
        If the first request is still at work, or was done without being answered.
    InvalidInput
        If the key was used for another request.
    """
    with store.system_write() as session:
        row = session.get(IdempotencyKey, (claim.user_id, claim.key))
        now = store.clock.now()
        if row is not None and now - row.created_at >= KEEP:
            session.delete(row)
            session.flush()
            row = None
        if row is None:
            session.add(
                IdempotencyKey(
                    user_id=claim.user_id,
                    key=claim.key,
                    tenant_id=claim.tenant_id,
                    request_digest=claim.request_digest,
                    created_at=now,
                )
            )
            return None
        if row.request_digest != claim.request_digest:
            raise _other_request()
        if row.status is None and now - row.created_at >= ABANDONED_AFTER:
            row.created_at = now
            return None
        return _answer_of(row)


def _answer_of(row: IdempotencyKey) -> StoredAnswer:
    if row.status is None:
        raise Conflict(
            "Dieselbe Anfrage wird gerade bearbeitet."
            " Bitte warten Sie einen Moment und versuchen Sie es erneut."
        )
    if row.status == COMMITTED:
        raise Conflict(
            "Die erste Anfrage wurde ausgeführt, ihre Antwort ging verloren."
            " Bitte laden Sie den aktuellen Stand."
        )
    return StoredAnswer(
        status=row.status,
        headers={name: str(value) for name, value in row.headers.items()},
        body=row.body or b"",
    )


def _other_request() -> InvalidInput:
    detail = (
        "Dieser Schlüssel wurde schon für eine andere Anfrage benutzt."
        " Bitte nehmen Sie einen neuen."
    )
    return InvalidInput(detail, [InputFault("/Idempotency-Key", detail, "key-reused")])


@contextmanager
def working_under(claim: Claim) -> Iterator[None]:
    """Every commit in the block marks the key, in the same transaction."""
    token = _current.set((claim.user_id, claim.key))
    try:
        yield
    finally:
        _current.reset(token)


def keep_answer(store: Store, claim: Claim, answer: StoredAnswer) -> None:
    """The same request gets this answer from now on."""
    with store.system_write() as session:
        row = session.get_one(IdempotencyKey, (claim.user_id, claim.key))
        row.status = answer.status
        row.headers = dict(answer.headers)
        row.body = answer.body


def give_back(store: Store, claim: Claim) -> None:
    """Nothing was done: the key may be used again at once."""
    with store.system_write() as session:
        row = session.get(IdempotencyKey, (claim.user_id, claim.key))
        if row is not None and row.status is None:
            session.delete(row)


@event.listens_for(WalledSession, "before_commit")
def _mark(session: Session) -> None:
    """Tie the key to whatever else this transaction stores."""
    claimed = _current.get()
    pending = bool(session.new or session.dirty or session.deleted)
    if claimed is None or not (pending or session.info.get(_WROTE)):
        return
    user_id, key = claimed
    session.execute(
        update(IdempotencyKey)
        .where(
            IdempotencyKey.user_id == user_id,
            IdempotencyKey.key == key,
            IdempotencyKey.status.is_(None),
        )
        .values(status=COMMITTED)
    )


@event.listens_for(WalledSession, "after_flush")
def _note(session: Session, _context: object) -> None:
    session.info[_WROTE] = True
