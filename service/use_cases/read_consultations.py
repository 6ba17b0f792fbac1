"""Consultation visits of a year, as far as they are the viewer's."""

from functools import partial

from service.access import Action, visible
from service.dates.consultations.views import VisitView, visit_views
from service.db.paging import page_together
from service.db.store import Store
from service.db.tables.visits import ConsultationVisit
from service.domain.actor import Actor
from service.domain.page import Page, PageRequest
from service.matching.months import period_of


def list_consultations(
    store: Store, actor: Actor, year: int, wanted: PageRequest
) -> Page[VisitView]:
    """One page of the visits of a calendar year, by day; cancelled ones, too.

    Raises
    ------
    NotPermitted
        If the actor takes no part in a programme.
    InvalidInput
        If there is no such programme year.
    """
    first, last = period_of(year).days
    query = visible(actor, ConsultationVisit, Action.READ_CONSULTATIONS).where(
        ConsultationVisit.day.between(first, last)
    )
    with store.read(actor.tenant_id) as session:
        ordered = query.order_by(ConsultationVisit.day, ConsultationVisit.id)
        return page_together(session, ordered, wanted, partial(visit_views, session))
