"""Contact visits are found and written, in the process that does long work."""

from service.ahead.visits.state import coming_visits
from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.actor import Actor
from service.errors import NotFound
from service.jobs.computing import reporter
from service.jobs.contract import ClaimedJob, JobControl
from service.use_cases.plan_visits import PlanVisits, computed, written


def find_visits(store: Store, job: ClaimedJob, control: JobControl) -> None:
    """Read, solve, write: the visits stand if this attempt still counts.

    A run that was asked to stop writes nothing.

    Raises
    ------
    InvalidInput
        If the stored state or the rules contradict themselves.
    NotFound
        If the job belongs to nobody.
    Conflict
        If what the visits depend on changed meanwhile.
    AttemptLost
        If another attempt owns the job by now; nothing is written.
    """
    tenant_id = job.tenant_id
    if tenant_id is None:
        raise NotFound
    command = PlanVisits(**job.payload)
    control.report(0.0, "snapshot", {})
    now = store.clock.now()
    with store.read(tenant_id) as session:
        visits = coming_visits(session, command.weeks, now)
    plan = computed(visits, command, control.should_stop, reporter(control))
    if control.should_stop():
        return
    with store.system_read() as session:
        asked = session.get_one(Job, job.id).created_by
    with store.write(tenant_id) as session:
        control.finish(session)
        actor = Actor(user_id=asked, tenant_id=tenant_id, roles=frozenset())
        written(session, actor, visits, plan, now)
