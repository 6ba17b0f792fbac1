"""Assignments to store, with everything they hang on."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, insert

from service.db.base import Base
from service.db.tables.publications import Assignment
from service.domain.kinds import AssignmentState, Model
from tests.service.db.filler import make_row

DAY = date(2026, 11, 2)


@dataclass(frozen=True, slots=True)
class Scene:
    """A tenant with some children, persons and places, and one publication."""

    tenant_id: UUID
    children: list[UUID]
    persons: list[UUID]
    places: list[UUID]
    publication_id: UUID

    def row(self, **changes: Any) -> dict[str, Any]:
        """An assignment from 8:00 to 12:00, published."""
        return {
            "tenant_id": self.tenant_id,
            "id": uuid4(),
            "version": 1,
            "uid": uuid4(),
            "child_id": self.children[0],
            "day": DAY,
            "piece": 0,
            "start_minute": 480,
            "end_minute": 720,
            "person_id": self.persons[0],
            "place_id": self.places[0],
            "absent_person_id": self.persons[-1],
            "model": Model.TANDEM,
            "state": AssignmentState.PUBLISHED,
            "publication_id": self.publication_id,
            "sequence": 0,
            "revised_at": datetime(2026, 11, 2, tzinfo=UTC),
            "facts": {},
            "answer_note": "",
        } | changes


def make_scene(engine: Engine, size: int = 4) -> Scene:
    """Store a tenant with ``size`` children, persons and places."""
    with engine.begin() as connection:
        tenant_id = _add(connection, "tenant", {}, 0)["id"]
        own = {"tenant": [{"id": tenant_id}], "user_account": []}
        ids: dict[str, list[UUID]] = {}
        for name in ("child", "place", "person"):
            ids[name] = [
                _add(connection, name, own, number)["id"] for number in range(size)
            ]
        publication = _add(connection, "publication", own, 0)
    return Scene(
        tenant_id, ids["child"], ids["person"], ids["place"], publication["id"]
    )


def _add(
    connection: Connection, name: str, stored: dict[str, Any], number: int
) -> dict[str, Any]:
    """Store one generated row."""
    table = Base.metadata.tables[name]
    row = make_row(table, defaultdict(list, stored), number)
    row |= {
        column.name: None
        for column in table.columns
        if column.nullable and column.foreign_keys
    }
    connection.execute(insert(table), row)
    return row


TABLE = Assignment.__table__
