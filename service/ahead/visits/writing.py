"""A plan of visits becomes rows: planned, moved, and what is no longer wanted."""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from service.ahead.visits.state import Visits, visit_of
from service.dates.appointments import Written
from service.db.tables.contact_visits import ContactVisit
from service.domain.kinds import AppointmentState
from solver.visits.problem import Visit

_OPEN = (AppointmentState.PLANNED, AppointmentState.MOVED)


def write_visits(
    session: Session, visits: Visits, planned: Iterable[Visit], now: datetime
) -> Written[ContactVisit]:
    """Rows as the plan wants them; a moved visit keeps its row and UID.

    Of each bond the visits of a stretch of weeks are the same visit, whenever it is;
    what has no successor is cancelled.
    """
    written: Written[ContactVisit] = Written()
    problem = visits.problem
    open_ = {
        id(row): row
        for row in visits.stored
        if row.state in _OPEN and row.day.toordinal() >= problem.first_day
    }
    for visit in sorted(planned):
        row = _same(visits, open_.values(), visit)
        if row is None:
            added = _new(visits, visit, now)
            session.add(added)
            written.added.append(added)
            continue
        del open_[id(row)]
        if visit_of(row) != visit:
            before = row.state
            row.day = date.fromordinal(visit.day)
            row.start_minute, row.end_minute = visit.slot.start, visit.slot.end
            row.place_id = UUID(problem.bonds[visit.bond].place)
            written.place(row, before, now)
    for row in open_.values():
        written.cancel(row, now)
    return written


def _same(
    visits: Visits, rows: Iterable[ContactVisit], visit: Visit
) -> ContactVisit | None:
    """The row of the bond's stretch of weeks; the very same date before any other."""
    bond = visits.problem.bonds[visit.bond]
    weeks = 7 * bond.every_weeks
    found = [
        row
        for row in rows
        if visit_of(row).bond == visit.bond
        and (row.day.toordinal() - 1) // weeks == (visit.day - 1) // weeks
    ]
    return min(found, key=lambda row: (visit_of(row) != visit, row.day), default=None)


def _new(visits: Visits, visit: Visit, now: datetime) -> ContactVisit:
    bond = visits.problem.bonds[visit.bond]
    return ContactVisit(
        id=uuid4(),
        visitor_id=UUID(bond.visitor),
        host_id=UUID(bond.host),
        place_id=UUID(bond.place),
        day=date.fromordinal(visit.day),
        start_minute=visit.slot.start,
        end_minute=visit.slot.end,
        state=AppointmentState.PLANNED,
        held_minutes=None,
        revised_at=now,
    )
