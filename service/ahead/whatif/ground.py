"""The ground a base could stand on: spots, and the ways of all families to them.

Spots are rooms there are, the middles of districts, and the cells of a grid over the
children's homes. Ways are those of the same travel times as everywhere else.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.ahead.whatif.document import SpotRow
from service.db.tables.places import Place
from service.domain.kinds import PlaceKind, TravelMode
from service.snapshot.areas import Areas, load_areas
from service.snapshot.children import ChildRow, load_children
from service.snapshot.normal_week import NormalWeek
from service.snapshot.places import point_of
from service.travel import (
    EstimatedTravelTimes,
    Pair,
    Point,
    TravelTimes,
    beeline_metres,
)
from solver.substitution.problem import ChildId, PlaceId
from solver.whatif.problem import Spot, SpotId, WhatIfProblem

CELLS = 5
ROOMS = (
    PlaceKind.RENTED_ROOMS,
    PlaceKind.SHARED_SETTING,
    PlaceKind.BASE,
    PlaceKind.KITA,
)
_ESTIMATED = EstimatedTravelTimes()


@dataclass(frozen=True, slots=True)
class Site:
    """A place with its point, by its code."""

    code: PlaceId
    point: Point
    kind: PlaceKind
    area: UUID | None


@dataclass(frozen=True)
class Ground:
    """The problem of changes, and where its spots are."""

    problem: WhatIfProblem
    spots: tuple[SpotRow, ...]


def survey(
    session: Session, week: NormalWeek, travel: TravelTimes = _ESTIMATED
) -> Ground:
    """Spots and ways around a normal week."""
    surveyor = _Surveyor(session, week, travel)
    rows = surveyor.spots()
    stress = week.problem
    problem = WhatIfProblem(
        stress=stress,
        spots=tuple(
            Spot(
                id=row.id,
                family_minutes=surveyor.to_spot(point),
                municipality=surveyor.municipality(row),
            )
            for row, point in rows
        ),
        family_minutes=surveyor.to_places(),
        place_minutes=surveyor.between_rooms(),
    )
    return Ground(problem, tuple(row for row, _ in rows))


class _Surveyor:
    def __init__(self, session: Session, week: NormalWeek, travel: TravelTimes) -> None:
        self._week = week.problem.week
        self._travel = travel
        self._areas: Areas = load_areas(session)
        codes = week.pseudonyms
        self._sites = _sites(session, codes.places)
        by_code = {site.code: site.point for site in self._sites}
        regular = {need.child: need.regular_place for need in week.problem.needs}
        rows = load_children(session)
        self._homes: dict[ChildId, tuple[Point, TravelMode]] = {}
        for key, code in sorted(codes.children.items(), key=lambda item: item[1]):
            if code not in regular:
                continue
            row: ChildRow = rows[key]
            home = row.point or by_code.get(regular[code])
            if home is not None:
                self._homes[code] = (home, row.travel_mode)

    def spots(self) -> Sequence[tuple[SpotRow, Point]]:
        """Rooms, middles of districts, cells; each with where it is."""
        found = [
            (SpotRow(SpotId(f"raum.{site.code}"), site.code), site.point)
            for site in self._sites
            if site.kind in ROOMS
        ]
        found += self._middles()
        found += self._cells()
        return found

    def _middles(self) -> Iterable[tuple[SpotRow, Point]]:
        by_area: dict[UUID, list[Point]] = defaultdict(list)
        for site in self._sites:
            if site.area is not None:
                by_area[site.area].append(site.point)
        for area, points in sorted(by_area.items(), key=lambda item: str(item[0])):
            middle = Point(
                sum(p.latitude for p in points) / len(points),
                sum(p.longitude for p in points) / len(points),
            )
            near = self._nearest(middle).code
            row = SpotRow(SpotId(f"mitte.{area.hex}"), near, district=area.hex)
            yield row, middle

    def _cells(self) -> Iterable[tuple[SpotRow, Point]]:
        """Middles of the cells in which somebody lives."""
        points = [point for point, _ in self._homes.values()]
        if not points or not self._sites:
            return
        south, north = _bounds(point.latitude for point in points)
        west, east = _bounds(point.longitude for point in points)
        lived_in = {
            (
                _cell(point.longitude, west, east),
                CELLS - 1 - _cell(point.latitude, south, north),
            )
            for point in points
        }
        for column, row in sorted(lived_in):
            middle = Point(
                north - (row + 0.5) * (north - south) / CELLS,
                west + (column + 0.5) * (east - west) / CELLS,
            )
            cell = f"{'ABCDEFGHIJ'[column]}{row + 1}"
            near = self._nearest(middle).code
            yield SpotRow(SpotId(f"raster.{cell}"), near, cell=cell), middle

    def _nearest(self, point: Point) -> Site:
        return min(self._sites, key=lambda s: (beeline_metres(point, s.point), s.code))

    def municipality(self, row: SpotRow) -> str:
        """Whose rules hold at a spot: those of the place that is nearest."""
        return self._week.places[row.place].municipality

    def to_spot(self, point: Point) -> dict[ChildId, int]:
        """Ways of all families to a point."""
        return dict(
            self._minutes((child, home, point) for child, home in self._homes.items())
        )

    def to_places(self) -> dict[tuple[ChildId, PlaceId], int]:
        """Ways of all families to every place."""
        return {
            (child, site.code): minutes
            for site in self._sites
            for child, minutes in self.to_spot(site.point).items()
        }

    def between_rooms(self) -> dict[tuple[PlaceId, PlaceId], int]:
        """Ways of a car between rooms that somebody new could work in."""
        usable = [
            site
            for site in self._sites
            if self._week.places[site.code].usable_without_owner
        ]
        pairs = [(one, other) for one in usable for other in usable if one != other]
        asked = [(one.point, other.point) for one, other in pairs]
        answers = self._travel.minutes(TravelMode.CAR, asked)
        return {
            (one.code, other.code): minutes
            for (one, other), minutes in zip(pairs, answers, strict=True)
            if minutes is not None
        }

    def _minutes(
        self, asked: Iterable[tuple[ChildId, tuple[Point, TravelMode], Point]]
    ) -> Iterable[tuple[ChildId, int]]:
        by_mode: dict[TravelMode, list[tuple[ChildId, Pair]]] = defaultdict(list)
        for child, (home, mode), point in asked:
            by_mode[mode].append((child, (home, point)))
        for mode, questions in by_mode.items():
            answers = self._travel.minutes(mode, [pair for _, pair in questions])
            for (child, _), minutes in zip(questions, answers, strict=True):
                if minutes is not None:
                    yield child, minutes


def _sites(session: Session, codes: Mapping[UUID, PlaceId]) -> Sequence[Site]:
    """Places of the week that are on the map, by code."""
    rows = session.execute(
        select(Place.id, Place.latitude, Place.longitude, Place.kind, Place.area_id)
    )
    found = [
        Site(codes[key], point, kind, area)
        for key, latitude, longitude, kind, area in rows
        if key in codes and (point := point_of(latitude, longitude)) is not None
    ]
    return sorted(found, key=lambda site: site.code)


def _bounds(values: Iterable[float]) -> tuple[float, float]:
    found = list(values)
    return min(found), max(found)


def _cell(value: float, least: float, most: float) -> int:
    if most <= least:
        return 0
    return min(CELLS - 1, int(CELLS * (value - least) / (most - least)))
