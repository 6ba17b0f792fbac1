"""Subscriptions: made with a secret shown once, listed without it, revoked at once."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Row, delete, select, update
from sqlalchemy.orm import Session

from service.calendars.addresses import hash_of, new_secret
from service.calendars.entitlement import HOLDING, is_entitled, with_holding
from service.calendars.recipients import Recipient, subscribed
from service.db.audit_trail import record
from service.db.store import tenant_of
from service.db.tables.feeds import FeedAddress, FeedDocument, FeedSubscription
from service.domain.actor import system_actor
from service.domain.kinds import FeedKind

_RUNNING = with_holding(select(*HOLDING))


@dataclass(frozen=True, slots=True)
class SubscriptionView:
    """What may be seen of a subscription; the secret is not among it."""

    id: UUID
    kind: FeedKind
    recipient_id: UUID
    label: str
    created_at: datetime
    last_used_on: date | None
    revoked_at: datetime | None
    version: int


def view_of(subscription: FeedSubscription) -> SubscriptionView:
    """A subscription as it may be shown."""
    return SubscriptionView(
        id=subscription.id,
        kind=subscription.kind,
        recipient_id=subscription.recipient_id,
        label=subscription.label,
        created_at=subscription.created_at,
        last_used_on=subscription.last_used_on,
        revoked_at=subscription.revoked_at,
        version=subscription.version,
    )


def add_subscription(
    session: Session,
    recipient: Recipient,
    user_id: UUID | None,
    label: str,
    now: datetime,
) -> tuple[FeedSubscription, str]:
    """A new subscription and its secret, which is stored nowhere."""
    secret = new_secret()
    subscription = FeedSubscription(
        id=uuid4(),
        kind=recipient.kind,
        recipient_id=recipient.id,
        user_id=user_id,
        label=label,
        created_at=now,
        last_used_on=None,
        revoked_at=None,
    )
    session.add(subscription)
    session.flush()
    session.add(
        FeedAddress(
            token_hash=hash_of(secret),
            tenant_id=tenant_of(session),
            subscription_id=subscription.id,
        )
    )
    session.flush()
    return subscription, secret


def end_subscriptions(
    session: Session, ended: Collection[FeedSubscription], now: datetime
) -> None:
    """Their addresses answer no more; a feed nobody reads is not kept."""
    for subscription in ended:
        subscription.revoked_at = now
    session.flush()
    session.execute(
        update(FeedAddress)
        .where(FeedAddress.subscription_id.in_([row.id for row in ended]))
        .values(revoked=True)
        .execution_options(synchronize_session=False)
    )
    still = subscribed(session)
    for recipient in {Recipient(row.kind, row.recipient_id) for row in ended} - still:
        session.execute(
            delete(FeedDocument)
            .where(
                FeedDocument.kind == recipient.kind,
                FeedDocument.recipient_id == recipient.id,
            )
            .execution_options(synchronize_session=False)
        )


def end_lapsed(session: Session, today: date, now: datetime) -> int:
    """Revoke for good what is refused already: roles, work or accounts that ended.

    Returns
    -------
    How many subscriptions were revoked.
    """
    tenant_id = tenant_of(session)
    holdings: dict[UUID, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for row in session.execute(_RUNNING, {"tenant_id": tenant_id}):
        holdings[row.id].append(row)
    ids = [
        subscription_id
        for subscription_id, rows in holdings.items()
        if not is_entitled(session, tenant_id, rows, today)
    ]
    lapsed = session.scalars(
        select(FeedSubscription).where(FeedSubscription.id.in_(ids))
    ).all()
    if lapsed:
        end_subscriptions(session, lapsed, now)
    for subscription in lapsed:
        record(
            session,
            actor=system_actor(tenant_id),
            action="end_feed",
            subject_kind="feed_subscription",
            subject_id=subscription.id,
            at=now,
        )
    return len(lapsed)
