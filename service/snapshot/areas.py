"""Areas as a tree: what lies within one, and which municipality decides rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.tables.tenancy import Area
from service.domain.kinds import AreaKind


@dataclass(frozen=True, slots=True)
class AreaRow:
    """An area and what it lies in."""

    kind: AreaKind
    name: str
    parent_id: UUID | None


@dataclass(frozen=True, slots=True)
class Areas:
    """All areas of the tenant by id."""

    rows: Mapping[UUID, AreaRow]

    def municipality(self, area_id: UUID | None) -> str:
        """Name of the municipality an area is or lies in; empty if there is none."""
        for key in self._upwards(area_id):
            if self.rows[key].kind is AreaKind.MUNICIPALITY:
                return self.rows[key].name
        return ""

    def lies_within(self, area_id: UUID | None, wanted: UUID) -> bool:
        """Whether an area is the wanted one or lies in it."""
        return wanted in self._upwards(area_id)

    def _upwards(self, area_id: UUID | None) -> list[UUID]:
        path: list[UUID] = []
        at = area_id
        while at is not None and at in self.rows and at not in path:
            path.append(at)
            at = self.rows[at].parent_id
        return path


def load_areas(session: Session) -> Areas:
    """All areas of the tenant."""
    rows = session.execute(select(Area.id, Area.kind, Area.name, Area.parent_id))
    return Areas({key: AreaRow(kind, name, up) for key, kind, name, up in rows})
