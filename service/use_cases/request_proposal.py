"""A plan is asked for: a proposal waits, and a job will compute it."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, may_plan_area
from service.db.audit_trail import record
from service.db.store import Store
from service.db.tables.planning import Proposal
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import JobKind, ProposalState
from service.errors import InputFault, InvalidInput
from service.jobs.table import enqueue
from service.snapshot.areas import load_areas
from service.snapshot.rules import rules_for
from service.snapshot.take import check_days

MAX_SECONDS = 600


@dataclass(frozen=True, slots=True)
class RequestProposal:
    """Days to plan (inclusive), for an area or all; limits of the computation."""

    first_day: date
    last_day: date
    area_id: UUID | None = None
    seconds: int = 60
    workers: int = 2
    seed: int = 1


@dataclass(frozen=True, slots=True)
class RequestedProposal:
    """What to ask about: the proposal and the job that computes it."""

    proposal_id: UUID
    job_id: UUID


def request_proposal(
    store: Store, actor: Actor, command: RequestProposal
) -> RequestedProposal:
    """A proposal and its job wait, both or neither.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not plan this area.
    InvalidInput
        If the days or limits are out of range, or the rules contradict themselves or
        change within the days.
    """
    check_days(command.first_day, command.last_day)
    _check_limits(command)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        may_plan_area(session, actor, command.area_id, Action.PROPOSE)
        _check_rules(session, command)
        proposal = _waiting(actor, command, now)
        session.add(proposal)
        session.flush()
        payload = {"proposal_id": str(proposal.id), "seconds": command.seconds}
        proposal.job_id = enqueue(
            session, JobKind.PROPOSE, payload, actor=actor, at=now
        )
        record(
            session,
            actor=actor,
            action="request_proposal",
            subject_kind="proposal",
            subject_id=proposal.id,
            detail={
                "first_day": command.first_day.isoformat(),
                "last_day": command.last_day.isoformat(),
            },
            at=now,
        )
        return RequestedProposal(proposal.id, proposal.job_id)


def _waiting(actor: Actor, command: RequestProposal, now: datetime) -> Proposal:
    return Proposal(
        id=uuid4(),
        first_day=command.first_day,
        last_day=command.last_day,
        area_id=command.area_id,
        state=ProposalState.QUEUED,
        created_at=now,
        created_by=actor.user_id,
        limits={
            "seconds": command.seconds,
            "workers": command.workers,
            "seed": command.seed,
        },
    )


def _check_limits(command: RequestProposal) -> None:
    if not 1 <= command.seconds <= MAX_SECONDS:
        detail = f"Die Rechenzeit liegt zwischen 1 und {MAX_SECONDS} Sekunden."
        raise InvalidInput(detail, [InputFault("/seconds", detail, "range")])


def _check_rules(session: Session, command: RequestProposal) -> None:
    """Tell a contradiction in the rules now, not when the job has failed."""
    land = session.scalars(select(Tenant.land)).one()
    days = command.first_day, command.last_day
    rules_for(session, land, days, load_areas(session), command.area_id)
