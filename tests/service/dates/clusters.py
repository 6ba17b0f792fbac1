"""A programme with clusters, and how their series are planned, as a job would do it."""

from uuid import uuid4

from sqlalchemy import select

from service.dates.workshops.kind import WorkshopsKind
from service.db.tables.workshops import Cluster, ClusterEvent, ClusterMember
from service.domain.kinds import SchedulingKind
from service.matching.months import period_of
from service.scheduling.wanted import WantedDates
from solver.result import SolveLimits
from tests.service.matching.build import YEAR, make_programme

LIMITS = SolveLimits(seconds=120, workers=1)
#: Commune, Land, participants, room, where.
EAST = (
    ("Altenburg", "TH", 12, 60, (50.99, 12.43)),
    ("Gera", "TH", 13, 80, (50.88, 12.08)),
    ("Zwickau", "SN", 12, 50, (50.72, 12.49)),
)
WEST = (
    ("Nordhausen", "TH", 14, 55, (51.50, 10.79)),
    ("Göttingen", "NI", 16, 70, (51.54, 9.92)),
)


def add_cluster(store, programme, name, communes):
    """A cluster with its communes; ids by commune, its own under its name."""
    with store.write(programme.tenant_id) as session:
        cluster = Cluster(id=uuid4(), name=name)
        session.add(cluster)
        session.flush()
        found = {name: cluster.id}
        for commune, land, participants, room, point in communes:
            row = ClusterMember(
                id=uuid4(),
                cluster_id=cluster.id,
                commune=commune,
                land=land,
                participants=participants,
                room_capacity=room,
                latitude=point and point[0],
                longitude=point and point[1],
            )
            session.add(row)
            found[commune] = row.id
    return found


def with_clusters(store):
    """Two clusters, both across the border of the Land."""
    programme = make_programme(store)
    programme.ids = {
        **add_cluster(store, programme, "Ost", EAST),
        **add_cluster(store, programme, "Nordwest", WEST),
    }
    return programme


def rows(store, programme):
    """Stored events by day."""
    with store.read(programme.tenant_id) as session:
        found = select(ClusterEvent).order_by(ClusterEvent.first_day, ClusterEvent.id)
        return session.scalars(found).all()


def find(store, programme, year=YEAR, move=None):
    """Dates of a year, computed but not written."""
    wanted = WantedDates(SchedulingKind.WORKSHOPS, period_of(year), move=move)
    with store.read(programme.tenant_id) as session:
        work = WorkshopsKind().take(session, wanted, store.clock.now())
    return work.compute(LIMITS, lambda _: None, lambda: False)


def plan(store, programme, **more):
    """Plan and write; what changed."""
    found = find(store, programme, **more)
    with store.write(programme.tenant_id) as session:
        return found.write(session, programme.actor, store.clock.now())
