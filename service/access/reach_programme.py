"""What those reach who take part in a programme of coaches and kindergartens."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, true

from service.access.actions import Action
from service.access.reach_area import areas_below
from service.db.base import TenantTable
from service.db.tables.busy import BusySource
from service.db.tables.coaches import (
    Coach,
    CoachConflict,
    CoachLanguage,
    CoachMonth,
    CoachStage,
    CoachTopic,
    CoachWindow,
)
from service.db.tables.engagements import (
    CoachingSession,
    Engagement,
    EngagementGap,
    EngagementItem,
)
from service.db.tables.feeds import FeedSubscription
from service.db.tables.imports import ImportRun
from service.db.tables.kindergartens import (
    Kindergarten,
    KindergartenClosure,
    KindergartenLanguage,
    KindergartenTopic,
    PairRefusal,
)
from service.db.tables.planning import Proposal
from service.db.tables.programme import (
    CountyBudget,
    FeeBand,
    FeeBandPrice,
    ProgrammeDay,
    Topic,
)
from service.db.tables.publications import Publication
from service.db.tables.scheduling import Scheduling
from service.db.tables.tenancy import Area
from service.db.tables.visits import (
    ConsultationHost,
    ConsultationHostTopic,
    ConsultationVisit,
)
from service.db.tables.workshops import Cluster, ClusterEvent, ClusterMember
from service.domain.actor import Actor
from service.domain.kinds import (
    DayAudience,
    EngagementState,
    ProposalKind,
    RefusalOrigin,
    Role,
)

_OF_COACH = (
    BusySource,
    CoachConflict,
    CoachLanguage,
    CoachMonth,
    CoachStage,
    CoachTopic,
    CoachWindow,
    CoachingSession,
    Engagement,
)
"""Tables whose rows belong to a coach by their ``coach_id``."""

_NEEDS = (KindergartenClosure, KindergartenLanguage, KindergartenTopic)
_OF_KINDERGARTEN = (
    *_NEEDS,
    BusySource,
    CoachingSession,
    ConsultationHost,
    Engagement,
)
"""Tables whose rows belong to a kindergarten by their ``kindergarten_id``."""

_ALL_OF_COORDINATOR = frozenset(
    {
        *_OF_COACH,
        *_OF_KINDERGARTEN,
        Area,
        Cluster,
        ClusterEvent,
        ClusterMember,
        Coach,
        ConsultationHostTopic,
        ConsultationVisit,
        CountyBudget,
        EngagementGap,
        EngagementItem,
        FeeBand,
        FeeBandPrice,
        FeedSubscription,
        ImportRun,
        Kindergarten,
        PairRefusal,
        ProgrammeDay,
        Scheduling,
        Topic,
    }
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
    actor: Actor, role: Role, table: type[TenantTable], action: Action
) -> ColumnElement[bool]:
    """Their own rows; to read, also of those with whom they are engaged."""
    if table is Topic:
        return true()
    found = [
        condition(actor)
        for condition in (_OWN.get((role, table)), _SEEN.get((role, table, action)))
        if condition is not None
    ]
    return or_(false(), *found)


Condition = Callable[[Actor], ColumnElement[bool]]
_LIVE = (EngagementState.PROPOSED, EngagementState.ACCEPTED)


def _coachs(table: type[TenantTable]) -> Condition:
    column: ColumnElement[UUID] = getattr(table, "coach_id")  # noqa: B009  of any table
    return lambda actor: column.in_(actor.coach_ids)


def _kindergartens(table: type[TenantTable]) -> Condition:
    column: ColumnElement[UUID] = getattr(table, "kindergarten_id")  # noqa: B009  of any
    return lambda actor: column.in_(actor.kindergarten_ids)


def _accompanied(actor: Actor) -> Select[UUID]:
    """Kindergartens where the coach is, or is asked to be."""
    return select(Engagement.kindergarten_id).where(
        Engagement.coach_id.in_(actor.coach_ids), Engagement.state.in_(_LIVE)
    )


def _accompanying(actor: Actor) -> Select[UUID]:
    """Coaches who are at the kindergarten, or are asked to be."""
    return select(Engagement.coach_id).where(
        Engagement.kindergarten_id.in_(actor.kindergarten_ids),
        Engagement.state.in_(_LIVE),
    )


def _areas(actor: Actor) -> Select[UUID]:
    return select(areas_below(actor.area_ids).c.id)


def _in_areas(actor: Actor) -> Select[UUID]:
    """Kindergartens of the county."""
    return select(Kindergarten.id).where(Kindergarten.area_id.in_(_areas(actor)))


def _of_own_clusters(actor: Actor) -> ColumnElement[bool]:
    """Events of clusters with a commune in the county, and those of all clusters.

    Whoever may hold a cluster's calendar reads what stands in it, no more.
    """
    own = select(ClusterMember.cluster_id).where(
        ClusterMember.area_id.in_(_areas(actor))
    )
    of_all = ClusterEvent.cluster_id.is_(None) & own.exists()
    return ClusterEvent.cluster_id.in_(own) | of_all


def _of_host_or_guest(actor: Actor) -> ColumnElement[bool]:
    """Visits in which a kindergarten receives or comes."""
    own = select(ConsultationHost.id).where(
        ConsultationHost.kindergarten_id.in_(actor.kindergarten_ids)
    )
    comes = ConsultationVisit.kindergarten_id.in_(actor.kindergarten_ids)
    return comes | ConsultationVisit.host_id.in_(own)


def _for_everybody(actor: Actor) -> ColumnElement[bool]:
    del actor
    return ProgrammeDay.audience == DayAudience.EVERYBODY


def _needs_of(table: type[TenantTable]) -> Condition:
    column: ColumnElement[UUID] = getattr(table, "kindergarten_id")  # noqa: B009  of any
    return lambda actor: column.in_(_accompanied(actor))


_OWN: dict[tuple[Role, type[TenantTable]], Condition] = {
    **{(Role.COACH, table): _coachs(table) for table in _OF_COACH},
    **{(Role.KINDERGARTEN, table): _kindergartens(table) for table in _OF_KINDERGARTEN},
    (Role.COACH, Coach): lambda actor: Coach.id.in_(actor.coach_ids),
    (Role.COACH, PairRefusal): lambda actor: (
        PairRefusal.coach_id.in_(actor.coach_ids)
        & (PairRefusal.origin == RefusalOrigin.COACH)
    ),
    (Role.COACH, ProgrammeDay): lambda _: true(),
    (Role.KINDERGARTEN, Kindergarten): lambda actor: Kindergarten.id.in_(
        actor.kindergarten_ids
    ),
    (Role.KINDERGARTEN, ConsultationVisit): _of_host_or_guest,
    (Role.KINDERGARTEN, PairRefusal): lambda actor: (
        PairRefusal.kindergarten_id.in_(actor.kindergarten_ids)
        & (PairRefusal.origin == RefusalOrigin.KINDERGARTEN)
    ),
    (Role.KINDERGARTEN, ProgrammeDay): _for_everybody,
    (Role.COUNTY, Area): lambda actor: Area.id.in_(_areas(actor)),
    (Role.COUNTY, CountyBudget): lambda actor: CountyBudget.area_id.in_(_areas(actor)),
    (Role.COUNTY, Engagement): lambda actor: Engagement.kindergarten_id.in_(
        _in_areas(actor)
    ),
    (Role.COUNTY, CoachingSession): lambda actor: CoachingSession.kindergarten_id.in_(
        _in_areas(actor)
    ),
    (Role.COUNTY, ProgrammeDay): _for_everybody,
}
"""A refusal is told to whoever stated it, never to the one it concerns."""

_SEEN: dict[tuple[Role, type[TenantTable], Action], Condition] = {
    (Role.COACH, Kindergarten, Action.READ_KINDERGARTENS): lambda actor: (
        Kindergarten.id.in_(_accompanied(actor))
    ),
    **{
        (Role.COACH, table, Action.READ_KINDERGARTEN_NEEDS): _needs_of(table)
        for table in _NEEDS
    },
    (Role.KINDERGARTEN, Coach, Action.READ_COACHES): lambda actor: Coach.id.in_(
        _accompanying(actor)
    ),
    (Role.COUNTY, ClusterEvent, Action.READ_CLUSTER_EVENTS): _of_own_clusters,
    (Role.COUNTY, Kindergarten, Action.READ_KINDERGARTENS): lambda actor: (
        Kindergarten.id.in_(_in_areas(actor))
    ),
}
