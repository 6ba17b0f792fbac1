"""Places as stored: kind, room, opening, staff, municipality, point on the map."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.places import Place, PlaceCapability, PlaceOpening, PlaceStaff
from service.db.validity import lasts
from service.domain.kinds import PlaceKind
from service.snapshot.areas import Areas
from service.snapshot.horizon import Horizon
from service.travel import Point
from solver.slots import Slot, merged


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """A place; ``openings`` by weekday, ``None`` where it is always open."""

    id: UUID
    code: str
    kind: PlaceKind
    area_id: UUID | None
    max_children: int | None
    usable_without_owner: bool
    point: Point | None
    municipality: str
    staff: tuple[UUID, ...]
    capabilities: frozenset[str]
    openings: Mapping[int, tuple[Slot, ...]] | None

    def open_on(self, day: date) -> tuple[Slot, ...] | None:
        """Opening of a day; ``None`` where the place is always open."""
        if self.openings is None:
            return None
        return self.openings.get(day.weekday(), ())


def load_places(
    session: Session, horizon: Horizon, areas: Areas
) -> Mapping[UUID, PlaceRow]:
    """All places of the tenant."""
    staff = _staff(session, horizon)
    tags = _tags(session)
    openings = _openings(session)
    rows = session.execute(
        select(
            Place.id,
            Place.code,
            Place.kind,
            Place.area_id,
            Place.max_children,
            Place.usable_without_owner,
            Place.latitude,
            Place.longitude,
        )
    )
    return {
        key: PlaceRow(
            id=key,
            code=code,
            kind=kind,
            area_id=area,
            max_children=most,
            usable_without_owner=usable,
            point=point_of(latitude, longitude),
            municipality=areas.municipality(area),
            staff=tuple(sorted(staff.get(key, ()))),
            capabilities=frozenset(tags.get(key, ())),
            openings=openings.get(key),
        )
        for key, code, kind, area, most, usable, latitude, longitude in rows
    }


def point_of(latitude: float | None, longitude: float | None) -> Point | None:
    """A point, where both coordinates are known."""
    if latitude is None or longitude is None:
        return None
    return Point(latitude, longitude)


def _staff(session: Session, horizon: Horizon) -> dict[UUID, set[UUID]]:
    rows = session.execute(
        select(PlaceStaff.place_id, PlaceStaff.person_id).where(
            PlaceStaff.valid_from <= horizon.last_day,
            lasts(PlaceStaff.valid_until, horizon.first_day),
        )
    )
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for place, person in rows:
        found[place].add(person)
    return found


def _tags(session: Session) -> dict[UUID, list[str]]:
    found: dict[UUID, list[str]] = defaultdict(list)
    for place, tag in session.execute(
        select(PlaceCapability.place_id, PlaceCapability.tag)
    ):
        found[place].append(tag)
    return found


def _openings(session: Session) -> dict[UUID, dict[int, tuple[Slot, ...]]]:
    found: dict[UUID, dict[int, tuple[Slot, ...]]] = defaultdict(dict)
    rows = session.execute(
        select(
            PlaceOpening.place_id,
            PlaceOpening.weekday,
            PlaceOpening.start_minute,
            PlaceOpening.end_minute,
        )
    )
    for place, weekday, start, end in rows:
        week = found[place]
        week[weekday] = merged((*week.get(weekday, ()), Slot(start, end)))
    return dict(found)
