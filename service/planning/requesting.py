"""A proposal and the job that computes it wait, both or neither."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID, uuid4

from sqlalchemy.orm import Session

from service.db.audit_trail import record
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.domain.kinds import JobKind, ProposalKind, ProposalState
from service.errors import InputFault, InvalidInput
from service.jobs.table import enqueue

MAX_SECONDS = 600
_JOBS: Final[Mapping[ProposalKind, JobKind]] = {
    ProposalKind.SUBSTITUTION: JobKind.PROPOSE,
    ProposalKind.MATCHING: JobKind.MATCH,
}


@dataclass(frozen=True, slots=True)
class RequestedProposal:
    """What to ask about: the proposal and the job that computes it."""

    proposal_id: UUID
    job_id: UUID


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a proposal is asked for; ``limits`` holds seconds, workers and seed."""

    kind: ProposalKind
    first_day: date
    last_day: date
    area_id: UUID | None
    limits: Mapping[str, Any]


def enqueue_proposal(
    session: Session, actor: Actor, wanted: Wanted, now: datetime
) -> RequestedProposal:
    """Put the proposal and its job where they are found, and the request on record."""
    proposal = Proposal(
        id=uuid4(),
        kind=wanted.kind,
        first_day=wanted.first_day,
        last_day=wanted.last_day,
        area_id=wanted.area_id,
        state=ProposalState.QUEUED,
        created_at=now,
        created_by=actor.user_id,
        limits=dict(wanted.limits),
    )
    session.add(proposal)
    session.flush()
    payload = {"proposal_id": str(proposal.id), "seconds": wanted.limits["seconds"]}
    job_id = enqueue(session, _JOBS[wanted.kind], payload, actor=actor, at=now)
    proposal.job_id = job_id
    record(
        session,
        actor=actor,
        action="request_proposal",
        subject_kind="proposal",
        subject_id=proposal.id,
        detail={
            "first_day": wanted.first_day.isoformat(),
            "last_day": wanted.last_day.isoformat(),
        },
        at=now,
    )
    return RequestedProposal(proposal.id, job_id)


def check_seconds(seconds: int, most: int = MAX_SECONDS) -> None:
    """Refuse a computing time out of range.

    Raises
    ------
    InvalidInput
        With the fault at ``seconds``.
    """
    if not 1 <= seconds <= most:
        detail = f"Die Rechenzeit liegt zwischen 1 und {most} Sekunden."
        raise InvalidInput(detail, [InputFault("/seconds", detail, "range")])
