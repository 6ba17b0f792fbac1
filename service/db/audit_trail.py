"""Who did what when: append-only, numbered and chained per tenant, ids only.

What a change said (values, names) lies in ``audit_detail`` and can be erased without
breaking the chain.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.store import tenant_of
from service.db.tables.audit import AuditDetail, AuditEvent
from service.domain.actor import Actor

FIRST_HASH = "0" * 64
"""What the first event of a tenant is chained to."""


@dataclass(frozen=True, slots=True)
class BrokenChain:
    """The first event that does not follow from the one before."""

    number: int
    reason: str


def record(  # noqa: PLR0913 (all but the session by name)
    session: Session,
    *,
    actor: Actor,
    action: str,
    subject_kind: str,
    subject_id: UUID | str,
    detail: Mapping[str, Any] | None = None,
    at: datetime,
) -> AuditEvent:
    """Append an event, in the transaction of the change itself.

    Parameters
    ----------
    action
        A verb in English, for example ``publish``; at most 60 characters.
    subject_kind, subject_id
        What was changed: its table and id, never a name.
    detail
        Values of the change; kept apart, erasable.
    at
        The instant of the change, aware.

    Raises
    ------
    ValueError
        If the actor belongs to another tenant than the session.
    """
    tenant_id = tenant_of(session)
    if actor.tenant_id != tenant_id:
        raise ValueError("the actor belongs to another tenant than the session")
    last = _last(session)
    event = AuditEvent(
        id=uuid4(),
        number=1 if last is None else last.number + 1,
        at=at,
        actor_id=actor.user_id,
        action=action,
        subject_kind=subject_kind,
        subject_id=str(subject_id),
        previous_hash=FIRST_HASH if last is None else last.hash,
    )
    event.tenant_id = tenant_id
    event.hash = hash_of(event)
    session.add(event)
    session.flush()  # the next event of this transaction is chained to it
    if detail:
        session.add(AuditDetail(event_id=event.id, detail=dict(detail)))
    return event


def last_number(session: Session) -> int:
    """Number of the tenant's newest event; while it stays, nobody has changed anything.

    Read it before what is computed with: so no change in between is missed.
    """
    last = _last(session)
    return 0 if last is None else last.number


def _last(session: Session) -> AuditEvent | None:
    """The newest event of the session's tenant."""
    newest = select(AuditEvent).order_by(AuditEvent.number.desc()).limit(1)
    return session.scalars(newest).one_or_none()


def hash_of(event: AuditEvent) -> str:
    """Hash over the event's own columns and the hash before."""
    fields = (
        event.tenant_id.hex,
        str(event.number),
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        "" if event.actor_id is None else event.actor_id.hex,
        event.action,
        event.subject_kind,
        event.subject_id,
        event.previous_hash,
    )
    # the length before each field: no two different events read alike
    return sha256(
        "".join(f"{len(field)}:{field}" for field in fields).encode()
    ).hexdigest()


def verify(session: Session) -> BrokenChain | None:
    """Follow the chain of the session's tenant; None if it is whole."""
    events = session.scalars(
        select(AuditEvent)
        .order_by(AuditEvent.number)
        .execution_options(yield_per=1_000)
    )
    try:
        return first_break(events)
    finally:
        events.close()  # at a break the rest is not read


def first_break(events: Iterable[AuditEvent]) -> BrokenChain | None:
    """The first of the events, in their order, that breaks the chain."""
    previous = FIRST_HASH
    for number, event in enumerate(events, start=1):
        if event.number != number:
            return BrokenChain(number, "fehlt")
        if event.previous_hash != previous:
            return BrokenChain(number, "schließt nicht an den Eintrag davor an")
        if event.hash != hash_of(event):
            return BrokenChain(number, "wurde nachträglich verändert")
        previous = event.hash
    return None
