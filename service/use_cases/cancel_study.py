"""The computation of a study is called off."""

from uuid import UUID

from service.access import Action, load
from service.db.store import Store
from service.db.tables.studies import Study
from service.domain.actor import Actor
from service.errors import Conflict
from service.jobs.contract import Handlers
from service.use_cases.cancel_job import end_or_ask


def cancel_study(
    store: Store, handlers: Handlers, actor: Actor, study_id: UUID
) -> None:
    """A waiting computation ends at once, a running one as soon as it looks.

    Raises
    ------
    NotPermitted, NotFound
        If the study is not the actor's to cancel.
    Conflict
        If its computation has ended.
    """
    with store.write(actor.tenant_id) as session:
        row = load(session, actor, Study, study_id, Action.CANCEL_STUDY)
        if row.job_id is None:
            raise Conflict("Diese Berechnung ist schon beendet.")
        end_or_ask(session, handlers, actor, row.job_id, store.clock.now())
