"""What a childminder or substitute reaches: herself and the children she has."""

from collections.abc import Callable, Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, union

from service.access.actions import Action
from service.access.links import LINKS
from service.db.base import TenantTable
from service.db.tables.children import Guardian, Guardianship
from service.db.tables.contracts import CareContract
from service.db.tables.cooperations import Cooperation, CooperationMember
from service.db.tables.people import Person
from service.db.tables.places import Place, PlaceStaff
from service.db.tables.planning import Proposal, ProposalGap, ProposalItem
from service.db.tables.publications import Assignment
from service.db.tables.relations import Exclusion, FamiliarityOverride
from service.domain.kinds import AssignmentState, ExclusionOrigin

RUNNING = (
    AssignmentState.PUBLISHED,
    AssignmentState.ACCEPTED,
    AssignmentState.STARTED,
)
"""An assignment that stands; with its end the access to the child ends."""

CLOSED: frozenset[type[TenantTable]] = frozenset(
    {Proposal, ProposalItem, ProposalGap, FamiliarityOverride}
)


def of_persons(
    person_ids: Collection[UUID], table: type[TenantTable], action: Action
) -> ColumnElement[bool]:
    """Rows of the table that belong to the persons or to the children they have."""
    if table in CLOSED:
        return false()
    if table is Person and not action.startswith("read_"):
        return Person.id.in_(person_ids)
    special = _SPECIAL.get(table)
    if special is not None:
        return special(person_ids)
    return _linked(person_ids, table, action)


def _linked(
    person_ids: Collection[UUID], table: type[TenantTable], action: Action
) -> ColumnElement[bool]:
    links = LINKS.get(table)
    if links is None:
        return false()
    if links.parent is not None:
        name, parent = links.parent
        column: ColumnElement[UUID] = getattr(table, name)
        return column.in_(
            select(parent.id).where(of_persons(person_ids, parent, action))
        )
    if links.persons:
        return or_(*(getattr(table, name).in_(person_ids) for name in links.persons))
    return or_(
        false(),
        *(getattr(table, n).in_(children_of(person_ids)) for n in links.children),
    )


def children_of(person_ids: Collection[UUID]) -> Select[UUID]:
    """Children under contract with the persons, or assigned to them now."""
    both = union(
        select(CareContract.child_id.label("child_id")).where(
            CareContract.person_id.in_(person_ids)
        ),
        select(Assignment.child_id).where(
            Assignment.person_id.in_(person_ids), Assignment.state.in_(RUNNING)
        ),
    ).subquery()
    return select(both.c.child_id)


def _persons(person_ids: Collection[UUID]) -> ColumnElement[bool]:
    """Herself, whoever stands in for her, and for whom she stands in."""
    stands_in = select(Assignment.person_id).where(
        Assignment.absent_person_id.in_(person_ids), Assignment.state.in_(RUNNING)
    )
    is_replaced = select(Assignment.absent_person_id).where(
        Assignment.person_id.in_(person_ids), Assignment.state.in_(RUNNING)
    )
    return (
        Person.id.in_(person_ids)
        | Person.id.in_(stands_in)
        | Person.id.in_(is_replaced)
    )


def _places(person_ids: Collection[UUID]) -> ColumnElement[bool]:
    home = select(Person.home_place_id).where(
        Person.id.in_(person_ids), Person.home_place_id.is_not(None)
    )
    staffed = select(PlaceStaff.place_id).where(PlaceStaff.person_id.in_(person_ids))
    contracted = select(CareContract.place_id).where(
        CareContract.person_id.in_(person_ids)
    )
    assigned = select(Assignment.place_id).where(
        or_(
            Assignment.person_id.in_(person_ids),
            Assignment.absent_person_id.in_(person_ids),
        ),
        Assignment.state.in_(RUNNING),
    )
    return or_(*(Place.id.in_(ids) for ids in (home, staffed, contracted, assigned)))


def _guardians(person_ids: Collection[UUID]) -> ColumnElement[bool]:
    return Guardian.id.in_(
        select(Guardianship.guardian_id).where(
            Guardianship.child_id.in_(children_of(person_ids))
        )
    )


def _cooperations(person_ids: Collection[UUID]) -> ColumnElement[bool]:
    return Cooperation.id.in_(_joined(person_ids))


def _members(person_ids: Collection[UUID]) -> ColumnElement[bool]:
    return CooperationMember.cooperation_id.in_(_joined(person_ids))


def _joined(person_ids: Collection[UUID]) -> Select[UUID]:
    return select(CooperationMember.cooperation_id).where(
        CooperationMember.person_id.in_(person_ids)
    )


def _exclusions(person_ids: Collection[UUID]) -> ColumnElement[bool]:
    """Only her own no: a family's no is not told to the person it concerns."""
    return Exclusion.person_id.in_(person_ids) & (
        Exclusion.origin == ExclusionOrigin.PERSON
    )


def _assignments(person_ids: Collection[UUID]) -> ColumnElement[bool]:
    return (Assignment.state != AssignmentState.PROPOSED) & or_(
        Assignment.person_id.in_(person_ids),
        Assignment.absent_person_id.in_(person_ids),
    )


_SPECIAL: dict[type[TenantTable], Callable[[Collection[UUID]], ColumnElement[bool]]] = {
    Person: _persons,
    Place: _places,
    Guardian: _guardians,
    Cooperation: _cooperations,
    CooperationMember: _members,
    Exclusion: _exclusions,
    Assignment: _assignments,
}
