"""The busy times that are kept, for whoever plans dates."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.busy.sources import owner_of
from service.busy.spans import BusySpan, Horizon, merged
from service.db.tables.busy import BusySource, BusyTime

Spans = tuple[BusySpan, ...]


@dataclass(frozen=True, slots=True)
class StoredBusyTimes:
    """Busy spans by coach and by kindergarten; who gave no calendar is missing."""

    of_owner: Mapping[UUID, Spans]

    def of(self, owner_id: UUID) -> Spans:
        """Spans of a coach or a kindergarten, apart from one another and in order."""
        return self.of_owner.get(owner_id, ())


def stored_busy_times(session: Session, horizon: Horizon) -> StoredBusyTimes:
    """When coaches and kindergartens are busy, the calendars of each joined."""
    spans: dict[UUID, list[BusySpan]] = defaultdict(list)
    sources = session.scalars(select(BusySource)).all()
    owners = {source.id: owner_of(source).id for source in sources}
    rows = session.execute(
        select(BusyTime.source_id, BusyTime.starts_at, BusyTime.ends_at).where(
            BusyTime.ends_at > horizon.starts_at, BusyTime.starts_at < horizon.ends_at
        )
    )
    for row in rows:
        spans[owners[row.source_id]].append(BusySpan(row.starts_at, row.ends_at))
    return StoredBusyTimes(
        {owner: merged(found, horizon) for owner, found in spans.items()}
    )
