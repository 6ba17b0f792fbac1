"""What was asked for is computed while somebody waits."""

from collections.abc import Callable
from contextlib import suppress
from typing import Protocol, TypeVar
from uuid import UUID

from service.commands.common.running import Office
from service.commands.common.waiting import (
    engine_for,
    noting_interrupts,
    on_interrupt,
    wait_for,
)
from service.errors import Conflict
from service.i18n import translate as _
from service.jobs.registry import handlers
from service.use_cases.cancel_job import cancel_job


class Requested(Protocol):
    """Something that was asked for and that a job computes."""

    @property
    def job_id(self) -> UUID:
        """The job."""
        ...


Asked = TypeVar("Asked", bound=Requested)


def compute(office: Office, ask: Callable[[], Asked], label: str = "") -> Asked:
    """Ask for long work and wait for its computation; Ctrl-C calls it off.

    Parameters
    ----------
    label
        What the progress is about; without one it is a plan.

    Notes
    -----
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
            wait_for(
                store,
                requested.job_id,
                interrupted,
                label or _("Plan wird berechnet"),
            )
    return requested
