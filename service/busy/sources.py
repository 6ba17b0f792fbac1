"""Stored calendars of others: how they are shown, and how their times are replaced."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from service.busy.owners import BusyOwner, OwnerKind
from service.busy.spans import Asked, Horizon, Reading
from service.calendars.local_time import instant, local_date
from service.calendars.refresh import zone_of
from service.db.store import tenant_of
from service.db.tables.busy import BusySource, BusyTime
from service.db.tables.feeds import FeedEvent

DAYS_BACK: Final = 31
DAYS_FORWARD: Final = 731
"""Two years: a programme year that begins next summer lies within."""


@dataclass(frozen=True, slots=True)
class BusySourceView:
    """What may be seen of a calendar that was given: never what is in it.

    Attributes
    ----------
    reaches_until
        The last day whose times were read; for later ones it has to be given anew.
    busy_spans
        How many times of being busy are kept.
    """

    id: UUID
    version: int
    owner_kind: OwnerKind
    owner_id: UUID
    name: str
    last_read_at: datetime
    reaches_until: date
    busy_spans: int


def views_of(
    session: Session, sources: Sequence[BusySource]
) -> tuple[BusySourceView, ...]:
    """Sources as they may be shown."""
    zone = zone_of(session)
    counts: dict[UUID, int] = {
        row.source_id: row.spans
        for row in session.execute(
            select(BusyTime.source_id, func.count().label("spans"))
            .where(BusyTime.source_id.in_([source.id for source in sources]))
            .group_by(BusyTime.source_id)
        )
    }
    return tuple(_view(source, counts.get(source.id, 0), zone) for source in sources)


def _view(source: BusySource, spans: int, zone: ZoneInfo) -> BusySourceView:
    owner = owner_of(source)
    last_day = local_date(source.last_read_at, zone) + timedelta(days=DAYS_FORWARD - 1)
    return BusySourceView(
        id=source.id,
        version=source.version,
        owner_kind=owner.kind,
        owner_id=owner.id,
        name=source.name,
        last_read_at=source.last_read_at,
        reaches_until=last_day,
        busy_spans=spans,
    )


def owner_of(source: BusySource) -> BusyOwner:
    """Whose calendar it is; the database holds that there is one owner."""
    if source.coach_id is not None:
        return BusyOwner(OwnerKind.COACH, source.coach_id)
    if source.kindergarten_id is not None:
        return BusyOwner(OwnerKind.KINDERGARTEN, source.kindergarten_id)
    raise ValueError("a busy source belongs to somebody")


def asked_of(session: Session, owner: BusyOwner, now: datetime) -> Asked:
    """What to read of an owner's calendar: the time ahead, without what is ours."""
    zone = zone_of(session)
    today = local_date(now, zone)
    horizon = Horizon(
        instant(today - timedelta(days=DAYS_BACK), 0, zone),
        instant(today + timedelta(days=DAYS_FORWARD), 0, zone),
    )
    own = session.scalars(
        select(FeedEvent.uid).where(
            FeedEvent.kind == owner.feed_kind, FeedEvent.recipient_id == owner.id
        )
    )
    return Asked(zone, horizon, frozenset(map(str, own)))


def keep_times(
    session: Session, source: BusySource, content: bytes, reading: Reading, at: datetime
) -> None:
    """The times of a source are those of a reading, and no others.

    Of the file itself only a digest is kept, which tells whether it was given before.
    """
    source.last_read_at = at
    source.digest = sha256(content).hexdigest()
    session.add(source)
    session.flush()
    session.execute(
        delete(BusyTime)
        .where(BusyTime.source_id == source.id)
        .execution_options(synchronize_session=False)
    )
    rows = [
        {
            "tenant_id": tenant_of(session),
            "id": uuid4(),
            "source_id": source.id,
            "starts_at": span.starts_at,
            "ends_at": span.ends_at,
        }
        for span in reading.spans
    ]
    if rows:
        session.execute(insert(BusyTime), rows)
