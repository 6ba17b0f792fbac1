"""What a childminder or substitute reaches: herself and the children she has."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select, union

from service.access.actions import Action
from service.access.lasting import lasting_assignment, lasting_contract
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

CLOSED: frozenset[type[TenantTable]] = frozenset(
    {Proposal, ProposalItem, ProposalGap, FamiliarityOverride}
)


@dataclass(frozen=True, slots=True)
class Bound:
    """The persons or guardians an actor is, and the day on which she asks."""

    ids: Collection[UUID]
    today: date


def of_persons(
    bound: Bound, table: type[TenantTable], action: Action
) -> ColumnElement[bool]:
    """Rows of the table that belong to the persons or to the children they have."""
    if table in CLOSED:
        return false()
    if table is Person and _own_only(action):
        return Person.id.in_(bound.ids)
    special = _SPECIAL.get(table)
    if special is not None:
        return special(bound)
    return _linked(bound, table, action)


def _own_only(action: Action) -> bool:
    """Colleagues may be read, but not changed, and nobody reads what they are paid."""
    return action is Action.READ_STATEMENTS or not action.startswith("read_")


def _linked(
    bound: Bound, table: type[TenantTable], action: Action
) -> ColumnElement[bool]:
    links = LINKS.get(table)
    if links is None:
        return false()
    if links.parent is not None:
        name, parent = links.parent
        column: ColumnElement[UUID] = getattr(table, name)
        return column.in_(select(parent.id).where(of_persons(bound, parent, action)))
    if links.persons:
        return or_(*(getattr(table, name).in_(bound.ids) for name in links.persons))
    return or_(
        false(),
        *(getattr(table, n).in_(children_of(bound)) for n in links.children),
    )


def children_of(bound: Bound) -> Select[UUID]:
    """Children under contract with the persons, or assigned to them now."""
    both = union(
        select(CareContract.child_id.label("child_id")).where(
            CareContract.person_id.in_(bound.ids), lasting_contract(bound.today)
        ),
        select(Assignment.child_id).where(
            Assignment.person_id.in_(bound.ids), lasting_assignment(bound.today)
        ),
    ).subquery()
    return select(both.c.child_id)


def _persons(bound: Bound) -> ColumnElement[bool]:
    """Herself, whoever stands in for her, and for whom she stands in."""
    stands_in = select(Assignment.person_id).where(
        Assignment.absent_person_id.in_(bound.ids), lasting_assignment(bound.today)
    )
    is_replaced = select(Assignment.absent_person_id).where(
        Assignment.person_id.in_(bound.ids), lasting_assignment(bound.today)
    )
    return (
        Person.id.in_(bound.ids) | Person.id.in_(stands_in) | Person.id.in_(is_replaced)
    )


def _places(bound: Bound) -> ColumnElement[bool]:
    home = select(Person.home_place_id).where(
        Person.id.in_(bound.ids), Person.home_place_id.is_not(None)
    )
    staffed = select(PlaceStaff.place_id).where(PlaceStaff.person_id.in_(bound.ids))
    contracted = select(CareContract.place_id).where(
        CareContract.person_id.in_(bound.ids), lasting_contract(bound.today)
    )
    assigned = select(Assignment.place_id).where(
        or_(
            Assignment.person_id.in_(bound.ids),
            Assignment.absent_person_id.in_(bound.ids),
        ),
        lasting_assignment(bound.today),
    )
    return or_(*(Place.id.in_(ids) for ids in (home, staffed, contracted, assigned)))


def _guardians(bound: Bound) -> ColumnElement[bool]:
    return Guardian.id.in_(
        select(Guardianship.guardian_id).where(
            Guardianship.child_id.in_(children_of(bound))
        )
    )


def _cooperations(bound: Bound) -> ColumnElement[bool]:
    return Cooperation.id.in_(_joined(bound))


def _members(bound: Bound) -> ColumnElement[bool]:
    return CooperationMember.cooperation_id.in_(_joined(bound))


def _joined(bound: Bound) -> Select[UUID]:
    return select(CooperationMember.cooperation_id).where(
        CooperationMember.person_id.in_(bound.ids)
    )


def _exclusions(bound: Bound) -> ColumnElement[bool]:
    """Only her own no: a family's no is not told to the person it concerns."""
    return Exclusion.person_id.in_(bound.ids) & (
        Exclusion.origin == ExclusionOrigin.PERSON
    )


def _assignments(bound: Bound) -> ColumnElement[bool]:
    return (Assignment.state != AssignmentState.PROPOSED) & or_(
        Assignment.person_id.in_(bound.ids),
        Assignment.absent_person_id.in_(bound.ids),
    )


_SPECIAL: dict[type[TenantTable], Callable[[Bound], ColumnElement[bool]]] = {
    Person: _persons,
    Place: _places,
    Guardian: _guardians,
    Cooperation: _cooperations,
    CooperationMember: _members,
    Exclusion: _exclusions,
    Assignment: _assignments,
}
