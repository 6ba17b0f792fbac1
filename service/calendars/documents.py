"""Whole feeds: a header and the stored events, put together, with their ETag."""

import re
from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from service.calendars.feeds import FEEDS, calendar_name
from service.calendars.recipients import Recipient
from service.calendars.render import FOOTER, render_header
from service.calendars.revise import in_portions, of_recipients
from service.calendars.window import MAX_BYTES, MAX_EVENTS, Window, later
from service.db.store import tenant_of
from service.db.tables.feeds import FeedDocument, FeedEvent
from service.db.tables.tenancy import Tenant

_UNSAFE_IN_FILE_NAME = re.compile(r"[^\w.-]+")


def assemble(
    session: Session, recipients: Collection[Recipient], window: Window, now: datetime
) -> int:
    """Put the recipients' feeds together from their stored events.

    A feed whose bytes stay the same keeps its revision time and ETag.

    Returns
    -------
    How many feeds have other bytes than before.
    """
    session.flush()
    events = _events_shown(session, recipients, window)
    documents = _documents(session, recipients)
    names = _Names(session)
    changed = 0
    for recipient in sorted(recipients):
        body = document_body(names.of(recipient), events[recipient], window.today)
        changed += _keep(
            session, recipient, documents.get(recipient), body, window, now
        )
    session.flush()
    return changed


def export_documents(
    session: Session, recipients: Collection[Recipient], window: Window
) -> list[tuple[str, bytes]]:
    """File name and bytes of feeds, without keeping them."""
    session.flush()
    events = _events_shown(session, recipients, window)
    names = _Names(session)
    return sorted(
        (
            names.file_of(recipient),
            document_body(names.of(recipient), events[recipient], window.today),
        )
        for recipient in recipients
    )


def document_body(
    name: str, events: Sequence[Row[*tuple[Any, ...]]], today: date
) -> bytes:
    """A feed's bytes; of too many events the nearest ones are shown.

    Parameters
    ----------
    events
        Rows with ``first_day`` and ``body``, in the order of the feed.
    """
    header = render_header(name)
    room = MAX_BYTES - len(header) - len(FOOTER)
    if len(events) > MAX_EVENTS or sum(len(event.body) for event in events) > room:
        events = _nearest(events, today, room)
    return b"".join((header, *(event.body for event in events), FOOTER))


def _nearest(
    events: Sequence[Row[*tuple[Any, ...]]], today: date, room: int
) -> list[Row[*tuple[Any, ...]]]:
    """What is to come before what was, near before far, as far as there is room."""

    def distance(position: int) -> tuple[bool, int]:
        days = (events[position].first_day - today).days
        return days < 0, abs(days)

    kept = set()
    for position in sorted(range(len(events)), key=distance)[:MAX_EVENTS]:
        room -= len(events[position].body)
        if room < 0:
            break
        kept.add(position)
    return [event for position, event in enumerate(events) if position in kept]


def _events_shown(
    session: Session, recipients: Collection[Recipient], window: Window
) -> dict[Recipient, list[Row[*tuple[Any, ...]]]]:
    """Events within the window, tombstones only as long as they last."""
    found: dict[Recipient, list[Row[*tuple[Any, ...]]]] = defaultdict(list)
    for wanted in in_portions(recipients):
        for row in session.execute(
            select(
                FeedEvent.kind,
                FeedEvent.recipient_id,
                FeedEvent.first_day,
                FeedEvent.body,
            )
            .where(
                *of_recipients(FeedEvent, wanted),
                FeedEvent.last_day >= window.first_day,
                FeedEvent.first_day <= window.last_day,
                or_(
                    FeedEvent.cancelled_on.is_(None),
                    FeedEvent.cancelled_on >= window.oldest_tombstone,
                ),
            )
            .order_by(FeedEvent.first_day, FeedEvent.uid)
        ):
            found[Recipient(row.kind, row.recipient_id)].append(row)
    return found


def _documents(
    session: Session, recipients: Collection[Recipient]
) -> dict[Recipient, FeedDocument]:
    """Feeds as they were put together last."""
    found = {}
    for wanted in in_portions(recipients):
        for document in session.scalars(
            select(FeedDocument).where(*of_recipients(FeedDocument, wanted))
        ):
            found[Recipient(document.kind, document.recipient_id)] = document
    return found


def _keep(
    session: Session,
    recipient: Recipient,
    document: FeedDocument | None,
    body: bytes,
    window: Window,
    now: datetime,
) -> bool:
    """Store a feed; whether its bytes are new."""
    etag = sha256(body).hexdigest()
    if document is None:
        document = FeedDocument(kind=recipient.kind, recipient_id=recipient.id)
        document.revised_at = now.replace(microsecond=0)
        session.add(document)
    elif document.etag == etag:
        document.assembled_on = window.today
        return False
    else:
        document.revised_at = later(now, document.revised_at)
    document.body, document.etag = body, etag
    document.assembled_on = window.today
    return True


class _Names:
    """Names of feeds and their files; each is read once."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._labels: dict[Recipient, str] = {}

    def of(self, recipient: Recipient) -> str:
        """Name of a recipient's feed."""
        titled = "{" in FEEDS[recipient.kind].title
        return calendar_name(recipient.kind, self._label(recipient) if titled else "")

    def file_of(self, recipient: Recipient) -> str:
        """A file name that tells feeds apart: kind and code, never a person's name."""
        label = self._label(recipient)
        safe = _UNSAFE_IN_FILE_NAME.sub("-", label).strip("-.") or recipient.id.hex
        return f"{recipient.kind.value}_{safe}.ics"

    def _label(self, recipient: Recipient) -> str:
        """What tells a recipient apart; the whole tenant goes by its name."""
        if recipient not in self._labels:
            whole = recipient.id == tenant_of(self._session)
            tenant = select(Tenant.id, Tenant.name).where(Tenant.id == recipient.id)
            statement = FEEDS[recipient.kind].label_of(recipient.id)
            row = self._session.execute(tenant if whole else statement).first()
            self._labels[recipient] = "" if row is None else row[1]
        return self._labels[recipient]
