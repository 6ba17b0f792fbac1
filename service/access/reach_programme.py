"""What those reach who take part in a programme of coaches and kindergartens."""

from sqlalchemy import ColumnElement, false, select, true

from service.db.base import TenantTable
from service.db.tables.engagements import Engagement, EngagementGap, EngagementItem
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication
from service.db.tables.tenancy import Area
from service.domain.kinds import ProposalKind

_ALL_OF_COORDINATOR = (Area, Engagement, EngagementItem, EngagementGap)


def of_coordinator(table: type[TenantTable]) -> ColumnElement[bool]:
    """All of the programme, and nothing of substitution."""
    if table in _ALL_OF_COORDINATOR:
        return true()
    if table is Proposal:
        return Proposal.kind == ProposalKind.MATCHING
    if table is Publication:
        matchings = select(Proposal.id).where(Proposal.kind == ProposalKind.MATCHING)
        return Publication.proposal_id.in_(matchings)
    return false()
