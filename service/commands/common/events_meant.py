"""Which clusters, communes and events a command line is about."""

from datetime import date
from typing import Final
from uuid import UUID

import click
from sqlalchemy import select

from service.commands.common.pages import every
from service.commands.common.running import Office
from service.dates.workshops.views import EventView
from service.db.tables.workshops import Cluster, ClusterMember
from service.domain.kinds import AppointmentState
from service.errors import NotFound
from service.use_cases.read_workshops import list_workshops

#: Stands for the conferences, which are everybody's.
ALL: Final = "alle"
cluster_argument = click.argument("cluster", metavar="VERBUND")


def all_events(office: Office, year: int) -> list[EventView]:
    """Every event of a year."""
    store = office.application.store
    return every(lambda page: list_workshops(store, office.actor, year, page))


def cluster_meant(office: Office, name: str) -> UUID | None:
    """The cluster of that name; ``None`` for all of them.

    Raises
    ------
    NotFound
        If there is none.
    """
    if name == ALL:
        return None
    with office.application.store.read(office.tenant_id) as session:
        found = session.scalars(select(Cluster.id).where(Cluster.name == name)).first()
    if found is None:
        raise NotFound(
            f"Einen Verbund „{name}“ gibt es nicht; „{ALL}“ meint die Tagungen aller."
        )
    return found


def commune_meant(office: Office, cluster: UUID | None, name: str) -> UUID:
    """The commune of that name in a cluster.

    Raises
    ------
    NotFound
        If there is none.
    """
    with office.application.store.read(office.tenant_id) as session:
        found = session.scalars(
            select(ClusterMember.id).where(
                ClusterMember.cluster_id == cluster, ClusterMember.commune == name
            )
        ).one_or_none()
    if found is None:
        raise NotFound(f"Eine Kommune „{name}“ gehört nicht zu diesem Verbund.")
    return found


def event_meant(office: Office, cluster: str, day: date) -> EventView:
    """The event of a cluster on a day; a cancelled one only if no other is.

    Raises
    ------
    NotFound
        If there is none.
    """
    wanted = cluster_meant(office, cluster)
    found = [
        view
        for view in all_events(office, day.year)
        if view.cluster_id == wanted and view.first_day <= day <= view.last_day
    ]
    if not found:
        raise NotFound(f"Für „{cluster}“ steht am {day:%d.%m.%Y} nichts im Kalender.")
    return min(found, key=lambda view: view.state is AppointmentState.CANCELLED)
