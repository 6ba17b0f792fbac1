"""Jobs whose worker died without a word go back to the queue, or fail in the end."""

from datetime import timedelta
from uuid import UUID

import structlog
from sqlalchemy import select

from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.kinds import JobState
from service.jobs.contract import Handlers
from service.jobs.ending import LOST, retry_or_fail
from service.jobs.limits import JobLimits
from service.jobs.table import as_claimed

log = structlog.get_logger()


def reap(store: Store, handlers: Handlers, limits: JobLimits) -> list[UUID]:
    """Give back every running job without a heartbeat for ``stale_seconds``.

    Returns
    -------
    list[UUID]
        The jobs that wait again.
    """
    silent_since = store.clock.now() - timedelta(seconds=limits.stale_seconds)
    with store.system_read() as session:
        silent = [
            (as_claimed(row), row.claimed_by)
            for row in session.scalars(
                select(Job).where(
                    Job.state == JobState.RUNNING,
                    Job.heartbeat_at < silent_since,
                    Job.kind.in_(handlers),
                )
            )
        ]
    waiting = []
    for job, worker in silent:
        sentence = LOST.format(attempts=job.attempt)
        state = retry_or_fail(store, handlers, job, sentence)
        if state is not None:
            log.warning("job_reaped", job=str(job.id), worker=worker, state=state.value)
        if state is JobState.QUEUED:
            waiting.append(job.id)
    return waiting
