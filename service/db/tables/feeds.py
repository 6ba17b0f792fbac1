"""Calendar feeds: who subscribed, the events as rendered bytes, ready documents."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import (
    ForeignKey,
    ForeignKeyConstraint,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import Base, TenantTable, choice, within_tenant
from service.domain.kinds import FeedKind


class FeedSubscription(TenantTable):
    """A secret address for one recipient; the secret is shown once."""

    __tablename__ = "feed_subscription"

    kind: Mapped[FeedKind] = mapped_column(choice(FeedKind, "kind"))
    recipient_id: Mapped[UUID]
    user_id: Mapped[UUID | None] = mapped_column(ForeignKey("user_account.id"))
    label: Mapped[str] = mapped_column(String(100))
    created_at: Mapped[datetime]
    last_used_on: Mapped[date | None]
    revoked_at: Mapped[datetime | None]


class FeedAddress(Base):
    """Hash of a secret to subscription: found before a tenant is known."""

    __tablename__ = "feed_address"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "subscription_id"],
            ["feed_subscription.tenant_id", "feed_subscription.id"],
        ),
    )

    token_hash: Mapped[bytes] = mapped_column(LargeBinary(32), primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenant.id"))
    subscription_id: Mapped[UUID]
    revoked: Mapped[bool] = mapped_column(default=False)


class FeedEvent(TenantTable):
    """One event of one recipient, rendered once per revision.

    ``event_key`` says what it is for this recipient (day and place, child and day);
    the UID belongs to it for ever. ``cancelled_on`` starts the tombstone.
    """

    __tablename__ = "feed_event"
    __table_args__ = (
        UniqueConstraint("tenant_id", "kind", "recipient_id", "event_key"),
        UniqueConstraint("uid"),
    )

    kind: Mapped[FeedKind] = mapped_column(choice(FeedKind, "kind"))
    recipient_id: Mapped[UUID]
    event_key: Mapped[str] = mapped_column(String(120))
    uid: Mapped[UUID]
    sequence: Mapped[int] = mapped_column(default=0)
    revised_at: Mapped[datetime]
    first_day: Mapped[date]
    last_day: Mapped[date]
    cancelled_on: Mapped[date | None]
    content: Mapped[dict[str, Any]]
    body: Mapped[bytes] = mapped_column(LargeBinary)


class FeedDocument(TenantTable):
    """The whole feed of one recipient, ready to send."""

    __tablename__ = "feed_document"
    __table_args__ = (UniqueConstraint("tenant_id", "kind", "recipient_id"),)

    kind: Mapped[FeedKind] = mapped_column(choice(FeedKind, "kind"))
    recipient_id: Mapped[UUID]
    body: Mapped[bytes] = mapped_column(LargeBinary)
    etag: Mapped[str] = mapped_column(String(64))
    revised_at: Mapped[datetime]
    assembled_on: Mapped[date]


class OutboxMessage(TenantTable):
    """Something to tell somebody, written in the transaction that made it true."""

    __tablename__ = "outbox_message"
    __table_args__ = (
        within_tenant("publication_id", "publication"),
        UniqueConstraint("tenant_id", "delivery_key"),
    )

    delivery_key: Mapped[str] = mapped_column(String(200))
    topic: Mapped[str] = mapped_column(String(60))
    recipient_kind: Mapped[FeedKind] = mapped_column(choice(FeedKind, "recipient_kind"))
    recipient_id: Mapped[UUID]
    publication_id: Mapped[UUID | None]
    content: Mapped[dict[str, Any]]
    created_at: Mapped[datetime]
    delivered_at: Mapped[datetime | None]
    attempts: Mapped[int] = mapped_column(default=0)
