"""Long work is called off."""

from uuid import UUID

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
    with transaction as session:
        job = session.get_one(Job, job_id)
        if job.state not in (JobState.QUEUED, JobState.RUNNING):
            raise Conflict("Diese Arbeit ist schon beendet.")
        at = store.clock.now()
        if request_cancel(session, job_id, at) is JobState.CANCELLED:
            ending = Ending(JobState.CANCELLED, CANCELLED)
            handlers[job.kind].settle(session, as_claimed(job), ending, at)
        if found.tenant_id is not None:
            operates = actor.tenant_id != found.tenant_id
            record(
                session,
                actor=system_actor(found.tenant_id) if operates else actor,
                action="cancel_job",
                subject_kind="job",
                subject_id=job_id,
                at=at,
            )
        session.refresh(job)
        return job_view(job)
