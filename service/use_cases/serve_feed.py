"""A calendar program asks for a feed: hash, look up, compare, answer.

The path most walked of all: one connection, two narrow statements, the body only if
it is asked for; nothing is rendered and nothing written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from service.calendars.addresses import hash_of
from service.calendars.local_time import local_date
from service.calendars.lookup import looking_up
from service.calendars.usage import Use
from service.db.store import Store
from service.errors import NotFound

Known = Callable[[str, datetime], bool]
"""Whether the reader has a version already, by its ETag and revision time."""


@dataclass(frozen=True, slots=True)
class Served:
    """A feed as it stands; ``body`` is missing where the reader has it already."""

    etag: str
    revised_at: datetime
    body: bytes | None
    first_use: Use | None


def serve_feed(store: Store, secret: str, known: Known) -> Served:
    """The feed behind a secret address.

    Parameters
    ----------
    secret
        From the address; only its hash is compared.
    known
        Asked once with the current ETag and revision time.

    Raises
    ------
    NotFound
        If no such address holds: never made, revoked, or its holder's right ended.
    StorageFault, Busy
        If the database cannot answer; the reader must keep what it has.
    """
    with looking_up(store) as lookup:
        address = lookup.address(hash_of(secret))
        if address is None:
            raise NotFound
        today = local_date(store.clock.now(), ZoneInfo(address.time_zone))
        feed = lookup.feed(address, today)
        if feed is None:
            raise NotFound
        document = (
            None
            if known(feed.etag, feed.revised_at)
            else lookup.document(feed.recipient)
        )
    used = feed.last_used_on is not None and feed.last_used_on >= today
    use = None if used else Use(address.tenant_id, address.subscription_id, today)
    if document is None:
        return Served(feed.etag, feed.revised_at, None, use)
    return Served(document.etag, document.revised_at, document.body, use)
