"""The computation of a proposal, a study or dates is called off."""

from collections.abc import Callable
from typing import Final
from uuid import UUID

from service.access import Action, load
from service.db.store import Store
from service.db.tables.planning import Proposal
from service.db.tables.scheduling import Scheduling
from service.db.tables.studies import Study
from service.domain.actor import Actor
from service.errors import Conflict
from service.jobs.contract import Handlers
from service.use_cases.cancel_job import end_or_ask

Cancel = Callable[[Store, Handlers, Actor, UUID], None]


def _cancelling(
    table: type[Proposal] | type[Study] | type[Scheduling], action: Action
) -> Cancel:
    """Make the use case that calls off what a row of this table waits for."""

    def cancel(store: Store, handlers: Handlers, actor: Actor, row_id: UUID) -> None:
        """A waiting computation ends at once, a running one as soon as it looks.

        Raises
        ------
        NotPermitted, NotFound
            If it is not the actor's to cancel.
        Conflict
            If it has ended.
        """
        with store.write(actor.tenant_id) as session:
            row = load(session, actor, table, row_id, action)
            if row.job_id is None:
                raise Conflict("Diese Berechnung ist schon beendet.")
            end_or_ask(session, handlers, actor, row.job_id, store.clock.now())

    return cancel


cancel_proposal: Final = _cancelling(Proposal, Action.CANCEL_PROPOSAL)
cancel_study: Final = _cancelling(Study, Action.CANCEL_STUDY)
cancel_scheduling: Final = _cancelling(Scheduling, Action.AGREE)
