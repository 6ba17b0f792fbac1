"""Visits as people see them: names in place of ids, reasons as sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.dates.consultations.state import Consultations
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.visits import ConsultationHost, ConsultationVisit
from service.domain.kinds import AppointmentState
from service.i18n import translate
from solver.consultations.explanation.sentences import sentence
from solver.consultations.plan import ConsultationPlan


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit with names; times are local minutes of the day."""

    id: UUID
    version: int
    kindergarten_id: UUID
    host_id: UUID
    kindergarten: str
    host: str
    day: date
    start_minute: int
    end_minute: int
    state: AppointmentState


@dataclass(frozen=True, slots=True)
class RefusedHost:
    """A host that cannot receive, and why."""

    host: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class UnansweredWish:
    """A wish without a visit, and for each host the rule against it."""

    kindergarten_id: UUID
    kindergarten: str
    refusals: Sequence[RefusedHost]


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
            names[str(row.kindergarten_id)],
            names[str(houses[row.host_id])],
            row.day,
            row.start_minute,
            row.end_minute,
            row.state,
        )
        for row in rows
    ]


def unanswered_views(
    session: Session, state: Consultations, plan: ConsultationPlan
) -> Sequence[UnansweredWish]:
    """Wishes that found no visit, each host once for each rule against it."""
    names = house_names(session)
    found: list[UnansweredWish] = []
    for alone in plan.unanswered:
        house = state.problem.requests[alone.request].kindergarten
        told: dict[tuple[str, str], RefusedHost] = {}
        for refused in alone.refusals:
            host = names[str(state.hosts[refused.host].kindergarten_id)]
            text = sentence(refused.rule, refused.facts, names, translate)
            told.setdefault((host, refused.rule), RefusedHost(host, refused.rule, text))
        found.append(UnansweredWish(UUID(house), names[house], list(told.values())))
    return found
