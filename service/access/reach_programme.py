"""What those reach who take part in a programme of coaches and kindergartens."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, false, select, true

from service.access.reach_area import areas_below
from service.db.base import TenantTable
from service.db.tables.busy import BusySource
from service.db.tables.coaches import Coach
from service.db.tables.engagements import Engagement, EngagementGap, EngagementItem
from service.db.tables.feeds import FeedSubscription
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication
from service.db.tables.tenancy import Area
from service.db.tables.visits import ConsultationHost
from service.db.tables.workshops import Cluster
from service.domain.actor import Actor
from service.domain.kinds import ProposalKind, Role

_ALL_OF_COORDINATOR = (
    Area,
    BusySource,
    Cluster,
    Coach,
    ConsultationHost,
    Engagement,
    EngagementGap,
    EngagementItem,
    FeedSubscription,
    Kindergarten,
)
TAKING_PART = (Role.COACH, Role.KINDERGARTEN, Role.COUNTY)
"""Roles of those for whom a programme is planned."""


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


def of_those_taking_part(
    actor: Actor, role: Role, table: type[TenantTable]
) -> ColumnElement[bool]:
    """Their own rows; nobody else's."""
    own = _OWN.get((role, table))
    return false() if own is None else own(actor)


_OWN: dict[tuple[Role, type[TenantTable]], Callable[[Actor], ColumnElement[bool]]] = {
    (Role.COACH, Coach): lambda actor: Coach.id.in_(actor.coach_ids),
    (Role.COACH, BusySource): lambda actor: BusySource.coach_id.in_(actor.coach_ids),
    (Role.KINDERGARTEN, Kindergarten): lambda actor: Kindergarten.id.in_(
        actor.kindergarten_ids
    ),
    (Role.KINDERGARTEN, BusySource): lambda actor: BusySource.kindergarten_id.in_(
        actor.kindergarten_ids
    ),
    (Role.COACH, Engagement): lambda actor: Engagement.coach_id.in_(actor.coach_ids),
    (Role.KINDERGARTEN, Engagement): lambda actor: Engagement.kindergarten_id.in_(
        actor.kindergarten_ids
    ),
    (Role.COUNTY, Engagement): lambda actor: Engagement.kindergarten_id.in_(
        select(Kindergarten.id).where(
            Kindergarten.area_id.in_(select(areas_below(actor.area_ids).c.id))
        )
    ),
    (Role.COUNTY, Area): lambda actor: Area.id.in_(
        select(areas_below(actor.area_ids).c.id)
    ),
}
