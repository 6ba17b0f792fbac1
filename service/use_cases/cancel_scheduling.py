"""The search for dates is called off."""

from uuid import UUID

from service.access import Action, load
from service.db.store import Store
from service.db.tables.scheduling import Scheduling
from service.domain.actor import Actor
from service.errors import Conflict
from service.jobs.contract import Handlers
from service.use_cases.cancel_job import end_or_ask


def cancel_scheduling(
    store: Store, handlers: Handlers, actor: Actor, scheduling_id: UUID
) -> None:
    """A waiting search ends at once, a running one as soon as it looks.

    Raises
    ------
    NotPermitted, NotFound
        If it is not the actor's to cancel.
    Conflict
        If it has ended.
    """
    with store.write(actor.tenant_id) as session:
        row = load(session, actor, Scheduling, scheduling_id, Action.AGREE)
        if row.job_id is None:
            raise Conflict("Diese Berechnung ist schon beendet.")
        end_or_ask(session, handlers, actor, row.job_id, store.clock.now())
