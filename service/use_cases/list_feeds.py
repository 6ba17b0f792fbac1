"""Which calendar feeds exist, without their secrets."""

from sqlalchemy import func, select

from service.access import Action, visible
from service.calendars.subscriptions import SubscriptionView, view_of
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
        total = session.scalar(select(func.count()).select_from(query.subquery())) or 0
        rows = session.scalars(
            query.order_by(FeedSubscription.created_at.desc(), FeedSubscription.id)
            .offset(wanted.offset)
            .limit(wanted.size)
        ).all()
        items = tuple(view_of(row) for row in rows)
    return Page(items=items, page=wanted.number, size=wanted.size, total=total)
