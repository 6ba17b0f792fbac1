"""The job table: every change of a job is one compare-and-swap on its row."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import CursorResult, Update, select, update
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.actor import Actor
from service.domain.kinds import JobKind, JobState
from service.jobs.contract import AttemptLost, ClaimedJob

_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Look:
    """What the row says to a running attempt."""

    mine: bool
    cancel_requested: bool


def enqueue(
    session: Session,
    kind: JobKind,
    payload: Mapping[str, Any],
    *,
    actor: Actor,
    at: datetime,
) -> UUID:
    """A job waits, if the transaction of the work's own rows commits."""
    job = Job(
        id=uuid4(),
        tenant_id=actor.tenant_id,
        kind=kind,
        payload=dict(payload),
        state=JobState.QUEUED,
        created_at=at,
        created_by=actor.user_id,
        run_after=at,
    )
    session.add(job)
    session.flush()
    return job.id


def waiting(
    session: Session, at: datetime, kinds: Collection[JobKind] = tuple(JobKind)
) -> list[UUID]:
    """Some jobs of these kinds that may be claimed at this instant, oldest first."""
    statement = (
        select(Job.id)
        .where(Job.state == JobState.QUEUED, Job.run_after <= at, Job.kind.in_(kinds))
        .order_by(Job.run_after, Job.created_at, Job.id)
        .limit(_CANDIDATES)
    )
    return list(session.scalars(statement))


def claim(store: Store, job_id: UUID, worker: str) -> ClaimedJob | None:
    """Take a waiting job; of several claimants one gets it, the others ``None``."""
    token = str(uuid4())
    with store.system_write() as session:
        now = store.clock.now()
        taken = _changed(
            session,
            update(Job)
            .where(Job.id == job_id, Job.state == JobState.QUEUED, Job.run_after <= now)
            .values(
                state=JobState.RUNNING,
                attempts=Job.attempts + 1,
                attempt_token=token,
                claimed_by=worker[:100],
                heartbeat_at=now,
                failure="",
            ),
        )
        return as_claimed(session.get_one(Job, job_id)) if taken else None


def claim_next(
    store: Store, worker: str, kinds: Collection[JobKind] = tuple(JobKind)
) -> ClaimedJob | None:
    """Take the oldest waiting job of these kinds, if there is one.

    A worker names the kinds it has handlers for: work of a newer program is left to
    newer workers.
    """
    with store.system_read() as session:
        candidates = waiting(session, store.clock.now(), kinds)
    for job_id in candidates:
        claimed = claim(store, job_id, worker)
        if claimed is not None:
            return claimed
    return None


def as_claimed(job: Job) -> ClaimedJob:
    """The row as its handler sees it."""
    return ClaimedJob(
        id=job.id,
        kind=job.kind,
        tenant_id=job.tenant_id,
        payload=dict(job.payload),
        attempt=job.attempts,
        attempt_token=job.attempt_token,
    )


def look(store: Store, job: ClaimedJob) -> Look:
    """Whether the attempt still owns the job, and whether it is to end."""
    with store.system_read() as session:
        row = session.execute(
            select(Job.state, Job.attempt_token, Job.cancel_requested).where(
                Job.id == job.id
            )
        ).one_or_none()
    if row is None:
        return Look(mine=False, cancel_requested=False)
    mine = row.state is JobState.RUNNING and row.attempt_token == job.attempt_token
    return Look(mine=mine, cancel_requested=row.cancel_requested)


def beat(store: Store, job: ClaimedJob, progress: Mapping[str, Any] | None) -> None:
    """The attempt lives; a lost attempt changes nothing."""
    with store.system_write() as session:
        values: dict[str, Any] = {"heartbeat_at": store.clock.now()}
        if progress is not None:
            values["progress"] = dict(progress)
        _changed(session, _own(job).values(**values))


def finish(session: Session, job: ClaimedJob, at: datetime) -> None:
    """The job is done, in the transaction that stores its result.

    Raises
    ------
    AttemptLost
        If another attempt owns the job by now, or it has ended.
    """
    done = _changed(
        session,
        _own(job).values(state=JobState.DONE, finished_at=at, heartbeat_at=at),
    )
    if not done:
        raise AttemptLost(f"job {job.id}, attempt {job.attempt}")


def end(
    session: Session, job: ClaimedJob, state: JobState, sentence: str, at: datetime
) -> bool:
    """The job failed or was cancelled; false if the attempt no longer owned it."""
    return _changed(
        session,
        _own(job).values(state=state, failure=sentence[:500], finished_at=at),
    )


def give_back(
    session: Session,
    job: ClaimedJob,
    at: datetime,
    *,
    counted: bool = True,
    pause_seconds: float = 0,
) -> bool:
    """The job waits again; an attempt that was no fault of its own is not counted."""
    values: dict[str, Any] = {
        "state": JobState.QUEUED,
        "attempt_token": "",
        "claimed_by": "",
        "run_after": at + timedelta(seconds=pause_seconds),
    }
    if not counted:
        values["attempts"] = Job.attempts - 1
    return _changed(session, _own(job).values(**values))


def request_cancel(session: Session, job_id: UUID, at: datetime) -> JobState:
    """Cancel: a waiting job at once, a running one as soon as it looks.

    Returns
    -------
    JobState
        The state now; ``RUNNING`` means that the attempt will end itself. A waiting
        job's own rows are the caller's to settle, in this same transaction.
    """
    _changed(
        session,
        update(Job)
        .where(Job.id == job_id, Job.state == JobState.QUEUED)
        .values(state=JobState.CANCELLED, cancel_requested=True, finished_at=at),
    )
    _changed(
        session,
        update(Job)
        .where(Job.id == job_id, Job.state == JobState.RUNNING)
        .values(cancel_requested=True),
    )
    return session.scalars(select(Job.state).where(Job.id == job_id)).one()


def _own(job: ClaimedJob) -> Update:
    return update(Job).where(
        Job.id == job.id,
        Job.state == JobState.RUNNING,
        Job.attempt_token == job.attempt_token,
    )


def _changed(session: Session, statement: Update) -> bool:
    result = cast(
        "CursorResult[Any]",
        session.execute(statement, execution_options={"synchronize_session": False}),
    )
    return result.rowcount == 1
