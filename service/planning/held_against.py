"""A plan held against its problem, in words: the same for every kind of proposal."""

from collections.abc import Callable, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from service.db.tables.engagements import EngagementGap, EngagementItem
from service.db.tables.planning import ProposalGap, ProposalItem
from service.errors import RuleFinding
from service.planning.plan_kind import Checked
from solver.audit import AuditReport
from solver.rule import Finding

Words = Callable[[Sequence[Finding]], tuple[RuleFinding, ...]]
Part = type[ProposalItem] | type[ProposalGap] | type[EngagementItem | EngagementGap]


def parted(
    report: AuditReport, words: Words
) -> tuple[tuple[RuleFinding, ...], tuple[RuleFinding, ...]]:
    """Findings on what the plan decides, and those on what stands, in words."""
    decided = [finding for finding in report.findings if finding.decided]
    fixed = [finding for finding in report.findings if not finding.decided]
    return words(decided), words(fixed)


def checked(report: AuditReport, words: Words) -> Checked:
    """What an audit says of a stored plan, in words."""
    decided, fixed = parted(report, words)
    return Checked(
        accepted=report.accepted,
        decided=decided,
        fixed=fixed,
        not_checked=tuple(report.not_checked),
        tiers={tier.id: tier.value for tier in report.tiers},
    )


def counted(session: Session, part: Part, proposal_id: UUID) -> int:
    """Rows of a proposal."""
    found = session.scalar(
        select(func.count()).select_from(part).where(part.proposal_id == proposal_id)
    )
    return found or 0
