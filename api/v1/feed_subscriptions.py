"""Subscriptions to calendars; the feeds themselves are no part of this interface."""

from typing import Any
from uuid import UUID

from flask.views import MethodView

from api.auth import actor, application, needs, store
from api.idempotent import without_key
from api.paging import page_request
from api.smorest import Resource, expected_version
from api.v1.schemas.base import PageQuery
from api.v1.schemas.calendars import CreatedFeedSchema, FeedPage, NewFeedSchema
from service.access import Action
from service.calendars.addresses import ways_to_subscribe
from service.calendars.subscriptions import SubscriptionView
from service.domain.page import Page
from service.use_cases.list_feeds import list_feeds
from service.use_cases.revoke_feed import revoke_feed
from service.use_cases.subscribe_feed import subscribe_feed

feeds = Resource(
    "feed-subscriptions",
    __name__,
    url_prefix="/api/v1/feeds",
    description="Kalender abonnieren",
)


@feeds.route("", endpoint="Collection")
class Feeds(MethodView):
    """Subscriptions."""

    @needs(Action.READ_FEEDS)
    @feeds.arguments(PageQuery, location="query")
    @feeds.response(200, FeedPage)
    def get(self, query: dict[str, Any]) -> Page[SubscriptionView]:
        """Abonnements auflisten."""
        return list_feeds(store(), actor(), page_request(query))

    @needs(Action.SUBSCRIBE)
    @feeds.arguments(NewFeedSchema)
    @without_key
    @feeds.response(201, CreatedFeedSchema)
    def post(self, asked: dict[str, Any]) -> dict[str, object]:
        """Einen Kalender abonnieren; die Adresse wird nur jetzt gezeigt."""
        feed, path = subscribe_feed(store(), actor(), **asked)
        base = application().settings.base_url
        return {
            "feed": feed,
            "address": base.rstrip("/") + path,
            "ways": ways_to_subscribe(base, path),
        }


@feeds.route("/<uuid:feed_id>", endpoint="Item")
class Feed(MethodView):
    """One subscription."""

    @needs(Action.REVOKE_FEED)
    @feeds.versioned
    @feeds.response(204)
    def delete(self, feed_id: UUID) -> None:
        """Ein Abonnement widerrufen: die Adresse antwortet ab sofort nicht mehr."""
        revoke_feed(store(), actor(), feed_id, expected_version())
