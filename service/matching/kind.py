"""Proposals of matching: a programme year."""

from datetime import datetime
from functools import partial
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.access import Action, granting_roles, require
from service.db.tables.engagements import EngagementGap, EngagementItem
from service.db.tables.planning import Proposal, PseudonymKey
from service.db.tables.publications import Publication
from service.domain.actor import Actor
from service.errors import NotPermitted
from service.matching.codes import MatchingCodes, codes_from_bytes
from service.matching.current import difference, hold_against_now, unplanned_sentences
from service.matching.names import COORDINATING
from service.matching.publish import publish_matching, withdraw_matching
from service.matching.sentences import findings_of
from service.matching.work import MatchingWork, snapshot_for
from service.planning.held_against import checked, counted, parted
from service.planning.plan_kind import (
    Checked,
    CurrentAudit,
    Published,
    Withdrawn,
)
from solver.audit import AuditReport


class MatchingKind:
    """Which coach accompanies which kindergarten."""

    def require(
        self, session: Session, actor: Actor, area_id: UUID | None, action: Action
    ) -> None:
        """Whoever coordinates the programme; areas play no part."""
        del session, area_id
        require(actor, action)
        if granting_roles(actor, action).isdisjoint(COORDINATING):
            raise NotPermitted(
                "Begleitungen plant die Koordination des Programms. Bitte wenden Sie"
                " sich an sie."
            )

    def take(self, session: Session, proposal: Proposal, now: datetime) -> MatchingWork:
        """Coaches, kindergartens and what is agreed."""
        del now
        return MatchingWork(snapshot_for(session, proposal))

    def counts(self, session: Session, proposal_id: UUID) -> tuple[int, int]:
        """Engagements proposed, and kindergartens without one."""
        return (
            counted(session, EngagementItem, proposal_id),
            counted(session, EngagementGap, proposal_id),
        )

    def audit(
        self, session: Session, actor: Actor, proposal: Proposal, now: datetime
    ) -> CurrentAudit:
        """The proposal's engagements on today's programme."""
        del now
        current = hold_against_now(session, proposal)
        words = partial(findings_of, session, actor, current.snapshot.codes)
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
        """The stored matching on its stored problem."""
        # without its key findings speak in codes
        codes = stored_codes(session, proposal.id) or MatchingCodes({}, {}, {})
        return checked(report, partial(findings_of, session, actor, codes))

    def publish(
        self, session: Session, actor: Actor, proposal: Proposal, now: datetime
    ) -> Published:
        """Coaches and kindergartens are asked."""
        return publish_matching(session, actor, proposal, now)

    def withdraw(
        self, session: Session, actor: Actor, publication: Publication, now: datetime
    ) -> Withdrawn:
        """Engagements that have not begun end."""
        return withdraw_matching(session, actor, publication, now)


def stored_codes(session: Session, proposal_id: UUID) -> MatchingCodes | None:
    """The codes of a proposal; ``None`` once its key is deleted."""
    key = session.scalars(
        select(PseudonymKey.key).where(PseudonymKey.proposal_id == proposal_id)
    ).one_or_none()
    return codes_from_bytes(key) if key else None
