"""A held visit becomes contacts: every child that was there has met somebody."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.visits.bonds import bond_id
from service.ahead.visits.state import visits_between
from service.db.tables.contact_visits import ContactVisit
from service.db.tables.relations import Contact
from service.domain.kinds import ContactKind
from solver.slots import Day, Slot
from solver.substitution.problem import PersonId, PlaceId
from solver.visits.index import VisitIndex
from solver.visits.problem import Bond, Traveller, Visit


def write_contacts(
    session: Session, row: ContactVisit, minutes: int, now: datetime
) -> Sequence[Contact]:
    """A contact of the visit's real minutes for each child that was there.

    A contact that was logged by hand on the same day stays one: the longer time counts.
    """
    written = []
    for child, person in sorted(_met(session, row, now)):
        known = session.scalars(
            select(Contact).where(
                Contact.child_id == child,
                Contact.person_id == person,
                Contact.day == row.day,
                Contact.kind == ContactKind.VISIT,
            )
        ).one_or_none()
        if known is None:
            known = Contact(
                id=uuid4(),
                child_id=child,
                person_id=person,
                place_id=row.place_id,
                day=row.day,
                minutes=minutes,
                kind=ContactKind.VISIT,
            )
            session.add(known)
        known.minutes = max(known.minutes, minutes)
        written.append(known)
    return written


def _met(session: Session, row: ContactVisit, now: datetime) -> set[tuple[UUID, UUID]]:
    """Who met whom, by the contracts and absences of that day."""
    found = visits_between(session, (row.day, row.day), now).problem
    key = bond_id(row.visitor_id, row.host_id)
    place = PlaceId(str(row.place_id))
    visitor, host = PersonId(str(row.visitor_id)), PersonId(str(row.host_id))
    at_base = place in {p for p, each in found.places.items() if visitor in each.staff}
    bond = Bond(
        key,
        visitor,
        host,
        place,
        row.end_minute - row.start_minute,
        traveller=Traveller.HOST if at_base else Traveller.VISITOR,
    )
    index = VisitIndex(replace(found, bonds={key: bond}, fixed=(), published=()))
    slot = Slot(row.start_minute, row.end_minute)
    visit = Visit(key, Day(row.day.toordinal()), slot)
    return {(UUID(c), UUID(p)) for c, p in index.contacted(visit)}
