"""What stands, read once for a range of days: care by substitutes, and absences.

Only published days and active assignments count; proposals are never read.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from service.calendars.recipients import areas_above
from service.db.store import tenant_of
from service.db.tables.absences import Absence
from service.db.tables.children import Child, Guardianship
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.db.tables.publications import Assignment, PublicationDay
from service.db.validity import lasts
from service.domain.kinds import AssignmentState

STANDING_STATES = (
    AssignmentState.PUBLISHED,
    AssignmentState.ACCEPTED,
    AssignmentState.STARTED,
    AssignmentState.DONE,
)


@dataclass(frozen=True, slots=True)
class Venue:
    """A place as calendars need it."""

    id: UUID
    name: str
    address: str

    def with_address(self) -> str:
        """Name and address for somebody who has to find it."""
        return ", ".join(part for part in (self.name, self.address) if part)


@dataclass(frozen=True, slots=True)
class Care:
    """One child with one substitute for an interval of a day [minutes]."""

    uid: UUID
    day: date
    start_minute: int
    end_minute: int
    child_id: UUID
    child_code: str
    person_id: UUID
    person_code: str
    person_given_name: str
    at_home: bool
    venue: Venue
    area_ids: frozenset[UUID]


@dataclass(frozen=True, slots=True)
class Away:
    """An absence without anything that hints at its reason."""

    id: UUID
    person_id: UUID
    first_day: date
    last_day: date | None
    expected_return: date | None
    start_minute: int | None
    end_minute: int | None


def standing_care(session: Session, first_day: date, last_day: date) -> list[Care]:
    """Care that stands on the days, both included, in a fixed order."""
    absent = aliased(Person)
    rows = session.execute(
        select(
            Assignment.uid,
            Assignment.day,
            Assignment.start_minute,
            Assignment.end_minute,
            Assignment.child_id,
            Child.code.label("child_code"),
            Assignment.person_id,
            Person.code.label("person_code"),
            Person.given_name,
            Person.home_place_id,
            Place.id.label("place_id"),
            Place.name.label("place_name"),
            Place.street,
            Place.postcode,
            Place.city,
            Place.area_id.label("place_area_id"),
            absent.area_id.label("absent_area_id"),
        )
        .join(PublicationDay, _published())
        .join(Child, and_(*_same(Child, Assignment.child_id)))
        .join(Person, and_(*_same(Person, Assignment.person_id)))
        .join(Place, and_(*_same(Place, Assignment.place_id)))
        .join(absent, and_(*_same(absent, Assignment.absent_person_id)))
        .where(
            Assignment.day.between(first_day, last_day),
            Assignment.state.in_(STANDING_STATES),
        )
        .order_by(Assignment.day, Assignment.start_minute, Child.code, Assignment.uid)
    )
    tenant_id = tenant_of(session)
    above = areas_above(session, tenant_id)
    return [_care(row, above, frozenset({tenant_id})) for row in rows]


def absences(session: Session, first_day: date, last_day: date) -> list[Away]:
    """Absences that touch the days and are not withdrawn."""
    rows = session.execute(
        select(
            Absence.id,
            Absence.person_id,
            Absence.first_day,
            Absence.last_day,
            Absence.expected_return,
            Absence.start_minute,
            Absence.end_minute,
        )
        .where(
            Absence.withdrawn_at.is_(None),
            Absence.first_day <= last_day,
            lasts(Absence.last_day, first_day),
        )
        .order_by(Absence.first_day, Absence.id)
    )
    return [Away(*row) for row in rows]


def children_of_guardians(session: Session) -> dict[UUID, frozenset[UUID]]:
    """Guardian to the children she has custody of, as of now."""
    children: dict[UUID, set[UUID]] = {}
    for guardian, child in session.execute(
        select(Guardianship.guardian_id, Guardianship.child_id)
    ):
        children.setdefault(guardian, set()).add(child)
    return {guardian: frozenset(found) for guardian, found in children.items()}


def _published() -> ColumnElement[bool]:
    """Join condition: the day has a publication that stands."""
    return and_(
        PublicationDay.tenant_id == Assignment.tenant_id,
        PublicationDay.day == Assignment.day,
    )


def _same(
    table: type[Child | Person | Place], column: InstrumentedAttribute[UUID]
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Join condition over the whole key, the tenant included."""
    return table.tenant_id == Assignment.tenant_id, table.id == column


def _care(
    row: Row[*tuple[Any, ...]],
    above: dict[UUID, frozenset[UUID]],
    everywhere: frozenset[UUID],
) -> Care:
    """One row with everything that feeds may show of it."""
    areas = everywhere.union(
        *(
            above.get(area, frozenset())
            for area in (row.place_area_id, row.absent_area_id)
            if area is not None
        )
    )
    town = " ".join(part for part in (row.postcode, row.city) if part)
    address = ", ".join(part for part in (row.street, town) if part)
    return Care(
        uid=row.uid,
        day=row.day,
        start_minute=row.start_minute,
        end_minute=row.end_minute,
        child_id=row.child_id,
        child_code=row.child_code,
        person_id=row.person_id,
        person_code=row.person_code,
        person_given_name=row.given_name,
        at_home=row.home_place_id == row.place_id,
        venue=Venue(row.place_id, row.place_name, address),
        area_ids=areas,
    )
