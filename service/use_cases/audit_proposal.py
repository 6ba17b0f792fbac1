"""A proposal is checked again: on the current state, or on the state it was made of."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load
from service.db.store import Store
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.errors import Conflict, RuleFinding
from service.planning.blobs import (
    digest_of,
    unpack_plan,
    unpack_problem,
    unpack_profile,
)
from service.planning.current import (
    difference,
    findings_of,
    hold_against_now,
    unplanned_sentences,
)
from service.planning.keys import stored_pseudonyms
from service.snapshot.pseudonyms import Pseudonyms
from solver.audit import AuditReport
from solver.substitution.audit import audit

_NOT_COMPUTED = "Zu diesem Vorschlag gibt es (noch) keinen Plan."


@dataclass(frozen=True, slots=True)
class CurrentAudit:
    """Whether a proposal could be published now, and what speaks against it.

    ``decided`` findings are on what the plan decides and refuse it; ``fixed`` ones are
    on cover that stands already and block nothing. ``not_checked`` are ids of rules.
    """

    publishable: bool
    difference: tuple[str, ...]
    decided: tuple[RuleFinding, ...]
    fixed: tuple[RuleFinding, ...]
    unplanned: tuple[str, ...]
    not_checked: tuple[str, ...]

    @property
    def findings(self) -> tuple[RuleFinding, ...]:
        """All that the audit found."""
        return self.decided + self.fixed


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
        current = hold_against_now(session, proposal, now)
        decided, fixed = _parted(
            session, actor, current.snapshot.pseudonyms, current.report
        )
        return CurrentAudit(
            publishable=not current.refused,
            difference=difference(session, actor, current),
            decided=decided,
            fixed=fixed,
            unplanned=unplanned_sentences(session, actor, current),
            not_checked=tuple(current.report.not_checked),
        )


def derive_again(store: Store, actor: Actor, proposal_id: UUID) -> DerivedAgain:
    """The stored plan checked on its stored problem by the stored rules.

    Raises
    ------
    NotPermitted, NotFound
        If the proposal is not the actor's to read.
    Conflict
        If it has no plan, or its problem is no longer kept.
    """
    with store.read(actor.tenant_id) as session:
        proposal = load(session, actor, Proposal, proposal_id, Action.READ_PROPOSALS)
        if proposal.plan is None:
            raise Conflict(_NOT_COMPUTED)
        if proposal.problem is None or proposal.rule_profile is None:
            raise Conflict(
                "Die Grundlage dieses Vorschlags ist nach Ablauf der Frist gelöscht."
            )
        report = audit(
            unpack_problem(proposal.problem),
            unpack_profile(proposal.rule_profile),
            unpack_plan(proposal.plan),
        )
        codes = _codes(session, proposal)
        decided, fixed = _parted(session, actor, codes, report)
        return DerivedAgain(
            accepted=report.accepted,
            digest_agrees=digest_of(proposal.problem) == proposal.problem_digest,
            tiers_agree=_tiers_agree(proposal, report),
            profile_revision=proposal.profile_revision,
            decided=decided,
            fixed=fixed,
            not_checked=tuple(report.not_checked),
        )


def _parted(
    session: Session, actor: Actor, codes: Pseudonyms, report: AuditReport
) -> tuple[tuple[RuleFinding, ...], tuple[RuleFinding, ...]]:
    """Findings on what the plan decides, and those on fixed cover, in words."""
    decided = [finding for finding in report.findings if finding.decided]
    fixed = [finding for finding in report.findings if not finding.decided]
    return (
        findings_of(session, actor, codes, decided),
        findings_of(session, actor, codes, fixed),
    )


def _codes(session: Session, proposal: Proposal) -> Pseudonyms:
    """The key of the proposal; without it findings speak in codes."""
    return stored_pseudonyms(session, proposal.id) or Pseudonyms({}, {}, {})


def _tiers_agree(proposal: Proposal, report: AuditReport) -> bool:
    stored = {tier["id"]: tier["value"] for tier in proposal.tiers}
    return stored == {tier.id: tier.value for tier in report.tiers}
