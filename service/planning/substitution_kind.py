"""Proposals of substitution: days of a tenant or an area."""

from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, may_plan_area
from service.db.tables.planning import Proposal, ProposalGap, ProposalItem
from service.db.tables.publications import Publication
from service.domain.actor import Actor
from service.planning.current import (
    difference,
    findings_of,
    hold_against_now,
    unplanned_sentences,
)
from service.planning.held_against import checked, counted, parted
from service.planning.keys import stored_pseudonyms
from service.planning.plan_kind import (
    Checked,
    CurrentAudit,
    Published,
    Withdrawn,
)
from service.planning.publish_days import publish_days
from service.planning.substitution_work import SubstitutionWork, take_substitution
from service.planning.withdraw_days import withdraw_days
from service.snapshot.pseudonyms import Pseudonyms
from solver.audit import AuditReport


class SubstitutionKind:
    """Who stands in for whom on which days."""

    def require(
        self, session: Session, actor: Actor, area_id: UUID | None, action: Action
    ) -> None:
        """Whoever plans an area may plan its days."""
        may_plan_area(session, actor, area_id, action)

    def take(
        self, session: Session, proposal: Proposal, now: datetime
    ) -> SubstitutionWork:
        """Needs, people and places of the days."""
        return take_substitution(session, proposal, now)

    def counts(self, session: Session, proposal_id: UUID) -> tuple[int, int]:
        """Assignments proposed, and gaps."""
        return (
            counted(session, ProposalItem, proposal_id),
            counted(session, ProposalGap, proposal_id),
        )

    def audit(
        self, session: Session, actor: Actor, proposal: Proposal, now: datetime
    ) -> CurrentAudit:
        """The proposal's items on today's needs."""
        current = hold_against_now(session, proposal, now)
        codes = current.snapshot.pseudonyms
        words = partial(findings_of, session, actor, codes)
        decided, fixed = parted(current.report, words)
        return CurrentAudit(
            publishable=not current.refused,
            difference=difference(session, actor, current),
            decided=decided,
            fixed=fixed,
            unplanned=unplanned_sentences(session, actor, current),
            not_checked=tuple(current.report.not_checked),
        )

    def check(
        self, session: Session, actor: Actor, proposal: Proposal, report: AuditReport
    ) -> Checked:
        """The stored plan on its stored problem."""
        # without its key findings speak in codes
        codes = stored_pseudonyms(session, proposal.id) or Pseudonyms({}, {}, {})
        return checked(report, partial(findings_of, session, actor, codes))

    def publish(
        self, session: Session, actor: Actor, proposal: Proposal, now: datetime
    ) -> Published:
        """Whole days are replaced."""
        return publish_days(session, actor, proposal, now)

    def withdraw(
        self, session: Session, actor: Actor, publication: Publication, now: datetime
    ) -> Withdrawn:
        """Days that have not begun are emptied."""
        return withdraw_days(session, actor, publication, now)
