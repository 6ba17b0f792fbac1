"""A proposal is checked again: on the current state, or on the state it was made of."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.db.store import Store
from service.db.tables.planning import Proposal, PseudonymKey
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
from service.snapshot.pseudonyms import Pseudonyms, pseudonyms_from_bytes
from solver.audit import AuditReport, audit

_NOT_COMPUTED = "Zu diesem Vorschlag gibt es (noch) keinen Plan."


@dataclass(frozen=True, slots=True)
class CurrentAudit:
    """Whether a proposal could be published now, and what speaks against it.

    ``findings`` are all that the audit found, those on fixed cover included.
    """

    publishable: bool
    difference: tuple[str, ...]
    findings: tuple[RuleFinding, ...]
    unplanned: tuple[str, ...]


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
    findings: tuple[RuleFinding, ...]


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
        return CurrentAudit(
            publishable=not current.refused,
            difference=difference(session, actor, current),
            findings=findings_of(
                session, actor, current.snapshot.pseudonyms, current.report.findings
            ),
            unplanned=unplanned_sentences(session, actor, current),
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
        return DerivedAgain(
            accepted=report.accepted,
            digest_agrees=digest_of(proposal.problem) == proposal.problem_digest,
            tiers_agree=_tiers_agree(proposal, report),
            profile_revision=proposal.profile_revision,
            findings=findings_of(session, actor, codes, report.findings),
        )


def _codes(session: Session, proposal: Proposal) -> Pseudonyms:
    """The key of the proposal; without it findings speak in codes."""
    key = session.scalars(
        select(PseudonymKey.key).where(PseudonymKey.proposal_id == proposal.id)
    ).one_or_none()
    return pseudonyms_from_bytes(key) if key else Pseudonyms({}, {}, {})


def _tiers_agree(proposal: Proposal, report: AuditReport) -> bool:
    stored = {tier["id"]: tier["value"] for tier in proposal.tiers}
    return stored == {tier.id: tier.value for tier in report.tiers}
