"""Long work: how far it is; an operator sees all, a planner the own tenant's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select

from service.access import Action, may, require
from service.db.paging import page_of
from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.actor import Actor
from service.domain.kinds import JobKind, JobState
from service.domain.page import Page, PageRequest
from service.errors import NotFound


@dataclass(frozen=True, slots=True)
class JobView:
    """A job without what it works on."""

    id: UUID
    kind: JobKind
    state: JobState
    created_at: datetime
    attempts: int
    cancel_requested: bool
    share: float
    phase: str
    failure: str
    finished_at: datetime | None


def job_view(row: Job) -> JobView:
    """The view of a job."""
    progress: Mapping[str, Any] = row.progress or {}
    return JobView(
        id=row.id,
        kind=row.kind,
        state=row.state,
        created_at=row.created_at,
        attempts=row.attempts,
        cancel_requested=row.cancel_requested,
        share=float(progress.get("share", 0.0)),
        phase=str(progress.get("phase", "")),
        failure=row.failure,
        finished_at=row.finished_at,
    )


def reachable_jobs(actor: Actor, action: Action) -> Select[Job]:
    """Query of the jobs the actor may do the action with.

    Raises
    ------
    NotPermitted
        If no role of the actor permits it at all.
    """
    require(actor, action)
    if may(actor, Action.OPERATE_TENANTS):
        return select(Job)
    query = select(Job).where(Job.tenant_id == actor.tenant_id)
    if actor.area_ids:  # bound to areas: what she started herself
        query = query.where(Job.created_by == actor.user_id)
    return query


def list_jobs(store: Store, actor: Actor, wanted: PageRequest) -> Page[JobView]:
    """One page of jobs, newest first.

    Raises
    ------
    NotPermitted
        If no role of the actor may see jobs.
    """
    query = reachable_jobs(actor, Action.READ_JOBS)
    with store.system_read() as session:
        ordered = query.order_by(Job.created_at.desc(), Job.id)
        return page_of(session, ordered, wanted, job_view)


def read_job(store: Store, actor: Actor, job_id: UUID) -> JobView:
    """One job.

    Raises
    ------
    NotFound
        If it is not there, or out of reach.
    """
    query = reachable_jobs(actor, Action.READ_JOBS)
    with store.system_read() as session:
        row = session.scalars(query.where(Job.id == job_id)).one_or_none()
    if row is None:
        raise NotFound
    return job_view(row)
