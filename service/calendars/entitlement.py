"""Whether a subscription's holder may still see what it shows.

Asked when an address is made, at every request, and every night; so the end of a role,
of a person's work or of a tenant ends the feed at the next request, whoever ended it.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, Final, TypeVarTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.orm import Session

from service.access import Action, load
from service.calendars.recipients import Recipient
from service.calendars.rights import (
    RIGHTS,
    TENANT_ID,
    Asked,
    Reads,
    claims_in,
    claims_of,
    is_held_by,
)
from service.db.base import Base, TenantTable
from service.db.tables.accounts import Membership, User
from service.db.tables.children import Guardian
from service.db.tables.coaches import Coach
from service.db.tables.feeds import FeedSubscription
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.tenancy import Area
from service.db.tables.visits import ConsultationHost
from service.db.tables.workshops import Cluster
from service.domain.actor import Actor
from service.domain.kinds import FeedKind
from service.errors import NotFound

Columns = TypeVarTuple("Columns")

_TABLES: Final[dict[FeedKind, type[TenantTable]]] = {
    FeedKind.PERSON: Person,
    FeedKind.PLACE: Place,
    FeedKind.GUARDIAN: Guardian,
    FeedKind.AREA: Area,
    FeedKind.COACH: Coach,
    FeedKind.KINDERGARTEN: Kindergarten,
    FeedKind.COUNTY: Area,
    FeedKind.HOST: ConsultationHost,
    FeedKind.CLUSTER: Cluster,
}
"""Whose rows the recipients of a kind are."""

_OF_WHOLE_TENANT: Final = frozenset({FeedKind.AREA, FeedKind.COUNTY})
"""Kinds whose recipient may be the tenant itself."""

_WORKING: Final = frozenset({FeedKind.PERSON, FeedKind.COACH})
"""Kinds whose feeds end with the recipient's work."""

HOLDING = (
    FeedSubscription.id,
    FeedSubscription.kind,
    FeedSubscription.recipient_id,
    FeedSubscription.user_id,
    func.coalesce(Person.id, Coach.id).label("works_id"),
    func.coalesce(Person.active_until, Coach.active_until).label("works_until"),
    User.disabled_at,
    Membership.role,
    Membership.person_id,
    Membership.guardian_id,
    Membership.area_id,
    Membership.coach_id,
    Membership.kindergarten_id,
)
"""Columns by which a subscription's right is told; one row per role of its holder."""

_BESIDE: tuple[tuple[type[Base], ColumnElement[bool]], ...] = (
    (
        Person,
        and_(Person.tenant_id == TENANT_ID, Person.id == FeedSubscription.recipient_id),
    ),
    (
        Coach,
        and_(Coach.tenant_id == TENANT_ID, Coach.id == FeedSubscription.recipient_id),
    ),
    (User, User.id == FeedSubscription.user_id),
    (
        Membership,
        and_(
            Membership.tenant_id == TENANT_ID,
            Membership.user_id == FeedSubscription.user_id,
            Membership.ended_at.is_(None),
        ),
    ),
)


def with_holding(statement: Select[*Columns]) -> Select[*Columns]:
    """A statement on running subscriptions, joined with what ``HOLDING`` needs."""
    for table, condition in _BESIDE:
        statement = statement.outerjoin(table, condition)
    return statement.where(
        FeedSubscription.tenant_id == TENANT_ID, FeedSubscription.revoked_at.is_(None)
    )


def holder_for(
    session: Session, actor: Actor, recipient: Recipient, today: date
) -> UUID | None:
    """The user to whom a new subscription is bound.

    One that is held by a role ends with that role of the user; one made on behalf of
    somebody else ends with the recipient only.

    Raises
    ------
    NotFound
        If the recipient is not there, or not for this actor: the same answer.
    """
    kind, table = recipient.kind, _TABLES[recipient.kind]
    asked = Asked(session, actor.tenant_id, recipient.id, today)
    if is_held_by(kind, asked, tuple(claims_of(actor))):
        _require_there(session, actor, recipient)
        return actor.user_id
    if not actor.has(*RIGHTS[kind].givers):
        raise NotFound
    load(session, actor, table, recipient.id, Action.SUBSCRIBE)
    return None


def is_entitled(
    reads: Reads, tenant_id: UUID, holding: Sequence[Row[*tuple[Any, ...]]], today: date
) -> bool:
    """Whether recipient and holder still are what they were.

    Parameters
    ----------
    reads
        Where to look further for places and areas.
    holding
        All rows of one subscription, with the columns of ``HOLDING``.
    today
        Where the tenant is.
    """
    one = holding[0]
    if one.kind in _WORKING and not _works(one, today):
        return False
    if one.user_id is None:
        return True
    asked = Asked(reads, tenant_id, one.recipient_id, today)
    return is_held_by(one.kind, asked, tuple(claims_in(holding)))


def _works(one: Row[*tuple[Any, ...]], today: date) -> bool:
    """Somebody is there, and her work has not ended."""
    until: date | None = one.works_until
    return one.works_id is not None and (until is None or until >= today)


def _require_there(session: Session, actor: Actor, recipient: Recipient) -> None:
    """Who may see everything may not see what there is not."""
    if recipient.id == actor.tenant_id and recipient.kind in _OF_WHOLE_TENANT:
        return
    table = _TABLES[recipient.kind]
    if session.scalar(select(table.id).where(table.id == recipient.id)) is None:
        raise NotFound
