"""Communes of clusters as the solver sees them: Land, people, rooms, days, ways."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import permutations

from service.db.tables.workshops import ClusterMember
from service.domain.kinds import TravelMode
from service.errors import InputFault, InvalidInput
from service.matching.ways import Roads
from service.travel import Point
from solver.sessions.problem import Land
from solver.workshops.problem import ClusterId, Member, MemberId

Ways = dict[tuple[MemberId, MemberId], int]


def members(rows: Iterable[ClusterMember]) -> Mapping[MemberId, Member]:
    """Everybody of every cluster."""
    return {
        MemberId(str(row.id)): Member(
            MemberId(str(row.id)),
            ClusterId(str(row.cluster_id)),
            Land(row.land),
            row.participants,
            row.room_capacity,
        )
        for row in rows
    }


def ways(rows: Sequence[ClusterMember], roads: Roads) -> Ways:
    """Minutes there by car from every commune to every host of its cluster.

    Raises
    ------
    InvalidInput
        If one that travels or receives is on no map.
    """
    found: Ways = {}
    nowhere: set[str] = set()
    for one, host in permutations(rows, 2):
        if one.cluster_id != host.cluster_id or not host.room_capacity:
            continue
        start, end = _point(one), _point(host)
        if start is None or end is None:
            nowhere |= {row.commune for row in (one, host) if _point(row) is None}
            continue
        (minutes,) = roads.times.minutes(TravelMode.CAR, [(start, end)])
        if minutes is not None:
            pair = MemberId(str(one.id)), MemberId(str(host.id))
            found[pair] = minutes + roads.trips.extra_minutes
    _require_points(nowhere)
    return found


def _require_points(nowhere: set[str]) -> None:
    if nowhere:
        names = ", ".join(sorted(nowhere))
        detail = (
            f"Diese Kommunen haben keinen Punkt auf der Karte: {names}. Bitte"
            " Postleitzahl oder Koordinaten eintragen; ohne Weg wird keine Reihe"
            " geplant."
        )
        raise InvalidInput(detail, [InputFault("/cluster_members", detail, "no-point")])


def _point(row: ClusterMember) -> Point | None:
    if row.latitude is None or row.longitude is None:
        return None
    return Point(row.latitude, row.longitude)
