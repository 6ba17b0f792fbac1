"""Events of clusters as people see them: names in place of ids."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.calendars.programme.wording import event_summary
from service.db.tables.workshops import Cluster, ClusterEvent, ClusterMember
from service.domain.kinds import AppointmentState, ClusterEventKind


@dataclass(frozen=True, slots=True)
class EventView:
    """An event with names; ``cluster`` is empty for a conference of all.

    ``host`` is the commune that receives, empty where none does; ``series_year`` the
    year in which the series began.
    """

    id: UUID
    version: int
    cluster_id: UUID | None
    cluster: str
    kind: ClusterEventKind
    number: int
    series_year: int
    title: str
    host_id: UUID | None
    host: str
    first_day: date
    last_day: date
    state: AppointmentState


def cluster_names(session: Session) -> Mapping[str, str]:
    """Name of every cluster and commune by its id."""
    names = {
        str(id_): name
        for id_, name in session.execute(select(Cluster.id, Cluster.name))
    }
    communes = session.execute(select(ClusterMember.id, ClusterMember.commune))
    return {**names, **{str(id_): name for id_, name in communes}}


def event_views(session: Session, rows: Sequence[ClusterEvent]) -> Sequence[EventView]:
    """Events with the names of clusters and hosts."""
    names = cluster_names(session)
    return [
        EventView(
            row.id,
            row.version,
            row.cluster_id,
            names[str(row.cluster_id)] if row.cluster_id else "",
            row.kind,
            row.number,
            row.series_year or row.first_day.year,
            event_summary(row.kind, row.number),
            row.host_member_id,
            names[str(row.host_member_id)] if row.host_member_id else "",
            row.first_day,
            row.last_day,
            row.state,
        )
        for row in rows
    ]
