"""A plan of series becomes rows: planned, moved, and what has lost its date.

Cluster, kind and number are the identity of an event: another day or another host
keeps the row and its UID.
"""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from service.dates.appointments import Written
from service.dates.workshops.state import Workshops
from service.db.tables.workshops import ClusterEvent
from service.domain.kinds import AppointmentState
from solver.workshops.problem import EventDate

WrittenEvents = Written[ClusterEvent]


def write_events(
    session: Session, state: Workshops, dates: Iterable[EventDate], now: datetime
) -> WrittenEvents:
    """Every open event stands as planned; one without a date, or a series, ends."""
    written = WrittenEvents()
    planned = {found.event: found for found in dates}
    for published in state.problem.published:
        if published.event not in planned:
            written.cancel(state.rows[published.event], now)
    for stray in state.strays:
        written.cancel(stray, now)
    for id_, found in planned.items():
        row = state.rows.get(id_)
        if row is None:
            new = _added(state, found, now)
            session.add(new)
            written.added.append(new)
        elif not _stands(row, state, found):
            before = row.state
            _put(row, state, found)
            written.place(row, before, now)
    session.flush()
    return written


def _place(state: Workshops, found: EventDate) -> tuple[date, date, UUID | None]:
    first = date.fromordinal(found.day)
    last = first + timedelta(days=state.problem.events[found.event].days - 1)
    return first, last, UUID(found.host) if found.host else None


def _stands(row: ClusterEvent, state: Workshops, found: EventDate) -> bool:
    there = (row.first_day, row.last_day, row.host_member_id)
    return row.state is not AppointmentState.CANCELLED and there == _place(state, found)


def _put(row: ClusterEvent, state: Workshops, found: EventDate) -> None:
    row.series_year = state.span.year
    row.first_day, row.last_day, row.host_member_id = _place(state, found)


def _added(state: Workshops, found: EventDate, now: datetime) -> ClusterEvent:
    cluster, kind, number = state.key(found.event)
    row = ClusterEvent(
        id=uuid4(),
        uid=uuid4(),
        cluster_id=cluster,
        kind=kind,
        number=number,
        state=AppointmentState.PLANNED,
        sequence=0,
        revised_at=now,
    )
    _put(row, state, found)
    return row
