"""Who may hold a feed of each kind by a role, and who may give it to others.

A role is bound to a row (her person, her kindergarten, her county) or to nothing, which
means the whole tenant. The same question is asked of an actor who subscribes and, at
every request, of the roles its holder has by then.
"""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from sqlalchemy import BindParameter, Connection, Date, Row, bindparam, or_, select
from sqlalchemy.orm import Session

from service.calendars.recipients import areas_above
from service.db.tables.places import PlaceStaff
from service.db.tables.visits import ConsultationHost
from service.db.tables.workshops import ClusterMember
from service.domain.actor import Actor
from service.domain.kinds import FeedKind, Role

Reads = Session | Connection
"""Statements here name the tenant themselves, so that both can run them."""

TENANT_ID: Final[BindParameter[UUID]] = bindparam("tenant_id")
_ID: Final[BindParameter[UUID]] = bindparam("recipient_id")
_TODAY: Final = bindparam("today", type_=Date())

_BOUND_BY: Final[Mapping[Role, str]] = {
    Role.COUNSELLOR: "area_id",
    Role.CHILDMINDER: "person_id",
    Role.SUBSTITUTE: "person_id",
    Role.GUARDIAN: "guardian_id",
    Role.COACH: "coach_id",
    Role.KINDERGARTEN: "kindergarten_id",
    Role.COUNTY: "area_id",
}
"""What a role is bound to, as its membership names it; others are bound to nothing."""

WHOLE_TENANT: Final = frozenset({Role.COUNSELLOR, Role.COORDINATOR, Role.ADMINISTRATOR})
"""Roles that, bound to nothing, mean all of the tenant; any other means nobody."""


@dataclass(frozen=True, slots=True)
class Claim:
    """A role that is held, and the row it is bound to."""

    role: Role
    bound_id: UUID | None


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose feed it is, on which day, and where to look further."""

    reads: Reads
    tenant_id: UUID
    recipient_id: UUID
    today: date

    @property
    def values(self) -> dict[str, object]:
        """For statements."""
        return {
            "tenant_id": self.tenant_id,
            "recipient_id": self.recipient_id,
            "today": self.today,
        }


@dataclass(frozen=True, slots=True)
class Right:
    """Which roles may hold a kind of feed, and what they have to be bound to.

    Attributes
    ----------
    roles
        Whose feed it is.
    bound_to
        The ids of which the role's must be one.
    givers
        Who may subscribe on behalf of those whose feed it is.
    """

    roles: frozenset[Role]
    bound_to: Callable[[Asked], Collection[UUID]]
    givers: frozenset[Role] = frozenset()


def claims_of(actor: Actor) -> Iterator[Claim]:
    """The roles of somebody who acts."""
    for role in actor.roles:
        column = _BOUND_BY.get(role)
        bound: Collection[UUID] = getattr(actor, f"{column}s") if column else ()
        if not bound and role in WHOLE_TENANT:
            yield Claim(role, None)
        yield from (Claim(role, bound_id) for bound_id in bound)


def claims_in(holding: Collection[Row[*tuple[Any, ...]]]) -> Iterator[Claim]:
    """The roles in the rows of a subscription; none of an account that is disabled."""
    for row in holding:
        if row.role is None or row.disabled_at is not None:
            continue
        column = _BOUND_BY.get(row.role)
        bound_id = getattr(row, column) if column else None
        if bound_id is not None or row.role in WHOLE_TENANT:
            yield Claim(row.role, bound_id)


def is_held_by(kind: FeedKind, asked: Asked, claims: Collection[Claim]) -> bool:
    """Whether one of the roles makes its holder see the feed as her own."""
    right = RIGHTS[kind]
    bound = [claim for claim in claims if claim.role in right.roles]
    if any(claim.bound_id is None for claim in bound):
        return True
    if not bound:
        return False
    wanted = right.bound_to(asked)
    return any(claim.bound_id in wanted for claim in bound)


def _itself(asked: Asked) -> Collection[UUID]:
    return (asked.recipient_id,)


_STAFF = select(PlaceStaff.person_id).where(
    PlaceStaff.tenant_id == TENANT_ID,
    PlaceStaff.place_id == _ID,
    PlaceStaff.valid_from <= _TODAY,
    or_(PlaceStaff.valid_until.is_(None), PlaceStaff.valid_until >= _TODAY),
)
_HOST = select(ConsultationHost.kindergarten_id).where(
    ConsultationHost.tenant_id == TENANT_ID, ConsultationHost.id == _ID
)
_MEMBERS = select(ClusterMember.area_id).where(
    ClusterMember.tenant_id == TENANT_ID,
    ClusterMember.cluster_id == _ID,
    ClusterMember.area_id.is_not(None),
)


def _staff(asked: Asked) -> Collection[UUID]:
    """Persons on the staff of a place today."""
    return [row.person_id for row in asked.reads.execute(_STAFF, asked.values)]


def _host(asked: Asked) -> Collection[UUID]:
    """The kindergarten that receives others."""
    return [row.kindergarten_id for row in asked.reads.execute(_HOST, asked.values)]


def _above(asked: Asked) -> Collection[UUID]:
    """An area and all above it; what is above everything is nobody's row."""
    above = areas_above(asked.reads, asked.tenant_id)
    return above.get(asked.recipient_id, frozenset())


def _around_members(asked: Asked) -> Collection[UUID]:
    """The areas of a cluster's communes and all above them."""
    above = areas_above(asked.reads, asked.tenant_id)
    members = asked.reads.execute(_MEMBERS, asked.values)
    return frozenset[UUID]().union(*(above[row.area_id] for row in members))


_PERSONS = frozenset({Role.CHILDMINDER, Role.SUBSTITUTE})
_OFFICE = frozenset({Role.COUNSELLOR, Role.ADMINISTRATOR})
_PROGRAMME = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})

RIGHTS: Final[dict[FeedKind, Right]] = {
    FeedKind.PERSON: Right(_PERSONS, _itself, _OFFICE),
    FeedKind.PLACE: Right(_PERSONS, _staff, _OFFICE),
    FeedKind.GUARDIAN: Right(frozenset({Role.GUARDIAN}), _itself, _OFFICE),
    FeedKind.AREA: Right(_OFFICE, _above),
    FeedKind.COACH: Right(frozenset({Role.COACH}), _itself, _PROGRAMME),
    FeedKind.KINDERGARTEN: Right(frozenset({Role.KINDERGARTEN}), _itself, _PROGRAMME),
    FeedKind.COUNTY: Right(_PROGRAMME | {Role.COUNTY}, _above),
    FeedKind.HOST: Right(frozenset({Role.KINDERGARTEN}), _host, _PROGRAMME),
    FeedKind.CLUSTER: Right(_PROGRAMME | {Role.COUNTY}, _around_members),
}
