"""Whether a subscription's holder may still see what it shows.

Asked when an address is made, at every request, and every night; so the end of a role,
of a person's work or of a tenant ends the feed at the next request, whoever ended it.
"""

from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, TypeVarTuple
from uuid import UUID

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Date,
    Row,
    Select,
    and_,
    bindparam,
    or_,
    select,
)
from sqlalchemy.orm import Session

from service.access import Action, load, may_plan_area, sees_whole_tenant
from service.calendars.recipients import Recipient, areas_above
from service.db.base import Base
from service.db.tables.accounts import Membership, User
from service.db.tables.children import Guardian
from service.db.tables.feeds import FeedSubscription
from service.db.tables.people import Person
from service.db.tables.places import Place, PlaceStaff
from service.db.tables.tenancy import Area
from service.domain.actor import Actor
from service.domain.kinds import FeedKind, Role
from service.errors import NotFound

PERSON_ROLES = (Role.CHILDMINDER, Role.SUBSTITUTE)
PLANNING_ROLES = (Role.COUNSELLOR, Role.ADMINISTRATOR)

Columns = TypeVarTuple("Columns")
Reads = Session | Connection
"""Statements here name the tenant themselves, so that both can run them."""

TENANT_ID: BindParameter[UUID] = bindparam("tenant_id")
_TODAY = bindparam("today", type_=Date())

HOLDING = (
    FeedSubscription.id,
    FeedSubscription.kind,
    FeedSubscription.recipient_id,
    FeedSubscription.user_id,
    Person.id.label("works_id"),
    Person.active_until.label("works_until"),
    User.disabled_at,
    Membership.role,
    Membership.person_id,
    Membership.guardian_id,
    Membership.area_id,
)
"""Columns by which a subscription's right is told; one row per role of its holder."""

_BESIDE: tuple[tuple[type[Base], ColumnElement[bool]], ...] = (
    (
        Person,
        and_(Person.tenant_id == TENANT_ID, Person.id == FeedSubscription.recipient_id),
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


_STAFF = select(PlaceStaff.person_id).where(
    PlaceStaff.tenant_id == TENANT_ID,
    PlaceStaff.place_id == bindparam("place_id"),
    PlaceStaff.valid_from <= _TODAY,
    or_(PlaceStaff.valid_until.is_(None), PlaceStaff.valid_until >= _TODAY),
)


def holder_for(
    session: Session, actor: Actor, recipient: Recipient, today: date
) -> UUID | None:
    """The user to whom a new subscription is bound.

    A recipient's own subscription, and any of a whole district, ends with the role of
    the user; one made on behalf of somebody else ends with the recipient only.

    Raises
    ------
    NotFound
        If the recipient is not there, or not for this actor: the same answer.
    """
    if recipient.kind is FeedKind.AREA:
        _require_area(session, actor, recipient.id)
        return actor.user_id
    if _is_own(session, actor, recipient, today):
        return actor.user_id
    if not actor.has(*PLANNING_ROLES):
        raise NotFound
    tables = {
        FeedKind.PERSON: Person,
        FeedKind.PLACE: Place,
        FeedKind.GUARDIAN: Guardian,
    }
    if recipient.kind not in tables:
        raise NotFound
    load(session, actor, tables[recipient.kind], recipient.id, Action.SUBSCRIBE)
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
    recipient = Recipient(one.kind, one.recipient_id)
    if recipient.kind is FeedKind.PERSON and not _works(one, today):
        return False
    if one.user_id is None:
        return True
    held = [row for row in holding if row.role is not None and row.disabled_at is None]
    match recipient.kind:
        case FeedKind.PERSON | FeedKind.GUARDIAN:
            return any(_stands_for(row, recipient) for row in held)
        case FeedKind.PLACE:
            persons = [row.person_id for row in held if row.person_id]
            return _work_at(reads, tenant_id, persons, recipient.id, today)
        case FeedKind.AREA:
            areas = {row.area_id for row in held if row.role in PLANNING_ROLES}
            return _watch(reads, tenant_id, areas, recipient.id)
        case _:
            return False


def _stands_for(row: Row[*tuple[Any, ...]], recipient: Recipient) -> bool:
    """Whether a role makes its holder the recipient."""
    if recipient.kind is FeedKind.GUARDIAN:
        return row.role is Role.GUARDIAN and bool(row.guardian_id == recipient.id)
    return row.role in PERSON_ROLES and bool(row.person_id == recipient.id)


def _works(one: Row[*tuple[Any, ...]], today: date) -> bool:
    """A person is there, and her work has not ended."""
    until: date | None = one.works_until
    return one.works_id is not None and (until is None or until >= today)


def _require_area(session: Session, actor: Actor, area_id: UUID) -> None:
    """Only who plans an area may watch it."""
    if area_id == actor.tenant_id:
        if not sees_whole_tenant(actor, Action.SUBSCRIBE):
            raise NotFound
        return
    if not actor.has(*PLANNING_ROLES):
        raise NotFound
    may_plan_area(session, actor, area_id, Action.SUBSCRIBE)
    if session.scalar(select(Area.id).where(Area.id == area_id)) is None:
        raise NotFound


def _is_own(session: Session, actor: Actor, recipient: Recipient, today: date) -> bool:
    """Whether the actor herself is the recipient, in a role that has such a feed."""
    match recipient.kind:
        case FeedKind.PERSON:
            return actor.has(*PERSON_ROLES) and recipient.id in actor.person_ids
        case FeedKind.GUARDIAN:
            return actor.has(Role.GUARDIAN) and recipient.id in actor.guardian_ids
        case FeedKind.PLACE:
            return _work_at(
                session, actor.tenant_id, actor.person_ids, recipient.id, today
            )
        case _:
            return False


def _work_at(
    reads: Reads,
    tenant_id: UUID,
    person_ids: Collection[UUID],
    place_id: UUID,
    today: date,
) -> bool:
    """Whether one of the persons is on the staff of a place today."""
    at = {"tenant_id": tenant_id, "place_id": place_id, "today": today}
    staff = reads.execute(_STAFF, at)
    return any(row.person_id in person_ids for row in staff)


def _watch(
    reads: Reads,
    tenant_id: UUID,
    area_ids: Collection[UUID | None],
    watched_id: UUID,
) -> bool:
    """Whether planning roles for these areas (None: all) cover an area, or all."""
    if None in area_ids:
        return True
    above = areas_above(reads, tenant_id).get(watched_id, frozenset())
    return not above.isdisjoint(area_ids)
