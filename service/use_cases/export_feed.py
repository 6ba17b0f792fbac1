"""Calendars as files: whole feeds for a demonstration, or one event to take over."""

from collections.abc import Collection
from uuid import UUID
from zoneinfo import ZoneInfo

from service.access import Action, require
from service.calendars.addresses import hash_of
from service.calendars.entitlement import holder_for
from service.calendars.local_time import local_date
from service.calendars.lookup import looking_up
from service.calendars.recipients import Recipient
from service.calendars.refresh import rendered, zone_of
from service.calendars.render import render_single
from service.db.store import Store
from service.domain.actor import Actor
from service.errors import NotFound


def export_feeds(
    store: Store, actor: Actor, recipients: Collection[Recipient]
) -> list[tuple[str, bytes]]:
    """The recipients' feeds as files, in the order of their names.

    The events are those a subscription would show, with the same UIDs, so that a
    later subscription does not double what was imported from a file.

    Returns
    -------
    File name and bytes of each feed.

    Raises
    ------
    NotPermitted
        If the actor may not subscribe to feeds at all.
    NotFound
        If one of the recipients is not there, or not for this actor.
    """
    require(actor, Action.SUBSCRIBE)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        today = local_date(now, zone_of(session))
        for recipient in recipients:
            holder_for(session, actor, recipient, today)
        return rendered(session, recipients, now)


def export_event(store: Store, secret: str, uid: UUID) -> bytes:
    """One event of the feed behind a secret address, as a file of its own.

    Raises
    ------
    NotFound
        If the address does not hold or its feed has no such event.
    """
    with looking_up(store) as lookup:
        address = lookup.address(hash_of(secret))
        if address is None:
            raise NotFound
        today = local_date(store.clock.now(), ZoneInfo(address.time_zone))
        feed = lookup.feed(address, today)
        event = None if feed is None else lookup.event(feed.recipient, uid)
    if event is None:
        raise NotFound
    return render_single(event)
