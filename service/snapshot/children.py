"""Children as stored: without names, with what a substitute must offer."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.children import Child, ChildCapability
from service.domain.kinds import TravelMode
from service.snapshot.places import point_of
from service.travel import Point


@dataclass(frozen=True, slots=True)
class ChildRow:
    """A child; ``birth_month`` is ``year * 12 + month - 1``."""

    id: UUID
    code: str
    birth_month: int
    weight: int
    household: str
    point: Point | None
    travel_mode: TravelMode
    max_extra_way_minutes: int | None
    area_id: UUID | None
    capabilities: frozenset[str]


def load_children(session: Session) -> Mapping[UUID, ChildRow]:
    """All children of the tenant."""
    tags: dict[UUID, list[str]] = defaultdict(list)
    for child, tag in session.execute(
        select(ChildCapability.child_id, ChildCapability.tag)
    ):
        tags[child].append(tag)
    rows = session.execute(
        select(
            Child.id,
            Child.code,
            Child.birth_month,
            Child.capacity_weight,
            Child.household,
            Child.latitude,
            Child.longitude,
            Child.travel_mode,
            Child.max_extra_way_minutes,
            Child.area_id,
        )
    )
    return {
        key: ChildRow(
            id=key,
            code=code,
            birth_month=born.year * 12 + born.month - 1,
            weight=weight,
            household=household,
            point=point_of(latitude, longitude),
            travel_mode=mode,
            max_extra_way_minutes=most,
            area_id=area,
            capabilities=frozenset(tags.get(key, ())),
        )
        for (
            key,
            code,
            born,
            weight,
            household,
            latitude,
            longitude,
            mode,
            most,
            area,
        ) in rows
    }
