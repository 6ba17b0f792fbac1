"""Dates are found and written, in the process that does long work."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.scheduling import Scheduling
from service.domain.actor import Actor
from service.domain.kinds import JobState
from service.errors import NotFound
from service.jobs.computing import compute
from service.jobs.contract import ClaimedJob, JobControl
from service.scheduling.kind import Found
from service.scheduling.kinds import dates_kind
from service.scheduling.result import as_stored
from service.scheduling.wanted import wanted_of


def find_dates(store: Store, job: ClaimedJob, control: JobControl) -> None:
    """Read, solve, write: the dates stand if this attempt still counts.

    A run that was asked to stop writes nothing; the job's end settles the row.

    Raises
    ------
    InvalidInput
        If the stored state or the rules contradict themselves.
    NotFound
        If nobody asks for the dates any more.
    Conflict
        If what the dates depend on changed meanwhile.
    AttemptLost
        If another attempt owns the job by now; nothing is written.
    """
    tenant_id = job.tenant_id
    if tenant_id is None:
        raise NotFound
    wanted = UUID(job.payload["scheduling_id"])
    _begin(store, tenant_id, wanted)
    control.report(0.0, "snapshot", {})
    with store.read(tenant_id) as session:
        row = _row(session, wanted)
        limits = row.limits
        work = dates_kind(row.kind).take(session, wanted_of(row), store.clock.now())
    found = compute(work, limits, control)
    if found is None:
        return
    with store.write(tenant_id) as session:
        control.finish(session)
        _write(session, _row(session, wanted), found, store.clock.now())


def _begin(store: Store, tenant_id: UUID, scheduling_id: UUID) -> None:
    with store.write(tenant_id) as session:
        row = _row(session, scheduling_id)
        if row.state is JobState.QUEUED:
            row.state = JobState.RUNNING


def _row(session: Session, scheduling_id: UUID) -> Scheduling:
    row = session.scalars(
        select(Scheduling).where(Scheduling.id == scheduling_id)
    ).one_or_none()
    if row is None:
        raise NotFound
    return row


def _write(session: Session, row: Scheduling, found: Found, now: datetime) -> None:
    """The dates stand, and the row says what changed."""
    asked = Actor(user_id=row.created_by, tenant_id=row.tenant_id, roles=frozenset())
    row.result = as_stored(found.write(session, asked, now))
    row.state = JobState.DONE
    row.failure = ""
    row.finished_at = now
