"""Bring feeds up to date: after a change, every night, and after a restore."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from service.calendars.documents import assemble, export_documents
from service.calendars.feeds import FEEDS, Source
from service.calendars.local_time import local_date
from service.calendars.recipients import Recipient, concerned, subscribed
from service.calendars.revise import raise_sequence, revise, stored_events
from service.calendars.subscriptions import end_lapsed
from service.calendars.window import Scope, Window
from service.db.audit_trail import record
from service.db.store import Store, tenant_of
from service.db.tables.feeds import FeedEvent
from service.db.tables.tenancy import Tenant
from service.domain.actor import system_actor
from service.domain.touched import Touched

RECIPIENTS_PER_TRANSACTION = 100
"""Writers of the same tenant wait for at most one such portion."""


def refresh_feeds(session: Session, touched: Touched, now: datetime) -> int:
    """Render the events a change touched and put their feeds together.

    Belongs into the transaction of the change, after everything else of it, so that
    a feed is never ahead of or behind what stands.

    Parameters
    ----------
    touched
        Persons before and after the change, children, places, and the days.
    now
        The instant of the change, aware.

    Returns
    -------
    How many feeds have other bytes than before.
    """
    recipients = concerned(session, touched)
    if not recipients:
        return 0
    session.flush()
    zone = zone_of(session)
    window = Window(local_date(now, zone))
    return _bring_up_to_date(
        session, recipients, Scope.of_days(window, touched.days), now, zone
    )


def refresh_recipients(
    session: Session, recipients: Collection[Recipient], now: datetime
) -> int:
    """Bring the whole window of some recipients up to date."""
    zone = zone_of(session)
    window = Window(local_date(now, zone))
    return _bring_up_to_date(session, recipients, Scope(window), now, zone)


def rendered(
    session: Session, recipients: Collection[Recipient], now: datetime
) -> list[tuple[str, bytes]]:
    """Feeds as files (name, bytes) without subscribing to them.

    Events get their lasting identity as in a subscription; a feed nobody subscribed
    to is not kept.
    """
    zone = zone_of(session)
    window = Window(local_date(now, zone))
    _revise_all(session, recipients, Scope(window), now, zone)
    return export_documents(session, recipients, window)


def refresh_window(store: Store, tenant_id: UUID) -> int:
    """Move the windows of a tenant's feeds to its today, in portions.

    Days enter and leave, tombstones end, open absences go on; subscriptions whose
    right ended are revoked; and whatever a change forgot to say is put right.
    Safe to repeat and to interrupt.

    Returns
    -------
    How many feeds have other bytes than before.
    """
    with store.write(tenant_id) as session:
        now = store.clock.now()
        end_lapsed(session, local_date(now, zone_of(session)), now)
        recipients = sorted(subscribed(session))
    changed = 0
    for start in range(0, len(recipients), RECIPIENTS_PER_TRANSACTION):
        portion = recipients[start : start + RECIPIENTS_PER_TRANSACTION]
        with store.write(tenant_id) as session:
            still = subscribed(session).intersection(portion)
            changed += refresh_recipients(session, still, store.clock.now())
    return changed


def raise_sequences(store: Store, by: int = 1_000) -> int:
    """After a restore: lift every event above all that readers may have seen.

    Returns
    -------
    How many feeds were written anew, over all tenants.
    """
    with store.system_read() as session:
        tenant_ids = session.scalars(select(Tenant.id).order_by(Tenant.id)).all()
    return sum(_raise_in_tenant(store, tenant_id, by) for tenant_id in tenant_ids)


def zone_of(session: Session) -> ZoneInfo:
    """Where the tenant's clocks hang."""
    name = session.scalars(
        select(Tenant.time_zone).where(Tenant.id == tenant_of(session))
    ).one()
    return ZoneInfo(name)


def _bring_up_to_date(
    session: Session,
    recipients: Collection[Recipient],
    scope: Scope,
    now: datetime,
    zone: ZoneInfo,
) -> int:
    """Revise events, then put the feeds together that changed or never were."""
    _revise_all(session, recipients, scope, now, zone)
    return assemble(session, recipients, scope.window, now)


def _revise_all(
    session: Session,
    recipients: Collection[Recipient],
    scope: Scope,
    now: datetime,
    zone: ZoneInfo,
) -> None:
    """Revise the recipients' events on the days of a scope, source by source."""
    stored = stored_events(session, recipients, scope)
    by_source: dict[Source, list[Recipient]] = defaultdict(list)
    for recipient in sorted(recipients):
        by_source[FEEDS[recipient.kind].source].append(recipient)
    for source, own in by_source.items():
        drafts = source(session, own, scope, zone)
        for recipient in own:
            begun = revise(
                recipient, drafts[recipient], stored.get(recipient, ()), scope, now
            )
            session.add_all(begun)


def _raise_in_tenant(store: Store, tenant_id: UUID, by: int) -> int:
    """Lift the events of one tenant and put its feeds together."""
    now = store.clock.now()
    with store.write(tenant_id) as session:
        window = Window(local_date(now, zone_of(session)))
        shown = session.scalars(
            select(FeedEvent).where(FeedEvent.last_day >= window.first_day)
        ).all()
        for event in shown:
            raise_sequence(event, by, now)
        session.flush()
        session.execute(
            update(FeedEvent)
            .where(FeedEvent.last_day < window.first_day)
            .values(sequence=FeedEvent.sequence + by)
            .execution_options(synchronize_session=False)
        )
        record(
            session,
            actor=system_actor(tenant_id),
            action="raise_sequences",
            subject_kind="tenant",
            subject_id=tenant_id,
            at=now,
        )
        recipients = subscribed(session)
        return assemble(session, recipients, window, now)
