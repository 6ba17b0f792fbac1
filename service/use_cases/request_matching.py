"""A matching is asked for: a programme year, or the rest of one."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action
from service.db.store import Store
from service.db.tables.tenancy import Tenant
from service.domain.actor import Actor
from service.domain.kinds import ProposalKind, TenantKind
from service.errors import InvalidInput
from service.matching.months import period_of
from service.matching.state import load_programme
from service.matching.work import KEEP_PROPOSED
from service.planning.kinds import MATCHING
from service.planning.requesting import (
    RequestedProposal,
    Wanted,
    check_seconds,
    enqueue_proposal,
)


@dataclass(frozen=True, slots=True)
class RequestMatching:
    """A calendar year from a month on; limits of the computation.

    ``keep_proposed`` false plans anew what nobody has answered yet. What was accepted
    stays in any case.
    """

    year: int
    first_month: int = 1
    keep_proposed: bool = True
    seconds: int = 60
    workers: int = 2
    seed: int = 1


def request_matching(
    store: Store, actor: Actor, command: RequestMatching
) -> RequestedProposal:
    """A proposal and its job wait, both or neither.

    Raises
    ------
    NotPermitted
        If the actor does not coordinate.
    InvalidInput
        If the months or limits are out of range, the tenant is no programme, there is
        nobody to match, or the rules contradict themselves.
    """
    period = period_of(command.year, command.first_month)
    check_seconds(command.seconds)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        MATCHING.require(session, actor, None, Action.PROPOSE)
        _require_programme(session)
        load_programme(session, period)  # tells now what the job would fail at
        first_day, last_day = period.days
        limits = {
            "seconds": command.seconds,
            "workers": command.workers,
            "seed": command.seed,
            KEEP_PROPOSED: command.keep_proposed,
        }
        wanted = Wanted(ProposalKind.MATCHING, first_day, last_day, None, limits)
        return enqueue_proposal(session, actor, wanted, now)


def _require_programme(session: Session) -> None:
    kind = session.scalars(select(Tenant.kind)).one()
    if kind is not TenantKind.PROGRAMME:
        raise InvalidInput(
            "Prozessbegleitungen werden für ein Programm geplant; dieser Träger ist"
            " keines."
        )
