"""Long work is called off."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.actor import Actor, system_actor
from service.domain.kinds import JobState
from service.errors import Conflict, NotFound
from service.jobs.contract import Ending, Handlers
from service.jobs.ending import CANCELLED
from service.jobs.table import as_claimed, request_cancel
from service.use_cases.read_jobs import JobView, job_view, reachable_jobs


def cancel_job(store: Store, handlers: Handlers, actor: Actor, job_id: UUID) -> JobView:
    """A waiting job ends at once, a running one as soon as it looks.

    Parameters
    ----------
    handlers
        Settle the rows of a job that ends without having begun.

    Raises
    ------
    NotFound
        If it is not there, or out of reach.
    Conflict
        If it has ended already.
    """
    query = reachable_jobs(actor, Action.CANCEL_JOB)
    with store.system_read() as session:
        found = session.scalars(query.where(Job.id == job_id)).one_or_none()
    if found is None:
        raise NotFound
    transaction = (
        store.system_write()
        if found.tenant_id is None
        else store.write(found.tenant_id)
    )
    owner = actor
    if found.tenant_id not in (None, actor.tenant_id):
        owner = system_actor(found.tenant_id)
    with transaction as session:
        return end_or_ask(session, handlers, owner, job_id, store.clock.now())


def end_or_ask(
    session: Session, handlers: Handlers, actor: Actor, job_id: UUID, at: datetime
) -> JobView:
    """End a waiting job or ask a running one to stop, in the caller's transaction.

    Raises
    ------
    Conflict
        If it has ended already.
    """
    job = session.get_one(Job, job_id)
    if job.state not in (JobState.QUEUED, JobState.RUNNING):
        raise Conflict("Diese Arbeit ist schon beendet.")
    if request_cancel(session, job_id, at) is JobState.CANCELLED:
        ending = Ending(JobState.CANCELLED, CANCELLED)
        handlers[job.kind].settle(session, as_claimed(job), ending, at)
    if job.tenant_id is not None:
        record(
            session,
            actor=actor,
            action="cancel_job",
            subject_kind="job",
            subject_id=job_id,
            at=at,
        )
    session.flush()
    session.refresh(job)
    return job_view(job)
