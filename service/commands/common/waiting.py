"""Waiting for a job, with its progress where somebody watches."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Event
from types import FrameType
from typing import Any
from uuid import UUID

from service.bootstrap import Application
from service.commands.common.progress import progress_bar
from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.kinds import JobState
from service.jobs.backend import make_backend

POLL_SECONDS = 0.1
_ENDED = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@contextmanager
def engine_for(application: Application, job_id: UUID) -> Iterator[None]:
    """Let the installation's engine work on a job; a local one works meanwhile here.

    A service that runs beside it may be faster: the row decides who computes.
    """
    backend = make_backend(application.settings, application.store)
    backend.start()
    backend.submit(job_id)
    try:
        yield
    finally:
        backend.stop()


@contextmanager
def noting_interrupts() -> Iterator[Event]:
    """Set once the person gives up (Ctrl-C); only a second time it is raised at once.

    Raised wherever the program happens to be, an interrupt can be lost: what a callback
    of the database or a finaliser raises is printed and forgotten.
    """
    noted = Event()

    def note(number: int, frame: FrameType | None) -> None:
        if noted.is_set():
            signal.default_int_handler(number, frame)
        noted.set()

    before = signal.signal(signal.SIGINT, note)
    try:
        yield noted
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def on_interrupt(give_up: Callable[[], None]) -> Iterator[None]:
    """Give up where the person does (Ctrl-C)."""
    try:
        yield
    except KeyboardInterrupt:
        give_up()
        raise


def wait_for(store: Store, job_id: UUID, interrupted: Event, label: str) -> None:
    """Wait until the job has ended, however it ends.

    Raises
    ------
    KeyboardInterrupt
        If the person gave up, now or since ``interrupted`` listens.
    """
    with progress_bar(label) as tell:
        while (job := _row(store, job_id)).state not in _ENDED:
            if interrupted.is_set():
                raise KeyboardInterrupt
            tell(_share(job.progress), label)
            time.sleep(POLL_SECONDS)


def _share(progress: dict[str, Any]) -> float:
    return float(progress.get("share", 0))


def _row(store: Store, job_id: UUID) -> Job:
    with store.system_read() as session:
        return session.get_one(Job, job_id)
