"""What stands in a programme, read once: sessions, visits and events of clusters.

Sessions of an engagement that was only proposed, or declined, are never read.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Row, and_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from service.calendars.programme import wording
from service.calendars.programme.appointments import (
    STANDING_STATES,
    Appointment,
    House,
    Side,
)
from service.calendars.recipients import areas_above
from service.calendars.window import Window
from service.db.store import tenant_of
from service.db.tables.coaches import Coach
from service.db.tables.engagements import CoachingSession, Engagement, SessionRefusal
from service.db.tables.kindergartens import Kindergarten
from service.db.tables.visits import ConsultationHost, ConsultationVisit
from service.db.tables.workshops import Cluster, ClusterEvent, ClusterMember
from service.domain.kinds import EngagementState, FeedKind

AGREED_STATES = (EngagementState.ACCEPTED, EngagementState.ENDED)
SESSIONS, VISITS, EVENTS = "session:", "visit:", "event:"
"""Beginnings of keys; none of them names a day, so that a moved one stays the same."""


def standing_appointments(session: Session, window: Window) -> list[Appointment]:
    """Everything that stands in a window, in an order that never varies."""
    houses = _houses(session)
    found = [
        *_sessions(session, houses, window),
        *_visits(session, houses, window),
        *_events(session, window),
    ]
    return sorted(found, key=lambda one: (one.first_day, one.minutes or (), one.key))


def _houses(session: Session) -> dict[UUID, House]:
    """Every kindergarten with its county, all above it, and the tenant."""
    tenant_id = tenant_of(session)
    above = areas_above(session, tenant_id)
    rows = session.execute(
        select(
            Kindergarten.id,
            Kindergarten.name,
            Kindergarten.street,
            Kindergarten.postcode,
            Kindergarten.city,
            Kindergarten.area_id,
        )
    )
    return {row.id: _house(row, above, tenant_id) for row in rows}


def _house(
    row: Row[*tuple[Any, ...]], above: dict[UUID, frozenset[UUID]], tenant_id: UUID
) -> House:
    town = " ".join(part for part in (row.postcode, row.city) if part)
    address = ", ".join(part for part in (row.street, town) if part)
    areas = above.get(row.area_id, frozenset()) | {tenant_id}
    return House(row.id, row.name, address, areas)


def _sessions(
    session: Session, houses: dict[UUID, House], window: Window
) -> Iterator[Appointment]:
    """Coaching sessions: of the coach, the kindergarten and its county."""
    asked_away = select(SessionRefusal.session_id, SessionRefusal.day)
    refused = {(id_, day) for id_, day in session.execute(asked_away)}
    rows = session.execute(
        select(CoachingSession, Coach.given_name, Coach.family_name)
        .join(Coach, _same(Coach.id, CoachingSession.coach_id))
        .join(Engagement, _same(Engagement.id, CoachingSession.engagement_id))
        .where(
            Engagement.state.in_(AGREED_STATES),
            CoachingSession.state.in_(STANDING_STATES),
            CoachingSession.day.between(window.first_day, window.last_day),
        )
    )
    for one, given_name, family_name in rows:
        house = houses[one.kindergarten_id]
        coach_name = f"{given_name} {family_name}".strip()
        sides = (
            Side(
                FeedKind.COACH,
                frozenset({one.coach_id}),
                wording.session_of_coach(house),
                house.with_address,
            ),
            Side(
                FeedKind.KINDERGARTEN,
                frozenset({house.id}),
                wording.session_of_kindergarten(coach_name),
                house.name,
            ),
            Side(
                FeedKind.COUNTY,
                house.area_ids,
                wording.session_of_coach(house),
                house.name,
            ),
        )
        yield _of_a_day(SESSIONS, one, sides, refused=(one.id, one.day) in refused)


def _visits(
    session: Session, houses: dict[UUID, House], window: Window
) -> Iterator[Appointment]:
    """Consultation visits: of the guest, of the host, and of who coordinates."""
    office = frozenset({tenant_of(session)})
    rows = session.execute(
        select(ConsultationVisit, ConsultationHost.kindergarten_id)
        .join(ConsultationHost, _same(ConsultationHost.id, ConsultationVisit.host_id))
        .where(
            ConsultationVisit.state.in_(STANDING_STATES),
            ConsultationVisit.day.between(window.first_day, window.last_day),
        )
    )
    for one, host_kindergarten_id in rows:
        guest, host = houses[one.kindergarten_id], houses[host_kindergarten_id]
        sides = (
            Side(
                FeedKind.KINDERGARTEN,
                frozenset({guest.id}),
                wording.visit_of_guest(host),
                host.with_address,
            ),
            Side(
                FeedKind.HOST,
                frozenset({one.host_id}),
                wording.visit_of_host(guest),
                host.name,
            ),
            Side(
                FeedKind.COUNTY, office, wording.visit_of_office(guest, host), host.name
            ),
        )
        yield _of_a_day(VISITS, one, sides)


def _events(session: Session, window: Window) -> Iterator[Appointment]:
    """Events of a cluster; one without a cluster is for all of them."""
    found = session.execute(select(Cluster.id, Cluster.name))
    names: dict[UUID, str] = dict(found.all())
    office = frozenset({tenant_of(session)})
    rows = session.execute(
        select(ClusterEvent, ClusterMember.commune)
        .outerjoin(ClusterMember, _same(ClusterMember.id, ClusterEvent.host_member_id))
        .where(
            ClusterEvent.state.in_(STANDING_STATES),
            ClusterEvent.first_day <= window.last_day,
            ClusterEvent.last_day >= window.first_day,
        )
    )
    for one, commune in rows:
        clusters = frozenset({one.cluster_id}) if one.cluster_id else frozenset(names)
        summary = wording.event_summary(one.kind, one.number)
        whose = names[one.cluster_id] if one.cluster_id else ""
        told = wording.event_of_office(summary, whose)
        sides = (
            Side(FeedKind.CLUSTER, clusters, summary, commune or ""),
            Side(FeedKind.COUNTY, office, told, commune or ""),
        )
        yield Appointment(
            f"{EVENTS}{one.uid}", one.state, one.first_day, one.last_day, None, sides
        )


def _same(
    column: InstrumentedAttribute[UUID], reference: InstrumentedAttribute[Any]
) -> ColumnElement[bool]:
    """Join condition over the whole key, the tenant included."""
    return and_(
        column.class_.tenant_id == reference.class_.tenant_id, column == reference
    )


def _of_a_day(
    beginning: str,
    one: CoachingSession | ConsultationVisit,
    sides: tuple[Side, ...],
    *,
    refused: bool = False,
) -> Appointment:
    minutes = (one.start_minute, one.end_minute)
    key = f"{beginning}{one.uid}"
    return Appointment(key, one.state, one.day, one.day, minutes, sides, refused)
