"""Minutes of way between points, behind one small protocol.

The built-in table estimates: great-circle distance times a detour factor over a speed
per means of travel. A routing server's table can take its place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import asin, ceil, cos, radians, sin, sqrt
from typing import Final, Protocol

from service.domain.kinds import TravelMode

EARTH_RADIUS_M: Final = 6_371_009  # mean radius, IUGG 1980
#: Road over beeline. Urban street grids lie between 1.2 and 1.4; the middle is taken.
DETOUR: Final = 1.3
#: Door to door in a town [m/min]: 30 km/h by car (planning assumption of the town
#: model), 15 km/h by bicycle with a child on board, 4.5 km/h on foot with a pram.
METRES_PER_MINUTE: Final[Mapping[TravelMode, int]] = {
    TravelMode.CAR: 500,
    TravelMode.BICYCLE: 250,
    TravelMode.FOOT: 75,
}


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A point on the map in degrees (WGS 84)."""

    latitude: float
    longitude: float


Pair = tuple[Point, Point]


class TravelTimes(Protocol):
    """Answers the minutes of many ways at once."""

    def minutes(self, mode: TravelMode, pairs: Sequence[Pair]) -> Sequence[int | None]:
        """Whole minutes per pair in the given order; ``None`` is not reachable."""
        ...


def beeline_metres(start: Point, end: Point) -> float:
    """Great-circle distance [m] by the haversine formula."""
    phi_a, phi_b = radians(start.latitude), radians(end.latitude)
    half_phi = (phi_b - phi_a) / 2
    half_lambda = radians(end.longitude - start.longitude) / 2
    chord = sin(half_phi) ** 2 + cos(phi_a) * cos(phi_b) * sin(half_lambda) ** 2
    return 2 * EARTH_RADIUS_M * asin(sqrt(min(1.0, chord)))


@dataclass(frozen=True, slots=True)
class EstimatedTravelTimes:
    """Beeline times ``detour`` over the speed of the means, rounded up [min]."""

    detour: float = DETOUR
    paces: Mapping[TravelMode, int] = field(default_factory=lambda: METRES_PER_MINUTE)

    def minutes(self, mode: TravelMode, pairs: Sequence[Pair]) -> Sequence[int | None]:
        """Whole minutes per pair; the same point is 0 minutes away."""
        pace = self.paces[mode]
        return [
            ceil(beeline_metres(start, end) * self.detour / pace)
            for start, end in pairs
        ]
