"""A requested proposal is computed while somebody waits."""

from contextlib import suppress

from service.commands.common.running import Office
from service.commands.common.waiting import engine_for, on_interrupt, wait_for
from service.errors import Conflict
from service.jobs.registry import handlers
from service.planning.requesting import RequestedProposal
from service.use_cases.cancel_job import cancel_job


def compute(office: Office, requested: RequestedProposal) -> None:
    """Wait for the computation; Ctrl-C calls it off."""
    store = office.application.store
    known = handlers(office.application.settings)

    def give_up() -> None:
        with suppress(Conflict):  # it has ended meanwhile
            cancel_job(store, known, office.actor, requested.job_id)

    # Called off inside, before the engine is stopped: else it would finish the work
    # first; and outside, for an interrupt while it starts.
    with (
        on_interrupt(give_up),
        engine_for(office.application, requested.job_id),
        on_interrupt(give_up),
    ):
        wait_for(store, requested.job_id)
