"""Which calendar feeds exist, without their secrets."""

from service.access import Action, visible
from service.calendars.subscriptions import SubscriptionView, view_of
from service.db.paging import page_of
from service.db.store import Store
from service.db.tables.feeds import FeedSubscription
from service.domain.actor import Actor
from service.domain.page import Page, PageRequest


def list_feeds(
    store: Store, actor: Actor, wanted: PageRequest
) -> Page[SubscriptionView]:
    """One page of the subscriptions the actor may see, newest first.

    Raises
    ------
    NotPermitted
        If the actor may not see any.
    """
    query = visible(actor, FeedSubscription, Action.READ_FEEDS)
    with store.read(actor.tenant_id) as session:
        ordered = query.order_by(
            FeedSubscription.created_at.desc(), FeedSubscription.id
        )
        return page_of(session, ordered, wanted, view_of)
