"""What every worker does again and again beside its jobs."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.store import Store
from service.db.tables.jobs import Periodic
from service.db.tables.tenancy import Tenant
from service.domain.actor import system_actor
from service.domain.kinds import JobKind
from service.jobs.contract import Handlers
from service.jobs.limits import JobLimits
from service.jobs.periodic import PeriodicTask, every, nightly
from service.jobs.reaper import reap
from service.jobs.table import enqueue
from service.jobs.tidy import tidy

REFRESH_HOUR, REFRESH_MINUTE = 0, 5
"""Local time of each tenant: its feeds' window has moved."""

LOOK_FOR_MIDNIGHT_SECONDS = 300.0

TIDY_HOUR, TIDY_MINUTE = 2, 15
TIDY_ZONE = "Europe/Berlin"


def periodic_tasks(
    store: Store,
    handlers: Handlers,
    limits: JobLimits,
    submit: Callable[[UUID], None],
) -> list[PeriodicTask]:
    """Give back silent jobs every few seconds; at night move feeds' windows, tidy."""

    def reap_and_submit() -> None:
        for job_id in reap(store, handlers, limits):
            submit(job_id)

    tasks = [
        PeriodicTask(
            name="reap",
            following=every(limits.reap_seconds),
            after=reap_and_submit,
        ),
        PeriodicTask(
            name="tidy",
            following=nightly(TIDY_HOUR, TIDY_MINUTE, TIDY_ZONE),
            after=lambda: tidy(store, limits.problem_retention_days),
        ),
    ]
    if JobKind.REFRESH_FEEDS in handlers:
        tasks.append(
            PeriodicTask(
                name="refresh-feeds",
                following=every(LOOK_FOR_MIDNIGHT_SECONDS),
                claimed=_refresh_where_midnight_passed,
            )
        )
    return tasks


def _refresh_where_midnight_passed(session: Session, at: datetime) -> None:
    """Enqueue a refresh for the tenants of each zone, once per local night.

    When a zone is next due is kept in the table, so that a night during which no
    worker ran is made up for.
    """
    open_tenants = select(Tenant.id, Tenant.time_zone).where(Tenant.closed_at.is_(None))
    tenants = session.execute(open_tenants.order_by(Tenant.id)).all()
    due = {
        zone for zone in {zone for _, zone in tenants} if _take_night(session, zone, at)
    }
    for tenant_id, zone in tenants:
        if zone in due:
            actor = system_actor(tenant_id)
            enqueue(session, JobKind.REFRESH_FEEDS, {}, actor=actor, at=at)


def _take_night(session: Session, zone: str, at: datetime) -> bool:
    """Whether a local night has begun that nobody has taken; it is taken now."""
    following = nightly(REFRESH_HOUR, REFRESH_MINUTE, zone)(at)
    name = f"refresh-feeds {zone}"
    row = session.get(Periodic, name)
    if row is None:
        session.add(Periodic(name=name, next_run_at=following))
        return True
    if row.next_run_at > at:
        return False
    row.next_run_at = following
    return True
