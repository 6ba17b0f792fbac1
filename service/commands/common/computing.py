"""A requested proposal is computed while somebody waits."""

from collections.abc import Callable
from contextlib import suppress

from service.commands.common.running import Office
from service.commands.common.waiting import (
    engine_for,
    noting_interrupts,
    on_interrupt,
    wait_for,
)
from service.errors import Conflict
from service.jobs.registry import handlers
from service.planning.requesting import RequestedProposal
from service.use_cases.cancel_job import cancel_job


def compute(office: Office, ask: Callable[[], RequestedProposal]) -> RequestedProposal:
    """Ask for a proposal and wait for its computation; Ctrl-C calls it off.

    From the moment it is asked for an interrupt is noted: none can fall between the
    request and the waiting, and leave a computation that nobody wants.
    """
    store = office.application.store
    known = handlers(office.application.settings)
    with noting_interrupts() as interrupted:
        requested = ask()

        def give_up() -> None:
            with suppress(Conflict):  # it has ended meanwhile
                cancel_job(store, known, office.actor, requested.job_id)

        # Called off inside, before the engine is stopped: else it would finish the
        # work first; and outside, for a second interrupt while it starts.
        with (
            on_interrupt(give_up),
            engine_for(office.application, requested.job_id),
            on_interrupt(give_up),
        ):
            wait_for(store, requested.job_id, interrupted)
    return requested
