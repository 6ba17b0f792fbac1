"""What every worker does again and again beside its jobs."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.actor import system_actor
from service.domain.kinds import JobKind
from service.jobs.contract import Handlers
from service.jobs.limits import JobLimits
from service.jobs.periodic import PeriodicTask, every, nightly
from service.jobs.reaper import reap
from service.jobs.table import enqueue

NIGHT_ZONE = "Europe/Berlin"
REFRESH_HOUR, REFRESH_MINUTE = 0, 5


def periodic_tasks(
    store: Store,
    handlers: Handlers,
    limits: JobLimits,
    submit: Callable[[UUID], None],
) -> list[PeriodicTask]:
    """Give back silent jobs every few seconds; refresh the feeds' window at night."""

    def reap_and_submit() -> None:
        for job_id in reap(store, handlers, limits):
            submit(job_id)

    tasks = [
        PeriodicTask(
            name="reap",
            following=every(limits.reap_seconds),
            after=reap_and_submit,
        )
    ]
    if JobKind.REFRESH_FEEDS in handlers:
        tasks.append(
            PeriodicTask(
                name="refresh-feeds",
                following=nightly(REFRESH_HOUR, REFRESH_MINUTE, NIGHT_ZONE),
                claimed=_refresh_every_tenant,
            )
        )
    return tasks


def _refresh_every_tenant(session: Session, at: datetime) -> None:
    open_tenants = select(Tenant.id).where(Tenant.closed_at.is_(None))
    for tenant_id in session.scalars(open_tenants):
        actor = system_actor(tenant_id)
        enqueue(session, JobKind.REFRESH_FEEDS, {}, actor=actor, at=at)
