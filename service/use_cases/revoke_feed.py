"""A calendar feed's address stops answering, with the next request."""

from uuid import UUID

from service.access import Action, load
from service.calendars.subscriptions import (
    SubscriptionView,
    end_subscriptions,
    view_of,
)
from service.db.audit_trail import record
from service.db.store import Store, expect_version
from service.db.tables.feeds import FeedSubscription
from service.domain.actor import Actor


def revoke_feed(
    store: Store, actor: Actor, subscription_id: UUID, version: int | None = None
) -> SubscriptionView:
    """The address answers like one that never was; revoking twice changes nothing.

    Parameters
    ----------
    version
        The version the actor saw; None if she named none.

    Raises
    ------
    NotPermitted
        If the actor may not revoke feeds at all.
    NotFound
        If there is no such subscription, or it is not the actor's.
    Stale
        If the subscription was changed since.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        subscription = load(
            session, actor, FeedSubscription, subscription_id, Action.REVOKE_FEED
        )
        expect_version(subscription, version)
        if subscription.revoked_at is None:
            end_subscriptions(session, [subscription], now)
            record(
                session,
                actor=actor,
                action="revoke_feed",
                subject_kind="feed_subscription",
                subject_id=subscription.id,
                at=now,
            )
        return view_of(subscription)
