"""For whom calendars are kept, and whose a change concerns."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Connection, bindparam, select
from sqlalchemy.orm import Session

from service.db.store import tenant_of
from service.db.tables.children import Guardianship
from service.db.tables.feeds import FeedSubscription
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.tenancy import Area
from service.domain.kinds import FeedKind
from service.domain.touched import Touched

_AREAS = select(Area.id, Area.parent_id).where(Area.tenant_id == bindparam("tenant_id"))


@dataclass(frozen=True, slots=True, order=True)
class Recipient:
    """Whose calendar: a person, a place, a guardian, a coach, a county and so on.

    A feed of an area or a county whose ``id`` is the tenant's covers all of it.
    """

    kind: FeedKind
    id: UUID


def subscribed(session: Session) -> frozenset[Recipient]:
    """Recipients with at least one subscription that is not revoked."""
    rows = session.execute(
        select(FeedSubscription.kind, FeedSubscription.recipient_id)
        .where(FeedSubscription.revoked_at.is_(None))
        .distinct()
    )
    return frozenset(Recipient(kind, recipient_id) for kind, recipient_id in rows)


def concerned(session: Session, touched: Touched) -> frozenset[Recipient]:
    """Subscribed recipients whose calendar a change may alter.

    The districts of the persons and places touched count, with all above them.
    """
    kept = subscribed(session)
    ids = {kind: _CONCERNED[kind](session, touched) for kind in {k.kind for k in kept}}
    return frozenset(
        recipient for recipient in kept if recipient.id in ids[recipient.kind]
    )


def areas_above(
    reads: Session | Connection, tenant_id: UUID
) -> dict[UUID, frozenset[UUID]]:
    """For every area itself, all areas that contain it, and the tenant."""
    rows = reads.execute(_AREAS, {"tenant_id": tenant_id})
    parents = {row.id: row.parent_id for row in rows}
    above: dict[UUID, frozenset[UUID]] = {}
    for area_id in parents:
        found = {tenant_id}
        current: UUID | None = area_id
        while current is not None and current not in found:  # a ring ends too
            found.add(current)
            current = parents.get(current)
        above[area_id] = frozenset(found)
    return above


def _guardians(session: Session, touched: Touched) -> frozenset[UUID]:
    """Everybody with custody of one of the children."""
    rows = session.execute(select(Guardianship.guardian_id, Guardianship.child_id))
    return frozenset(guardian for guardian, child in rows if child in touched.child_ids)


def _areas(session: Session, touched: Touched) -> frozenset[UUID]:
    """Areas touched directly or by a person or place in them; always the tenant."""
    persons = session.execute(select(Person.id, Person.area_id))
    places = session.execute(select(Place.id, Place.area_id))
    direct = set(touched.area_ids)
    direct |= {area for row, area in persons if area and row in touched.person_ids}
    direct |= {area for row, area in places if area and row in touched.place_ids}
    return _with_above(session, direct)


def _counties(session: Session, touched: Touched) -> frozenset[UUID]:
    """Areas touched directly or by a kindergarten in them; always the tenant."""
    rows = session.execute(select(Kindergarten.id, Kindergarten.area_id))
    inside = {area for row, area in rows if row in touched.kindergarten_ids}
    return _with_above(session, touched.area_ids | inside)


def _with_above(session: Session, direct: Collection[UUID]) -> frozenset[UUID]:
    """The areas, all that contain them, and the tenant."""
    above = areas_above(session, tenant_of(session))
    whole = frozenset({tenant_of(session)})
    return whole.union(*(above.get(area, frozenset()) for area in direct))


_CONCERNED: dict[FeedKind, Callable[[Session, Touched], frozenset[UUID]]] = {
    FeedKind.PERSON: lambda _, touched: touched.person_ids,
    FeedKind.PLACE: lambda _, touched: touched.place_ids,
    FeedKind.GUARDIAN: _guardians,
    FeedKind.AREA: _areas,
    FeedKind.COACH: lambda _, touched: touched.coach_ids,
    FeedKind.KINDERGARTEN: lambda _, touched: touched.kindergarten_ids,
    FeedKind.COUNTY: _counties,
    FeedKind.HOST: lambda _, touched: touched.host_ids,
    FeedKind.CLUSTER: lambda _, touched: touched.cluster_ids,
}
"""Whose calendars of a kind a change may alter."""
