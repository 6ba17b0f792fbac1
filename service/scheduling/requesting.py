"""Dates asked for and the job that finds them wait, both or neither."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.audit_trail import record
from service.db.tables.scheduling import Scheduling
from service.domain.actor import Actor
from service.domain.kinds import JobKind, JobState, SchedulingKind
from service.errors import Conflict
from service.jobs.table import enqueue
from service.matching.months import first_day_of
from service.scheduling.wanted import WantedDates, limits_of


@dataclass(frozen=True, slots=True)
class RequestedScheduling:
    """What to ask about: the dates and the job that finds them."""

    scheduling_id: UUID
    job_id: UUID


def enqueue_dates(
    session: Session, actor: Actor, wanted: WantedDates, now: datetime
) -> RequestedScheduling:
    """Put dates and their job where they are found, and the request on record.

    Raises
    ------
    Conflict
        If dates of this kind are being looked for: the later one would find the state
        changed.
    """
    _require_none_running(session, wanted.kind)
    row = Scheduling(
        id=uuid4(),
        kind=wanted.kind,
        first_month=first_day_of(wanted.period.first),
        state=JobState.QUEUED,
        created_at=now,
        created_by=actor.user_id,
        limits=limits_of(wanted),
    )
    session.add(row)
    session.flush()
    payload = {"scheduling_id": str(row.id), "seconds": wanted.seconds}
    row.job_id = enqueue(session, JobKind.SCHEDULE, payload, actor=actor, at=now)
    record(
        session,
        actor=actor,
        action="request_dates",
        subject_kind="scheduling",
        subject_id=row.id,
        detail={"kind": wanted.kind.value, "first_month": row.first_month.isoformat()},
        at=now,
    )
    return RequestedScheduling(row.id, row.job_id)


def _require_none_running(session: Session, kind: SchedulingKind) -> None:
    found = session.scalars(
        select(Scheduling.id).where(
            Scheduling.kind == kind,
            Scheduling.state.in_((JobState.QUEUED, JobState.RUNNING)),
        )
    ).first()
    if found is not None:
        raise Conflict(
            "Solche Termine werden schon gesucht; bitte das Ende abwarten oder die"
            " Suche abbrechen."
        )
