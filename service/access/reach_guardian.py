"""What a guardian reaches: her children, and whoever looks after them."""

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select

from service.access.lasting import lasting_assignment, lasting_contract
from service.access.links import LINKS
from service.access.reach_person import Bound
from service.db.base import TenantTable
from service.db.tables.absences import Absence
from service.db.tables.children import Guardian, Guardianship
from service.db.tables.contracts import CareContract
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.publications import Assignment
from service.db.tables.relations import Exclusion
from service.domain.kinds import AssignmentState, ExclusionOrigin


def of_guardians(bound: Bound, table: type[TenantTable]) -> ColumnElement[bool]:
    """Rows of the table that belong to the guardians' children."""
    special = _SPECIAL.get(table)
    if special is not None:
        return special(bound)
    links = LINKS.get(table)
    if links is None:
        return false()
    if links.parent is not None:
        name, parent = links.parent
        column: ColumnElement[UUID] = getattr(table, name)
        return column.in_(select(parent.id).where(of_guardians(bound, parent)))
    return or_(
        false(),
        *(getattr(table, n).in_(_children(bound)) for n in links.children),
    )


def _children(bound: Bound) -> Select[UUID]:
    return select(Guardianship.child_id).where(Guardianship.guardian_id.in_(bound.ids))


def _own(bound: Bound) -> ColumnElement[bool]:
    return Guardian.id.in_(bound.ids)


def _custody(bound: Bound) -> ColumnElement[bool]:
    return Guardianship.guardian_id.in_(bound.ids)


def _contracted(bound: Bound) -> Select[UUID]:
    return select(CareContract.person_id).where(
        CareContract.child_id.in_(_children(bound)), lasting_contract(bound.today)
    )


def _persons(bound: Bound) -> ColumnElement[bool]:
    assigned = select(Assignment.person_id).where(
        Assignment.child_id.in_(_children(bound)), lasting_assignment(bound.today)
    )
    return Person.id.in_(_contracted(bound)) | Person.id.in_(assigned)


def _places(bound: Bound) -> ColumnElement[bool]:
    contracted = select(CareContract.place_id).where(
        CareContract.child_id.in_(_children(bound)), lasting_contract(bound.today)
    )
    assigned = select(Assignment.place_id).where(
        Assignment.child_id.in_(_children(bound)), lasting_assignment(bound.today)
    )
    return Place.id.in_(contracted) | Place.id.in_(assigned)


def _absences(bound: Bound) -> ColumnElement[bool]:
    """Of whoever looks after her children, to say whether cover is wanted."""
    return Absence.person_id.in_(_contracted(bound)) & (Absence.withdrawn_at.is_(None))


def _exclusions(bound: Bound) -> ColumnElement[bool]:
    """Only the family's own no: a person's no is hers."""
    return Exclusion.child_id.in_(_children(bound)) & (
        Exclusion.origin == ExclusionOrigin.GUARDIAN
    )


def _assignments(bound: Bound) -> ColumnElement[bool]:
    return (Assignment.state != AssignmentState.PROPOSED) & Assignment.child_id.in_(
        _children(bound)
    )


_SPECIAL: dict[type[TenantTable], Callable[[Bound], ColumnElement[bool]]] = {
    Guardian: _own,
    Guardianship: _custody,
    Person: _persons,
    Place: _places,
    Absence: _absences,
    Exclusion: _exclusions,
    Assignment: _assignments,
}
