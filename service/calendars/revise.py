"""Bring stored events in line with what stands, keeping their identities.

An event keeps its UID for ever; its SEQUENCE and LAST-MODIFIED only grow. What is
over is not rewritten.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from service.calendars.content import Draft, EventContent, Revision
from service.calendars.recipients import Recipient
from service.calendars.render import render_event
from service.calendars.window import Scope, later
from service.db.tables.feeds import FeedDocument, FeedEvent
from service.domain.kinds import FeedKind

LASTING = ("absence:", "session:", "visit:", "event:")
"""Beginnings of groups that name no day: what they are may move to any other."""
MEMBERS = "members"
IDS_PER_QUERY = 500

Portion = tuple[FeedKind, Sequence[UUID]]
"""Some recipients of one kind."""


def stored_events(
    session: Session, recipients: Iterable[Recipient], scope: Scope
) -> dict[Recipient, list[FeedEvent]]:
    """Events of the recipients on the days of a scope, and all that may move."""
    in_scope = (
        FeedEvent.last_day >= scope.first_day
        if scope.days is None
        else FeedEvent.first_day.in_(scope.days)
    )
    found: dict[Recipient, list[FeedEvent]] = defaultdict(list)
    for wanted in in_portions(recipients):
        for event in session.scalars(
            select(FeedEvent)
            .where(*of_recipients(FeedEvent, wanted))
            .where(or_(in_scope, *map(FeedEvent.event_key.startswith, LASTING)))
            .order_by(FeedEvent.event_key)
        ):
            found[Recipient(event.kind, event.recipient_id)].append(event)
    return found


def revise(
    recipient: Recipient,
    drafts: Iterable[Draft],
    stored: Iterable[FeedEvent],
    scope: Scope,
    now: datetime,
) -> list[FeedEvent]:
    """Continue, end and begin the events of one recipient.

    Returns
    -------
    Events that are new, to be added to the session.
    """
    groups: dict[str, list[FeedEvent]] = defaultdict(list)
    for event in stored:
        groups[_group_of(event)].append(event)
    wanted: dict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        wanted[draft.group].append(draft)
    begun: list[FeedEvent] = []
    for group in sorted(groups.keys() | wanted.keys()):
        pairs, new, ended = _matched(wanted[group], groups[group])
        for event, draft in pairs:
            _continue(event, draft, scope, now)
        for event in ended:
            _cancel(event, scope, now)
        count = len(groups[group])
        begun += [
            _begin(recipient, draft, count + number, now)
            for number, draft in enumerate(new)
        ]
    return begun


def raise_sequence(event: FeedEvent, by: int, now: datetime) -> None:
    """Count the event's revisions up and write it anew."""
    event.sequence += by
    _write(event, EventContent.from_json(event.content), now)


def of_recipients(
    table: type[FeedEvent | FeedDocument], wanted: Portion
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """The conditions that a row belongs to one of a portion's recipients."""
    kind, ids = wanted
    return table.kind == kind, table.recipient_id.in_(ids)


def in_portions(recipients: Iterable[Recipient]) -> Iterator[Portion]:
    """Recipients in an order that never varies, in bounded portions of one kind.

    One kind at a time, because SQLite finds no index for pairs of kind and id.
    """
    for kind, of_kind in groupby(sorted(recipients), key=lambda one: one.kind):
        ids = [recipient.id for recipient in of_kind]
        for start in range(0, len(ids), IDS_PER_QUERY):
            yield kind, ids[start : start + IDS_PER_QUERY]


def _matched(
    drafts: list[Draft], events: list[FeedEvent]
) -> tuple[list[tuple[FeedEvent, Draft]], list[Draft], list[FeedEvent]]:
    """Pairs that share most, then what is new and what is over."""
    shared = sorted(
        (-common, event.cancelled_on is not None, event.event_key, position)
        for event in events
        for position, draft in enumerate(drafts)
        if (common := len(draft.members.intersection(event.content[MEMBERS])))
    )
    by_key = {event.event_key: event for event in events}
    free = dict(enumerate(drafts))
    pairs = []
    for _, _, key, position in shared:
        if key in by_key and position in free:
            pairs.append((by_key.pop(key), free.pop(position)))
    return pairs, list(free.values()), list(by_key.values())


def _continue(event: FeedEvent, draft: Draft, scope: Scope, now: datetime) -> None:
    """The same event, perhaps with other content."""
    today = scope.window.today
    if event.last_day < today and draft.last_day < today:
        return
    before = EventContent.from_json(event.content)
    revived = event.cancelled_on is not None
    event.first_day, event.last_day = draft.first_day, draft.last_day
    event.content = _stored(draft)
    if before == draft.content and not revived:
        return
    if revived or before.weighs != draft.content.weighs:
        event.sequence += 1
    event.cancelled_on = None
    _write(event, draft.content, now)


def _cancel(event: FeedEvent, scope: Scope, now: datetime) -> None:
    """The event no longer stands; it stays as a tombstone for some days."""
    if event.cancelled_on is not None or event.last_day < scope.window.today:
        return
    event.cancelled_on = scope.window.today
    event.sequence += 1
    _write(event, EventContent.from_json(event.content), now)


def _begin(recipient: Recipient, draft: Draft, number: int, now: datetime) -> FeedEvent:
    """A new event with a random UID."""
    revision = Revision(uuid4(), 0, now.replace(microsecond=0))
    return FeedEvent(
        id=uuid4(),
        kind=recipient.kind,
        recipient_id=recipient.id,
        event_key=f"{draft.group}#{number}",
        uid=revision.uid,
        sequence=revision.sequence,
        revised_at=revision.revised_at,
        first_day=draft.first_day,
        last_day=draft.last_day,
        content=_stored(draft),
        body=render_event(draft.content, revision),
    )


def _write(event: FeedEvent, content: EventContent, now: datetime) -> None:
    """Render the event's next revision."""
    event.revised_at = later(now, event.revised_at)
    cancelled = event.cancelled_on is not None
    event.body = render_event(
        content, Revision(event.uid, event.sequence, event.revised_at, cancelled)
    )


def _stored(draft: Draft) -> dict[str, Any]:
    """What is kept of a draft to compare the next one with."""
    return {**draft.content.as_json(), MEMBERS: sorted(draft.members)}


def _group_of(event: FeedEvent) -> str:
    return event.event_key.rpartition("#")[0]
