"""Visits as people see them: names in place of ids, reasons as sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.kindergartens import Kindergarten
from service.db.tables.visits import ConsultationHost, ConsultationVisit
from service.domain.kinds import AppointmentState


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with names; times are local minutes of the day.

    ``host_house_id`` is the kindergarten that receives.
    """

    id: UUID
    version: int
    kindergarten_id: UUID
    host_id: UUID
    host_house_id: UUID
    kindergarten: str
    host: str
    day: date
    start_minute: int
    end_minute: int
    state: AppointmentState


def house_names(session: Session) -> Mapping[str, str]:
    """Name of every kindergarten by its id; institutions' names are no secret."""
    rows = session.execute(select(Kindergarten.id, Kindergarten.name))
    return {str(id_): name for id_, name in rows}


def visit_views(
    session: Session, rows: Sequence[ConsultationVisit]
) -> Sequence[VisitView]:
    """Visits with the names of both sides."""
    names = house_names(session)
    pairs = session.execute(
        select(ConsultationHost.id, ConsultationHost.kindergarten_id)
    )
    houses: Mapping[UUID, UUID] = dict(pairs.all())
    return [
        VisitView(
            row.id,
            row.version,
            row.kindergarten_id,
            row.host_id,
            houses[row.host_id],
            names[str(row.kindergarten_id)],
            names[str(houses[row.host_id])],
            row.day,
            row.start_minute,
            row.end_minute,
            row.state,
        )
        for row in rows
    ]
