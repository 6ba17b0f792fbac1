"""Which calendars were given, without anything of what is in them."""

from uuid import UUID

from service.access import Action, load, visible
from service.busy.sources import BusySourceView, views_of
from service.db.paging import page_together
from service.db.store import Store
from service.db.tables.busy import BusySource
from service.domain.actor import Actor
from service.domain.page import Page, PageRequest


def list_calendars(
    store: Store, actor: Actor, wanted: PageRequest
) -> Page[BusySourceView]:
    """One page of the calendars the actor may see, by name.

    Raises
    ------
    NotPermitted
        If the actor may not see any.
    """
    query = visible(actor, BusySource, Action.READ_BUSY)
    with store.read(actor.tenant_id) as session:
        ordered = query.order_by(BusySource.name, BusySource.id)
        return page_together(
            session, ordered, wanted, lambda rows: views_of(session, rows)
        )


def read_calendar_source(store: Store, actor: Actor, source_id: UUID) -> BusySourceView:
    """One calendar that was given.

    Raises
    ------
    NotPermitted
        If the actor may not see any.
    NotFound
        If there is none, or it is not the actor's.
    """
    with store.read(actor.tenant_id) as session:
        source = load(session, actor, BusySource, source_id, Action.READ_BUSY)
        (view,) = views_of(session, [source])
        return view
