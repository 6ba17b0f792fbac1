"""Ways of coaches to kindergartens: minutes there, money for the round trip."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil
from uuid import UUID

from service.domain.kinds import TravelMode
from service.matching.months import first_day_of, month_of
from service.matching.people import CoachRow, KindergartenRow
from service.profiles.matching_rules import Trips, TripsOverTime
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


Ways = Mapping[tuple[UUID, UUID], Way]


@dataclass(frozen=True)
class WaysOverTime:
    """Ways of pairs over a year in which they may be reckoned anew.

    ``since`` are the ways from a day on, in order; what lies before is as the first.
    """

    since: Sequence[tuple[date, Ways]]

    def on(self, day: date, pair: tuple[UUID, UUID]) -> Way | None:
        """The way as it counts on a day; ``None`` where a point is on no map."""
        found = [ways for since, ways in self.since if since <= day]
        return (found[-1] if found else self.since[0][1]).get(pair)

    def in_month(self, month: int, pair: tuple[UUID, UUID]) -> Way | None:
        """The longest and the dearest of the days of a month.

        Nobody knows yet on which of its days somebody will drive.
        """
        first, beyond = first_day_of(month), first_day_of(month + 1)
        later = (ways for since, ways in self.since if first < since < beyond)
        known = [self.on(first, pair), *(ways.get(pair) for ways in later)]
        found = [way for way in known if way is not None]
        if not found:
            return None
        return Way(
            max(way.minutes for way in found),
            max(way.round_trip_cents for way in found),
        )

    def first_months(self, months: range) -> Sequence[int]:
        """Months in whose ways may be other than in the month before them."""
        found: set[int] = set()
        for since, _ in self.since[1:]:
            found.add(month_of(since))
            if since.day > 1:
                found.add(month_of(since) + 1)
        return sorted(month for month in found if month in months[1:])


def ways_over_time(
    coaches: Collection[CoachRow],
    kindergartens: Collection[KindergartenRow],
    trips: TripsOverTime,
) -> WaysOverTime:
    """The ways of every pair whose points on the map are known."""
    return WaysOverTime(
        [(day, ways_between(coaches, kindergartens, each)) for day, each in trips.since]
    )


def ways_between(
    coaches: Iterable[CoachRow], kindergartens: Iterable[KindergartenRow], trips: Trips
) -> Ways:
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
