"""Contact visits as each side may see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import Select
from sqlalchemy.orm import Session

from service.access import Action, load, may, require, visible
from service.ahead.visits.clashes import clashing
from service.db.paging import page_together
from service.db.store import Store
from service.db.tables.contact_visits import ContactVisit
from service.domain.actor import Actor
from service.domain.kinds import AppointmentState
from service.domain.page import Page, PageRequest
from service.errors import InputFault, InvalidInput
from service.planning.names import names_for

MOST_DAYS = 400


@dataclass(frozen=True, slots=True)
class VisitView:
    """A visit; ``clashes`` if somebody is away by then, or the visitor stands in.

    Who takes part reads first names of the others, who plans reads whole names.
    """

    id: UUID
    version: int
    visitor_id: UUID
    host_id: UUID
    visitor: str
    host: str
    place: str
    day: date
    start_minute: int
    end_minute: int
    state: AppointmentState
    held_minutes: int | None
    clashes: bool


def read_visits(
    store: Store, actor: Actor, first_day: date, last_day: date
) -> Sequence[VisitView]:
    """Visits of the days, both included, in the order of their times.

    Raises
    ------
    NotPermitted
        If the actor has no part in visits.
    InvalidInput
        If the days are in the wrong order or too many.
    """
    days = first_day, last_day
    with store.read(actor.tenant_id) as session:
        rows = session.scalars(_query(actor, days)).all()
        return views(session, actor, rows, store.clock.now())


def list_visits(
    store: Store, actor: Actor, days: tuple[date, date], wanted: PageRequest
) -> Page[VisitView]:
    """One page of the same.

    Raises
    ------
    NotPermitted, InvalidInput
        As ``read_visits`` does.
    """
    with store.read(actor.tenant_id) as session:
        query = _query(actor, days)
        return page_together(
            session,
            query,
            wanted,
            lambda rows: views(session, actor, rows, store.clock.now()),
        )


def _query(actor: Actor, days: tuple[date, date]) -> Select[ContactVisit]:
    require(actor, Action.READ_VISITS)
    if not timedelta() <= days[1] - days[0] < timedelta(days=MOST_DAYS):
        detail = f"Besuche werden für 1 bis {MOST_DAYS} Tage gelesen."
        raise InvalidInput(detail, [InputFault("/last_day", detail, "range")])
    return (
        visible(actor, ContactVisit, Action.READ_VISITS)
        .where(ContactVisit.day.between(*days))
        .order_by(ContactVisit.day, ContactVisit.start_minute, ContactVisit.id)
    )


def read_visit(store: Store, actor: Actor, visit_id: UUID) -> VisitView:
    """One visit.

    Raises
    ------
    NotPermitted, NotFound
        If it is not the actor's to see.
    """
    with store.read(actor.tenant_id) as session:
        row = load(session, actor, ContactVisit, visit_id, Action.READ_VISITS)
        return views(session, actor, [row], store.clock.now())[0]


def views(
    session: Session, actor: Actor, rows: Sequence[ContactVisit], now: datetime
) -> Sequence[VisitView]:
    """Visits with names, as far as they are told."""
    ids = {i for row in rows for i in (row.visitor_id, row.host_id, row.place_id)}
    full = may(actor, Action.PROPOSE)
    names = names_for(session, actor, ids, full=full)
    taken = clashing(session, rows, now)
    return [
        VisitView(
            row.id,
            row.version,
            row.visitor_id,
            row.host_id,
            names[str(row.visitor_id)],
            names[str(row.host_id)],
            names[str(row.place_id)],
            row.day,
            row.start_minute,
            row.end_minute,
            row.state,
            row.held_minutes,
            row.id in taken,
        )
        for row in rows
    ]
