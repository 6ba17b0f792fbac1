"""Contact visits are asked for: a job will plan them, and then they stand."""

from dataclasses import asdict
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, require
from service.ahead.visits.state import coming_visits
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.jobs import Job
from service.domain.actor import Actor
from service.domain.kinds import JobKind, JobState
from service.errors import Conflict
from service.jobs.table import enqueue
from service.use_cases.plan_visits import PlanVisits, check, require_somebody


def request_visits(store: Store, actor: Actor, command: PlanVisits) -> UUID:
    """A job waits that plans visits.

    Returns
    -------
    The job's id.

    Raises
    ------
    NotPermitted
        If the actor does not plan for the whole tenant.
    InvalidInput
        If weeks or seconds are out of range, nobody is there to visit or be visited,
        or the rules change within these weeks.
    Conflict
        If visits are being planned already: the later plan would find them changed.
    """
    require(actor, Action.PLAN_VISITS)
    check(command)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        require_somebody(coming_visits(session, command.weeks, now))
        _require_none_running(session, actor)
        payload = asdict(command)
        job_id = enqueue(session, JobKind.VISITS, payload, actor=actor, at=now)
        record(
            session,
            actor=actor,
            action="request_visits",
            subject_kind="job",
            subject_id=job_id,
            detail=payload,
            at=now,
        )
        return job_id


def _require_none_running(session: Session, actor: Actor) -> None:
    running = session.scalars(
        select(Job.id).where(
            Job.tenant_id == actor.tenant_id,
            Job.kind == JobKind.VISITS,
            Job.state.in_((JobState.QUEUED, JobState.RUNNING)),
        )
    ).first()
    if running is not None:
        raise Conflict(
            "Besuche werden schon geplant; bitte das Ende abwarten oder die Berechnung"
            " abbrechen."
        )
