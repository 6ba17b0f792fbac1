"""A publication is taken back as far as it has not begun."""

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.db.store import Store
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication
from service.domain.actor import Actor
from service.planning.kinds import SUBSTITUTION, kind_of
from service.planning.plan_kind import PlanKind, Withdrawn


def withdraw_publication(store: Store, actor: Actor, publication_id: UUID) -> Withdrawn:
    """Nothing of the publication stands but what has begun.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not withdraw this publication.
    Conflict
        If nothing of it could be taken back.
    """
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        publication = load(session, actor, Publication, publication_id, Action.WITHDRAW)
        kind = _permitted(session, actor, publication)
        return kind.withdraw(session, actor, publication, now)


def _permitted(session: Session, actor: Actor, publication: Publication) -> PlanKind:
    """The kind of what was published, if the actor may withdraw it.

    What was published without a proposal are days, agreed by hand for the whole tenant.
    """
    if publication.proposal_id is None:
        SUBSTITUTION.require(session, actor, None, Action.WITHDRAW)
        return SUBSTITUTION
    proposal = session.scalars(
        select(Proposal).where(Proposal.id == publication.proposal_id)
    ).one()
    kind = kind_of(proposal)
    kind.require(session, actor, proposal.area_id, Action.WITHDRAW)
    return kind
