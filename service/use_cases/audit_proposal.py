"""A proposal is checked again: on the current state, or on the state it was made of."""

from dataclasses import dataclass
from uuid import UUID

from service.access import Action, load
from service.db.store import Store
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.errors import Conflict, RuleFinding
from service.explaining.question import AnsweringAudit, AuditOrder, StoredPlan
from service.planning.blobs import digest_of
from service.planning.kinds import kind_of
from service.planning.plan_kind import CurrentAudit

_NOT_COMPUTED = "Zu diesem Vorschlag gibt es (noch) keinen Plan."


@dataclass(frozen=True, slots=True)
class DerivedAgain:
    """A stored plan held against its stored problem, by the rules of then.

    ``tiers_agree``: the values stored are those counted again. ``digest_agrees``: the
    problem kept is the one the plan was made from.
    """

    accepted: bool
    digest_agrees: bool
    tiers_agree: bool
    profile_revision: str
    decided: tuple[RuleFinding, ...]
    fixed: tuple[RuleFinding, ...]
    not_checked: tuple[str, ...]

    @property
    def findings(self) -> tuple[RuleFinding, ...]:
        """All that the audit found."""
        return self.decided + self.fixed


def audit_proposal(store: Store, actor: Actor, proposal_id: UUID) -> CurrentAudit:
    """The proposal against the current state, without changing anything.

    That state is read from the database, which takes several times as long as to audit
    it: so this is done here, as publishing does it.

    Raises
    ------
    NotPermitted, NotFound
        If the proposal is not the actor's to read.
    Conflict
        If it has no plan.
    """
    now = store.clock.now()
    with store.read(actor.tenant_id) as session:
        proposal = load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        if proposal.plan is None:
            raise Conflict(_NOT_COMPUTED)
        return kind_of(proposal).audit(session, actor, proposal, now)


def derive_again(
    store: Store, actor: Actor, proposal_id: UUID, answering: AnsweringAudit
) -> DerivedAgain:
    """The stored plan checked on its stored problem by the stored rules.

    To read a large town's takes half a second of a processor: it is done where
    questions are answered.

    Raises
    ------
    NotPermitted, NotFound
        If the proposal is not the actor's to read.
    Conflict
        If it has no plan, or its problem is no longer kept.
    Busy
        If there is no answer in time.
    """
    with store.read(actor.tenant_id) as session:
        proposal = load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        if proposal.plan is None:
            raise Conflict(_NOT_COMPUTED)
        if proposal.problem is None or proposal.rule_profile is None:
            raise Conflict(
                "Die Grundlage dieses Vorschlags ist nach Ablauf der Frist gelöscht."
            )
        stored = StoredPlan(proposal.problem, proposal.rule_profile, proposal.plan)
        order = AuditOrder(proposal.kind, stored)
        digest_agrees = digest_of(proposal.problem) == proposal.problem_digest
    (report,) = answering(order)
    with store.read(actor.tenant_id) as session:
        proposal = load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        checked = kind_of(proposal).check(session, actor, proposal, report)
        values = {tier["id"]: tier["value"] for tier in proposal.tiers}
        return DerivedAgain(
            accepted=checked.accepted,
            digest_agrees=digest_agrees,
            tiers_agree=values == checked.tiers,
            profile_revision=proposal.profile_revision,
            decided=checked.decided,
            fixed=checked.fixed,
            not_checked=checked.not_checked,
        )
