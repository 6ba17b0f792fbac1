"""Workshop series of clusters: three or four communes that meet in rotation."""

from datetime import date, datetime
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from service.db.base import POINT, TenantTable, choice, within_tenant
from service.domain.kinds import AppointmentState, ClusterEventKind, CoordinatesSource


class Cluster(TenantTable):
    """Communes that go through the workshops together."""

    __tablename__ = "cluster"
    __table_args__ = (UniqueConstraint("tenant_id", "name"),)

    name: Mapped[str] = mapped_column(String(100))


class ClusterMember(TenantTable):
    """A commune of a cluster, maybe of another Land; room for none: never a host."""

    __tablename__ = "cluster_member"
    __table_args__ = (
        within_tenant("cluster_id", "cluster"),
        within_tenant("area_id", "area"),
        UniqueConstraint("tenant_id", "cluster_id", "commune"),
        CheckConstraint("participants >= 0", "participants"),
        CheckConstraint("room_capacity >= 0", "room_capacity"),
        CheckConstraint(POINT, "point"),
    )

    cluster_id: Mapped[UUID]
    commune: Mapped[str] = mapped_column(String(100))
    area_id: Mapped[UUID | None]
    land: Mapped[str] = mapped_column(String(2))
    participants: Mapped[int]
    room_capacity: Mapped[int] = mapped_column(default=0)
    postcode: Mapped[str] = mapped_column(String(5), default="")
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    coordinates_source: Mapped[CoordinatesSource | None] = mapped_column(
        choice(CoordinatesSource, "coordinates_source")
    )


class ClusterEvent(TenantTable):
    """A workshop, meeting or conference; one without a cluster is for all of them.

    ``number`` counts events of a kind in the series that began in ``series_year``, of
    none named in the year of the first day; the row and its UID are kept for ever.
    """

    __tablename__ = "cluster_event"
    __table_args__ = (
        within_tenant("cluster_id", "cluster"),
        within_tenant("host_member_id", "cluster_member"),
        UniqueConstraint("uid"),
        CheckConstraint("last_day >= first_day", "days"),
        CheckConstraint("number >= 1", "number"),
    )

    uid: Mapped[UUID] = mapped_column(default=uuid4)
    cluster_id: Mapped[UUID | None]
    kind: Mapped[ClusterEventKind] = mapped_column(choice(ClusterEventKind, "kind"))
    number: Mapped[int] = mapped_column(default=1)
    series_year: Mapped[int | None]
    host_member_id: Mapped[UUID | None]
    first_day: Mapped[date]
    last_day: Mapped[date]
    state: Mapped[AppointmentState] = mapped_column(choice(AppointmentState, "state"))
    sequence: Mapped[int] = mapped_column(default=0)
    revised_at: Mapped[datetime]
