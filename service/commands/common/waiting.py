"""Waiting for a job, with its progress where somebody watches."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import click

from service.bootstrap import Application
from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.kinds import JobState
from service.i18n import translate as _
from service.jobs.backend import make_backend

POLL_SECONDS = 0.1
_STEPS = 100
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
def on_interrupt(give_up: Callable[[], None]) -> Iterator[None]:
    """Give up where the person does (Ctrl-C)."""
    try:
        yield
    except KeyboardInterrupt:
        give_up()
        raise


def wait_for(store: Store, job_id: UUID) -> None:
    """Wait until the job has ended, however it ends."""
    with click.progressbar(
        length=_STEPS,
        label=_("Plan wird berechnet"),
        file=sys.stderr,
        show_eta=False,
        hidden=not sys.stderr.isatty(),
        bar_template="%(label)s  %(bar)s  %(info)s",
        fill_char="█",
        empty_char="░",
    ) as bar:
        while (job := _row(store, job_id)).state not in _ENDED:
            bar.update(_share(job.progress) - bar.pos)
            time.sleep(POLL_SECONDS)
        bar.update(_STEPS - bar.pos)


def _share(progress: dict[str, Any]) -> int:
    return int(_STEPS * float(progress.get("share", 0)))


def _row(store: Store, job_id: UUID) -> Job:
    with store.system_read() as session:
        return session.get_one(Job, job_id)
