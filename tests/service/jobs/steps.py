"""Steps of the engines' tests: enqueue, wait for a row, count results."""

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from service.db.store import Store
from service.db.tables.jobs import Job, Periodic
from service.domain.actor import Actor
from service.domain.kinds import JobKind, JobState
from service.jobs.limits import JobLimits
from service.jobs.table import enqueue

#: Guards against hanging only: a busy machine takes its time.
PATIENCE_SECONDS = 60.0

QUICK = JobLimits(
    poll_seconds=0.1,
    heartbeat_seconds=0.3,
    stale_seconds=3.0,
    reap_seconds=0.5,
    grace_seconds=1.0,
    cancel_grace_seconds=1.0,
    drain_seconds=15.0,
    resend_seconds=0.5,
    memory_mib=1024,
)
SYSTEM = Actor(user_id=None, tenant_id=None, roles=frozenset())


def put(store: Store, **payload: Any) -> UUID:
    """A job waits."""
    with store.system_write() as session:
        return enqueue(
            session, JobKind.PROPOSE, payload, actor=SYSTEM, at=store.clock.now()
        )


def row(store: Store, job_id: UUID) -> Job:
    with store.system_read() as session:
        return session.get_one(Job, job_id)


def until(
    store: Store,
    job_id: UUID,
    reached: Callable[[Job], bool],
    seconds: float = PATIENCE_SECONDS,
) -> Job:
    """Wait until the row is as asked; fail with what it says otherwise."""
    deadline = time.monotonic() + seconds
    while not reached(job := row(store, job_id)):
        said = job.failure or job.progress
        assert time.monotonic() < deadline, f"{job.state}, {job.attempts}: {said}"
        time.sleep(0.02)
    return job


def ended(job: Job) -> bool:
    return job.state in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


def running_at(share: float) -> Callable[[Job], bool]:
    """Running, with at least this share done."""
    return lambda job: (
        job.state is JobState.RUNNING and job.progress.get("share", 0) >= share
    )


def results(store: Store, job_id: UUID) -> list[str]:
    """Names of the results that were stored for a job."""
    return _notes(store, "result", job_id)


def settled(store: Store, job_id: UUID) -> list[str]:
    """How the handler's own rows were settled."""
    return _notes(store, "settled", job_id)


def _notes(store: Store, kind: str, job_id: UUID) -> list[str]:
    with store.system_read() as session:
        names = session.scalars(select(Periodic.name)).all()
    return [name for name in names if name.startswith(kind) and str(job_id) in name]


def release(store: Store, job_id: UUID) -> None:
    """Let a job go on that is held."""
    with store.system_write() as session:
        at = datetime(2100, 1, 1, tzinfo=UTC)
        session.add(Periodic(name=f"released-{job_id}", next_run_at=at))


def cancel(store: Store, job_id: UUID) -> None:
    with store.system_write() as session:
        session.execute(
            update(Job).where(Job.id == job_id).values(cancel_requested=True)
        )
