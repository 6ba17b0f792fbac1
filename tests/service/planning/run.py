"""From a request to a ready proposal, as the engine of jobs would do it."""

from service.domain.actor import Actor, system_actor
from service.domain.kinds import Role
from service.jobs import table
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.request_proposal import RequestProposal, request_proposal
from service.use_cases.run_proposal import run_proposal
from tests.service.planning.build import FRIDAY, MONDAY


class Control:
    """Speaks for a job: keeps what was reported, stops when told to."""

    def __init__(self, store, job, *, stop=False):
        self.store, self.job, self.stop = store, job, stop
        self.reports = []

    def should_stop(self):
        return self.stop

    def report(self, share, phase, detail):
        self.reports.append((share, phase, detail))

    def finish(self, session):
        table.finish(session, self.job, self.store.clock.now())


def propose(store, actor, first_day=MONDAY, last_day=FRIDAY, **more):
    """A ready proposal; its id."""
    requested = request_proposal(
        store, actor, RequestProposal(first_day, last_day, **more)
    )
    job = table.claim(store, requested.job_id, "test")
    run_proposal(store, job, Control(store, job))
    return requested.proposal_id


def publish(store, actor, first_day=MONDAY, last_day=FRIDAY, **more):
    """Propose and publish at once."""
    return publish_proposal(
        store, actor, propose(store, actor, first_day, last_day, **more)
    )


def counsellor(tenant_id):
    """A counsellor of the whole tenant."""
    return Actor(user_id=None, tenant_id=tenant_id, roles=frozenset({Role.COUNSELLOR}))


def system(tenant_id):
    """The service itself."""
    return system_actor(tenant_id)
