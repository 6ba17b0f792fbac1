"""Ways of coaches to kindergartens: minutes there, money for the round trip."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from uuid import UUID

from service.domain.kinds import TravelMode
from service.matching.people import CoachRow, KindergartenRow
from service.profiles.matching_rules import Trips
from service.travel import EstimatedTravelTimes, TravelTimes, beeline_metres
from solver.matching.problem import Way

METRES_PER_KM = 1000
_PERCENT = 100


@dataclass(frozen=True)
class Roads:
    """How long and how dear ways are, by the programme's own numbers."""

    trips: Trips

    @property
    def times(self) -> TravelTimes:
        """Minutes on the road."""
        return EstimatedTravelTimes(self.trips.detour_percent / _PERCENT, self._paces)

    @property
    def _paces(self) -> Mapping[TravelMode, int]:
        return {
            TravelMode.CAR: self.trips.car_metres_per_minute,
            TravelMode.BICYCLE: self.trips.bicycle_metres_per_minute,
            TravelMode.FOOT: self.trips.foot_metres_per_minute,
        }

    def round_trip_cents(self, mode: TravelMode, beeline: float) -> int:
        """What a round trip costs, whole kilometres of each way paid."""
        if mode is not TravelMode.CAR:
            return 0
        road = beeline * self.trips.detour_percent / _PERCENT
        return 2 * ceil(road / METRES_PER_KM) * self.trips.cents_per_km

    def longest_way(self, coach: CoachRow) -> int | None:
        """Minutes a coach is ready to travel one way: her own limit or her radius."""
        limits = [coach.row.max_way_minutes]
        if coach.row.radius_km is not None:
            road = coach.row.radius_km * METRES_PER_KM * self.trips.detour_percent
            pace = self._paces[coach.row.travel_mode]
            limits.append(ceil(road / _PERCENT / pace) + self.trips.extra_minutes)
        known = [limit for limit in limits if limit is not None]
        return min(known) if known else None


def ways_between(
    coaches: Iterable[CoachRow], kindergartens: Iterable[KindergartenRow], trips: Trips
) -> Mapping[tuple[UUID, UUID], Way]:
    """The way of every pair whose points on the map are known."""
    roads = Roads(trips)
    ends = [(k.row.id, k.point) for k in kindergartens if k.point is not None]
    found: dict[tuple[UUID, UUID], Way] = {}
    for coach in coaches:
        start = coach.point
        if start is None:
            continue
        mode = coach.row.travel_mode
        pairs = [(start, end) for _, end in ends]
        minutes = roads.times.minutes(mode, pairs)
        for (key, end), there in zip(ends, minutes, strict=True):
            if there is not None:
                cents = roads.round_trip_cents(mode, beeline_metres(start, end))
                found[coach.row.id, key] = Way(there + trips.extra_minutes, cents)
    return found
