"""Events of clusters of a year."""

from functools import partial

from service.access import Action, visible
from service.dates.workshops.state import of_series
from service.dates.workshops.views import EventView, event_views
from service.db.paging import page_together
from service.db.store import Store
from service.db.tables.workshops import ClusterEvent
from service.domain.actor import Actor
from service.domain.page import Page, PageRequest
from service.matching.months import period_of


def list_workshops(
    store: Store, actor: Actor, year: int, wanted: PageRequest
) -> Page[EventView]:
    """One page of the events that begin in a calendar year, or whose series does.

    Cancelled ones, too. A county reads those of clusters with a commune of hers.

    Raises
    ------
    NotPermitted
        If the actor neither coordinates nor pays.
    InvalidInput
        If there is no such programme year.
    """
    first, last = period_of(year).days
    query = visible(actor, ClusterEvent, Action.READ_CLUSTER_EVENTS).where(
        of_series(year) | ClusterEvent.first_day.between(first, last)
    )
    with store.read(actor.tenant_id) as session:
        ordered = query.order_by(ClusterEvent.first_day, ClusterEvent.id)
        return page_together(session, ordered, wanted, partial(event_views, session))
