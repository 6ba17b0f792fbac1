"""What a guardian reaches: her children, and whoever looks after them."""

from collections.abc import Callable, Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, or_, select

from service.access.links import LINKS
from service.access.reach_person import RUNNING
from service.db.base import TenantTable
from service.db.tables.absences import Absence
from service.db.tables.children import Guardian, Guardianship
from service.db.tables.contracts import CareContract
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.publications import Assignment
from service.db.tables.relations import Exclusion
from service.domain.kinds import AssignmentState, ExclusionOrigin


def of_guardians(
    guardian_ids: Collection[UUID], table: type[TenantTable]
) -> ColumnElement[bool]:
    """Rows of the table that belong to the guardians' children."""
    special = _SPECIAL.get(table)
    if special is not None:
        return special(guardian_ids)
    links = LINKS.get(table)
    if links is None:
        return false()
    if links.parent is not None:
        name, parent = links.parent
        column: ColumnElement[UUID] = getattr(table, name)
        return column.in_(select(parent.id).where(of_guardians(guardian_ids, parent)))
    return or_(
        false(),
        *(getattr(table, n).in_(_children(guardian_ids)) for n in links.children),
    )


def _children(guardian_ids: Collection[UUID]) -> Select[UUID]:
    return select(Guardianship.child_id).where(
        Guardianship.guardian_id.in_(guardian_ids)
    )


def _own(guardian_ids: Collection[UUID]) -> ColumnElement[bool]:
    return Guardian.id.in_(guardian_ids)


def _custody(guardian_ids: Collection[UUID]) -> ColumnElement[bool]:
    return Guardianship.guardian_id.in_(guardian_ids)


def _contracted(guardian_ids: Collection[UUID]) -> Select[UUID]:
    return select(CareContract.person_id).where(
        CareContract.child_id.in_(_children(guardian_ids))
    )


def _persons(guardian_ids: Collection[UUID]) -> ColumnElement[bool]:
    assigned = select(Assignment.person_id).where(
        Assignment.child_id.in_(_children(guardian_ids)), Assignment.state.in_(RUNNING)
    )
    return Person.id.in_(_contracted(guardian_ids)) | Person.id.in_(assigned)


def _places(guardian_ids: Collection[UUID]) -> ColumnElement[bool]:
    contracted = select(CareContract.place_id).where(
        CareContract.child_id.in_(_children(guardian_ids))
    )
    assigned = select(Assignment.place_id).where(
        Assignment.child_id.in_(_children(guardian_ids)), Assignment.state.in_(RUNNING)
    )
    return Place.id.in_(contracted) | Place.id.in_(assigned)


def _absences(guardian_ids: Collection[UUID]) -> ColumnElement[bool]:
    """Of whoever looks after her children, to say whether cover is wanted."""
    return Absence.person_id.in_(_contracted(guardian_ids)) & (
        Absence.withdrawn_at.is_(None)
    )


def _exclusions(guardian_ids: Collection[UUID]) -> ColumnElement[bool]:
    """Only the family's own no: a person's no is hers."""
    return Exclusion.child_id.in_(_children(guardian_ids)) & (
        Exclusion.origin == ExclusionOrigin.GUARDIAN
    )


def _assignments(guardian_ids: Collection[UUID]) -> ColumnElement[bool]:
    return (Assignment.state != AssignmentState.PROPOSED) & Assignment.child_id.in_(
        _children(guardian_ids)
    )


_SPECIAL: dict[type[TenantTable], Callable[[Collection[UUID]], ColumnElement[bool]]] = {
    Guardian: _own,
    Guardianship: _custody,
    Person: _persons,
    Place: _places,
    Absence: _absences,
    Exclusion: _exclusions,
    Assignment: _assignments,
}
