"""A person makes a proposal stand: one transaction, all of it, or nothing."""

from uuid import UUID

from service.access import Action, load, require
from service.db.store import Store
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.domain.kinds import ProposalState
from service.errors import Conflict
from service.planning.kinds import kind_of
from service.planning.plan_kind import Published

_NOT_READY = {
    ProposalState.QUEUED: "Der Vorschlag wird noch berechnet; bitte kurz warten.",
    ProposalState.RUNNING: "Der Vorschlag wird noch berechnet; bitte kurz warten.",
    ProposalState.FAILED: "Die Berechnung ist gescheitert; bitte neu vorschlagen.",
    ProposalState.CANCELLED: "Die Berechnung wurde abgebrochen; bitte neu vorschlagen.",
    ProposalState.PUBLISHED: "Dieser Vorschlag ist schon freigegeben.",
}


def publish_proposal(store: Store, actor: Actor, proposal_id: UUID) -> Published:
    """The proposal stands; feeds, messages and trail agree.

    What is fixed (accepted, begun, settled by hand) is kept as it is.

    Raises
    ------
    NotPermitted, NotFound
        If the actor may not publish this proposal.
    Conflict
        If it is not ready, if the audit refuses it on the current state, or if what
        stands was changed meanwhile; ``difference`` says what.
    """
    require(actor, Action.PUBLISH)
    now = store.clock.now()
    with store.write(actor.tenant_id) as session:
        proposal = load(session, actor, Proposal, proposal_id, Action.PUBLISH)
        kind = kind_of(proposal)
        kind.require(session, actor, proposal.area_id, Action.PUBLISH)
        if proposal.state is not ProposalState.READY:
            raise Conflict(_NOT_READY[proposal.state])
        return kind.publish(session, actor, proposal, now)
