"""Calendars and messages: what is sent is what the events say, once."""

from collections import defaultdict
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from service.calendars.window import MAX_BYTES, MAX_EVENTS, Window
from service.db.store import tenant_of
from service.db.tables.feeds import (
    FeedAddress,
    FeedDocument,
    FeedEvent,
    FeedSubscription,
    OutboxMessage,
)
from service.domain.kinds import FeedKind

Events = dict[tuple[FeedKind, UUID], list[Row[*tuple[Any, ...]]]]


def documents_not_as_their_events(session: Session) -> Iterator[tuple[str, str]]:
    """Feeds whose bytes are not those of their events on the day they were made."""
    events: Events = defaultdict(list)
    for row in session.execute(
        select(
            FeedEvent.kind,
            FeedEvent.recipient_id,
            FeedEvent.first_day,
            FeedEvent.last_day,
            FeedEvent.cancelled_on,
            FeedEvent.body,
        )
    ):
        events[row.kind, row.recipient_id].append(row)
    for document in session.scalars(select(FeedDocument).order_by(FeedDocument.id)):
        name = f"Der Kalender {document.kind.value}/{document.recipient_id}"
        if sha256(document.body).hexdigest() != document.etag:
            yield "feed-etag", f"{name} hat andere Bytes, als sein ETag sagt."
        window = Window(document.assembled_on)
        events_shown = _shown(events[document.kind, document.recipient_id], window)
        if not _says(document.body, events_shown):
            yield "feed-other", f"{name} zeigt nicht die Termine, die gespeichert sind."


def _says(document: bytes, events: list[bytes]) -> bool:
    """Whether a feed shows exactly these events; of too many it may leave some out."""
    found = sum(event in document for event in events)
    if document.count(b"BEGIN:VEVENT") != found:
        return False
    too_many = len(events) > MAX_EVENTS or sum(map(len, events)) > MAX_BYTES * 9 // 10
    return too_many or found == len(events)


def _shown(events: list[Row[*tuple[Any, ...]]], window: Window) -> list[bytes]:
    """The events a feed of that day shows."""
    return [
        event.body
        for event in events
        if event.last_day >= window.first_day
        and event.first_day <= window.last_day
        and (
            event.cancelled_on is None or event.cancelled_on >= window.oldest_tombstone
        )
    ]


def messages_twice(session: Session) -> Iterator[tuple[str, str]]:
    """Messages that would be delivered more than once."""
    for key, count in session.execute(
        select(OutboxMessage.delivery_key, func.count())
        .group_by(OutboxMessage.delivery_key)
        .having(func.count() > 1)
    ):
        yield "message-twice", f"Die Nachricht {key} würde {count} Mal zugestellt."


def addresses_not_as_subscriptions(session: Session) -> Iterator[tuple[str, str]]:
    """Secret addresses that open a revoked feed, or do not open a valid one."""
    rows = session.execute(
        select(FeedSubscription.id, FeedSubscription.revoked_at, FeedAddress.revoked)
        .join(FeedAddress, FeedAddress.subscription_id == FeedSubscription.id)
        .where(FeedAddress.tenant_id == tenant_of(session))
        .order_by(FeedSubscription.id)
    )
    for row in rows:
        if row.revoked != (row.revoked_at is not None):
            yield (
                "address",
                (
                    f"Die Adresse des Abonnements {row.id} ist "
                    f"{'gesperrt' if row.revoked else 'offen'}, das Abonnement nicht."
                ),
            )
