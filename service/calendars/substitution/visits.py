"""Contact visits in the calendars of visitor, host, base and district.

Guardians see none: their child is where it always is, with whom it always is.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Row, and_, select
from sqlalchemy.orm import Session, aliased

from service.calendars.content import Draft, EventContent
from service.calendars.local_time import instants
from service.calendars.recipients import Recipient, areas_above
from service.calendars.substitution.standing import Venue
from service.db.store import tenant_of
from service.db.tables.contact_visits import ContactVisit
from service.db.tables.people import Person
from service.db.tables.places import Place
from service.domain.kinds import AppointmentState, FeedKind

STANDING: Final = (
    AppointmentState.PLANNED,
    AppointmentState.CONFIRMED,
    AppointmentState.MOVED,
    AppointmentState.HELD,
)
_TEXTS: Final = {
    AppointmentState.PLANNED: "Geplant, noch nicht bestätigt.",
    AppointmentState.MOVED: "Verlegt, noch nicht bestätigt.",
}


@dataclass(frozen=True, slots=True)
class Party:
    """Visitor or host as the other one, and the district, may read of her."""

    id: UUID
    code: str
    given_name: str
    home_id: UUID | None


@dataclass(frozen=True, slots=True)
class Contact:
    """A visit that stands."""

    uid: UUID
    day: date
    minutes: tuple[int, int]
    state: AppointmentState
    visitor: Party
    host: Party
    venue: Venue
    area_ids: frozenset[UUID]


def standing_visits(
    session: Session, first_day: date, last_day: date
) -> Sequence[Contact]:
    """Visits that stand on the days, both included, in a fixed order."""
    visitor, host = aliased(Person), aliased(Person)
    rows = session.execute(
        select(ContactVisit, visitor, host, Place)
        .join(
            visitor,
            and_(
                visitor.tenant_id == ContactVisit.tenant_id,
                visitor.id == ContactVisit.visitor_id,
            ),
        )
        .join(
            host,
            and_(
                host.tenant_id == ContactVisit.tenant_id,
                host.id == ContactVisit.host_id,
            ),
        )
        .join(
            Place,
            and_(
                Place.tenant_id == ContactVisit.tenant_id,
                Place.id == ContactVisit.place_id,
            ),
        )
        .where(
            ContactVisit.day.between(first_day, last_day),
            ContactVisit.state.in_(STANDING),
        )
        .order_by(ContactVisit.day, ContactVisit.start_minute, ContactVisit.uid)
    )
    tenant_id = tenant_of(session)
    above = areas_above(session, tenant_id)
    return [_contact(row, above, frozenset({tenant_id})) for row in rows]


def _contact(
    row: Row[*tuple[Any, ...]],
    above: dict[UUID, frozenset[UUID]],
    everywhere: frozenset[UUID],
) -> Contact:
    visit, visitor, host, place = row
    areas = everywhere.union(
        *(above.get(a, frozenset()) for a in (place.area_id, host.area_id) if a)
    )
    town = " ".join(part for part in (place.postcode, place.city) if part)
    address = ", ".join(part for part in (place.street, town) if part)
    return Contact(
        visit.uid,
        visit.day,
        (visit.start_minute, visit.end_minute),
        visit.state,
        _party(visitor),
        _party(host),
        Venue(place.id, place.name, address),
        areas,
    )


def _party(person: Person) -> Party:
    return Party(person.id, person.code, person.given_name, person.home_place_id)


def visit_drafts(
    recipient: Recipient, visits: Sequence[Contact], zone: ZoneInfo
) -> list[Draft]:
    """The visits a recipient's calendar should hold."""
    drafts = []
    for visit in visits:
        told = _told(recipient, visit)
        if told is not None:
            summary, location = told
            drafts.append(_draft(visit, summary, location, zone))
    return drafts


def _told(recipient: Recipient, visit: Contact) -> tuple[str, str] | None:
    """Summary and location, as much as the recipient needs; ``None``: not hers."""
    venue, visitor, host = visit.venue, visit.visitor, visit.host
    district = f"Kontaktbesuch: {visitor.code} bei {host.code}", venue.name
    if recipient.kind is FeedKind.PERSON:
        if recipient.id == visitor.id:
            return f"Kontaktbesuch bei {host.given_name}", _way_to(visitor, venue)
        if recipient.id == host.id:
            return f"Kontaktbesuch: {visitor.given_name}", _way_to(host, venue)
    here = recipient.kind is FeedKind.PLACE and recipient.id == venue.id
    inside = recipient.kind is FeedKind.AREA and recipient.id in visit.area_ids
    return district if here or inside else None


def _way_to(party: Party, venue: Venue) -> str:
    """The address only for whoever has to find it."""
    return venue.name if party.home_id == venue.id else venue.with_address()


def _draft(visit: Contact, summary: str, location: str, zone: ZoneInfo) -> Draft:
    starts, ends = instants(visit.day, *visit.minutes, zone)
    content = EventContent(
        summary=summary,
        text=_TEXTS.get(visit.state, ""),
        location=location,
        starts=starts,
        ends=ends,
        tentative=visit.state.unconfirmed,
    )
    key = f"contact-visit:{visit.uid}"
    return Draft(key, frozenset({key}), content, visit.day, visit.day)
