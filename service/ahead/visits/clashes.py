"""Visits that cannot be as they stand: one is away by now, or stands in elsewhere."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.contact_visits import ContactVisit
from service.db.tables.publications import Assignment
from service.db.tables.tenancy import Tenant
from service.domain.kinds import AppointmentState
from service.profiles.planning_rules import OpenEnd
from service.snapshot.absences import Absences, spans_of_persons
from service.snapshot.horizon import Horizon
from service.snapshot.standing import LIVE
from solver.slots import Slot

#: What was held or called off clashes with nothing any more.
_OVER = (AppointmentState.CANCELLED, AppointmentState.HELD)


def clashing(
    session: Session, rows: Sequence[ContactVisit], now: datetime
) -> frozenset[UUID]:
    """Visits to come at whose time visitor or host is away, or the visitor stands in.

    An absence without an end is taken to last as long as rules have it by default.
    """
    open_ = [row for row in rows if row.state not in _OVER]
    if not open_:
        return frozenset()
    return frozenset((*_away(session, open_, now), *_standing_in(session, open_)))


def _away(
    session: Session, rows: Sequence[ContactVisit], now: datetime
) -> Iterator[UUID]:
    land, zone = session.execute(select(Tenant.land, Tenant.time_zone)).one()
    days = [row.day for row in rows]
    lasting = OpenEnd().working_days
    horizon = Horizon(min(days), max(days), land, now, zone, lasting, 0)
    absences = Absences(spans_of_persons(session, horizon), {}, {})
    for row in rows:
        slot = Slot(row.start_minute, row.end_minute)
        if any(
            away.overlaps(slot)
            for person in (row.visitor_id, row.host_id)
            for away in absences.person_slots(person, row.day)
        ):
            yield row.id


def _standing_in(session: Session, rows: Sequence[ContactVisit]) -> Iterator[UUID]:
    stays = session.execute(
        select(
            Assignment.person_id,
            Assignment.day,
            Assignment.start_minute,
            Assignment.end_minute,
        ).where(
            Assignment.person_id.in_({row.visitor_id for row in rows}),
            Assignment.day.between(
                min(row.day for row in rows), max(row.day for row in rows)
            ),
            Assignment.state.in_(LIVE),
        )
    ).all()
    for row in rows:
        for person, day, start, end in stays:
            if (person, day) == (row.visitor_id, row.day) and (
                start < row.end_minute and row.start_minute < end
            ):
                yield row.id
