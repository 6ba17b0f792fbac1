"""A plan is asked for: a proposal waits, and a job will compute it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, may_plan_area
from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import ProposalKind
from service.planning.requesting import (
    RequestedProposal,
    Wanted,
    check_seconds,
    enqueue_proposal,
)
from service.snapshot.areas import load_areas
from service.snapshot.rules import rules_for
from service.snapshot.take import check_days


@dataclass(frozen=True, slots=True)
class RequestProposal:
    """Days to plan (inclusive), for an area or all; limits of the computation."""

    first_day: date
    last_day: date
    area_id: UUID | None = None
    seconds: int = 60
    workers: int = 2
    seed: int = 1


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
    check_seconds(command.seconds)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        may_plan_area(session, actor, command.area_id, Action.PROPOSE)
        _check_rules(session, command)
        wanted = Wanted(
            ProposalKind.SUBSTITUTION,
            command.first_day,
            command.last_day,
            command.area_id,
            {
                "seconds": command.seconds,
                "workers": command.workers,
                "seed": command.seed,
            },
        )
        return enqueue_proposal(session, actor, wanted, now)


def _check_rules(session: Session, command: RequestProposal) -> None:
    """Tell a contradiction in the rules now, not when the job has failed."""
    land = session.scalars(select(Tenant.land)).one()
    days = command.first_day, command.last_day
    rules_for(session, land, days, load_areas(session), command.area_id)
