"""Fill every table for a tenant, whatever tables there are.

Values are made from a column's name and type, so that a new table needs nothing here
unless it has rules of its own.
"""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Enum,
    Float,
    Integer,
    LargeBinary,
    Table,
    Uuid,
    insert,
)
from sqlalchemy.types import TypeEngine

import service.db.tables
from service.db.audit_trail import FIRST_HASH, hash_of
from service.db.base import Base, UtcDateTime
from service.db.tables.audit import AuditEvent

assert service.db.tables  # completes the metadata

NOON = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)
BY_NAME: dict[Any, Any] = {
    "start_minute": 480,
    "end_minute": 720,
    "weekday": 0,
    "weekdays_off": 0,
    "capacity_weight": 1,
    "level": 2,
    "places": 5,
    "land": "NW",
    "time_zone": "Europe/Berlin",
    "month": date(2026, 11, 1),
    "first_month": date(2026, 11, 1),
    "last_month": date(2027, 10, 1),
    "starts_at": NOON,
    "ends_at": NOON + timedelta(hours=2),
    "opening_start_minute": 480,
    "opening_end_minute": 960,
    "active_from": date(2026, 8, 1),
    "active_until": date(2027, 7, 31),
    "year": 2027,
    "first_day": date(2026, 11, 2),
    "last_day": date(2026, 11, 6),
    "valid_from": date(2026, 8, 1),
    "valid_until": date(2027, 7, 31),
    "withdrawn_at": None,
    "revoked_at": None,
    "ended_at": None,
    "revoked": False,
}
BY_PLACE: dict[Any, Any] = {
    ("assignment", "state"): "published",
    ("job", "state"): "done",
    ("coaching_session", "state"): "planned",
    ("engagement", "state"): "accepted",
    ("busy_source", "kindergarten_id"): None,
    ("held_place_budget", "year"): lambda number: 2027 + number,
}
BY_TYPE: dict[type[TypeEngine[Any]], Callable[[int], Any]] = {
    Uuid: lambda _: uuid4(),
    Boolean: lambda number: bool(number % 2),
    Date: lambda number: date(2026, 11, 2 + number),
    UtcDateTime: lambda _: NOON,
    Integer: lambda number: number + 1,
    Float: lambda _: 51.5,
    LargeBinary: lambda _: uuid4().bytes * 2,
}


def fill(
    connection: Connection, rows_each: int = 2
) -> tuple[UUID, dict[str, list[dict[str, Any]]]]:
    """Store ``rows_each`` rows in every table for a new tenant.

    Returns
    -------
    tuple
        The tenant's id, and the rows stored per table.
    """
    stored: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for table in Base.metadata.sorted_tables:
        for number in range(1 if table.name == "tenant" else rows_each):
            row = make_row(table, stored, number)
            connection.execute(insert(table), row)
            stored[table.name].append(row)
    return stored["tenant"][0]["id"], stored


def make_row(
    table: Table, stored: dict[str, list[dict[str, Any]]], number: int
) -> dict[str, Any]:
    """One row of a table that goes with the rows stored so far."""
    row: dict[str, Any] = {}
    for constraint in table.foreign_key_constraints:
        target = stored[constraint.referred_table.name]
        if not target or constraint.referred_table is table:
            continue
        chosen = target[number % len(target)]
        for element in constraint.elements:
            row[element.parent.name] = chosen[element.column.name]
    for column in table.columns:
        if column.name not in row or (table.name, column.name) in BY_PLACE:
            row[column.name] = value_for(table, column, number)
    if table.name == "audit_event":
        chain(row, stored["audit_event"])
    return row


def value_for(table: Table, column: Column[Any], number: int) -> Any:
    """A value a column takes, different from row to row where that may matter."""
    for known, key in ((BY_PLACE, (table.name, column.name)), (BY_NAME, column.name)):
        if key in known:
            value = known[key]
            return value(number) if callable(value) else value
    if column.foreign_keys and column.nullable:
        return None
    if isinstance(column.type, Enum):
        return column.type.enums[number % len(column.type.enums)]
    for kind, make in BY_TYPE.items():
        if isinstance(column.type, kind):
            return make(number)
    if isinstance(column.type, JSON):
        return {"value": "ß"}
    return f"ä'\"; {uuid4().hex}"[: column.type.length or 40]


def chain(row: dict[str, Any], before: list[dict[str, Any]]) -> None:
    """Make an audit event follow from the one before."""
    row["previous_hash"] = before[-1]["hash"] if before else FIRST_HASH
    row["number"] = len(before) + 1
    row["hash"] = hash_of(
        AuditEvent(**{key: value for key, value in row.items() if key != "hash"})
    )
