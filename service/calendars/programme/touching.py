"""Rows of a programme that changed, told to the calendars they are in."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendars.refresh import refresh_feeds
from service.db.tables.engagements import CoachingSession, Engagement
from service.db.tables.visits import ConsultationVisit
from service.db.tables.workshops import Cluster, ClusterEvent
from service.domain.touched import Touched

Appointment = Engagement | CoachingSession | ConsultationVisit | ClusterEvent


def refresh_appointments(
    session: Session, rows: Iterable[Appointment], now: datetime
) -> int:
    """Bring the calendars of everybody concerned up to date.

    Belongs into the transaction of the change, after everything else of it. A row that
    went over from one coach to another has to be told with both: as two rows.

    Returns
    -------
    How many feeds have other bytes than before.
    """
    coaches, houses, hosts = set[UUID](), set[UUID](), set[UUID]()
    clusters = set[UUID | None]()
    for row in rows:
        match row:
            case Engagement() | CoachingSession():
                coaches.add(row.coach_id)
                houses.add(row.kindergarten_id)
            case ConsultationVisit():
                houses.add(row.kindergarten_id)
                hosts.add(row.host_id)
            case ClusterEvent():
                clusters.add(row.cluster_id)
    touched = Touched(
        coach_ids=frozenset(coaches),
        kindergarten_ids=frozenset(houses),
        host_ids=frozenset(hosts),
        cluster_ids=_clusters(session, clusters),
    )
    return 0 if touched.nothing else refresh_feeds(session, touched, now)


def _clusters(session: Session, named: set[UUID | None]) -> frozenset[UUID]:
    """Clusters that were named; an event without one is in every cluster's calendar."""
    if None in named:
        return frozenset(session.scalars(select(Cluster.id)))
    return frozenset(cluster for cluster in named if cluster is not None)
