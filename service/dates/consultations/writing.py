"""A plan of visits becomes rows: planned, moved, and what has lost its date.

Who visits whom is the identity of a visit: another day keeps the row and its UID,
another host ends one visit and begins another.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from service.dates.appointments import Written
from service.dates.consultations.state import Consultations, Pair
from service.db.tables.visits import ConsultationVisit
from service.domain.kinds import AppointmentState
from solver.consultations.problem import Visit

WrittenVisits = Written[ConsultationVisit]


def write_visits(
    session: Session, state: Consultations, visits: Iterable[Visit], now: datetime
) -> WrittenVisits:
    """Every open wish stands as planned; a published visit without a date ends."""
    written = WrittenVisits()
    planned = {_pair(state, visit): visit for visit in visits}
    published = state.open_rows
    for pair, left in published.items():
        if pair not in planned:
            written.cancel(left, now)
    for pair, visit in planned.items():
        row = published.get(pair) or state.former.get(pair)
        if row is None:
            new = _added(state, pair, visit, now)
            session.add(new)
            written.added.append(new)
        elif not _stands(row, state, visit):
            before = row.state
            _put(row, state, visit)
            written.place(row, before, now)
    session.flush()
    return written


def _pair(state: Consultations, visit: Visit) -> Pair:
    house = state.problem.requests[visit.request].kindergarten
    return UUID(house), state.hosts[visit.host].id


def _stands(row: ConsultationVisit, state: Consultations, visit: Visit) -> bool:
    slot = state.slots[visit.host]
    return row.state is not AppointmentState.CANCELLED and (
        row.day.toordinal(),
        row.start_minute,
        row.end_minute,
    ) == (visit.day, slot.start, slot.end)


def _put(row: ConsultationVisit, state: Consultations, visit: Visit) -> None:
    slot = state.slots[visit.host]
    row.day = date.fromordinal(visit.day)
    row.start_minute, row.end_minute = slot.start, slot.end


def _added(
    state: Consultations, pair: Pair, visit: Visit, now: datetime
) -> ConsultationVisit:
    kindergarten, host = pair
    row = ConsultationVisit(
        id=uuid4(),
        uid=uuid4(),
        kindergarten_id=kindergarten,
        host_id=host,
        state=AppointmentState.PLANNED,
        sequence=0,
        revised_at=now,
    )
    _put(row, state, visit)
    return row
