"""Fill every table for a tenant, whatever tables there are.

Values are made from a column's name and type, so that a new table needs nothing here
unless it has rules of its own.
"""

from collections import defaultdict
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import (
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

import service.db.tables
from service.db.audit_trail import FIRST_HASH, hash_of
from service.db.base import Base, UtcDateTime
from service.db.tables.audit import AuditEvent

assert service.db.tables  # completes the metadata

BY_NAME: dict[str, Any] = {
    "start_minute": 480,
    "end_minute": 720,
    "weekday": 0,
    "weekdays_off": 0,
    "capacity_weight": 1,
    "places": 5,
    "land": "NW",
    "time_zone": "Europe/Berlin",
    "first_day": date(2026, 11, 2),
    "last_day": date(2026, 11, 6),
    "valid_from": date(2026, 8, 1),
    "valid_until": date(2027, 7, 31),
    "withdrawn_at": None,
    "revoked_at": None,
    "ended_at": None,
    "revoked": False,
}
BY_PLACE: dict[tuple[str, str], Any] = {
    ("assignment", "state"): "published",
    ("job", "state"): "done",
}
NOON = datetime(2026, 11, 2, 11, 0, tzinfo=UTC)


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
        if column.name not in row:
            row[column.name] = value_for(table, column, number)
    if table.name == "audit_event":
        chain(row, stored["audit_event"])
    return row


def value_for(table: Table, column: Column[Any], number: int) -> Any:
    """A value a column takes, different from row to row where that may matter."""
    if (table.name, column.name) in BY_PLACE:
        return BY_PLACE[table.name, column.name]
    if column.name in BY_NAME:
        return BY_NAME[column.name]
    if column.foreign_keys and column.nullable:
        return None
    match column.type:
        case Enum() as kind:
            return kind.enums[number % len(kind.enums)]
        case Uuid():
            return uuid4()
        case Boolean():
            return bool(number % 2)
        case Date():
            return date(2026, 11, 2 + number)
        case UtcDateTime():
            return NOON
        case Integer():
            return number + 1
        case Float():
            return 51.5
        case LargeBinary():
            return uuid4().bytes * 2
        case _ if column.type.python_type is str:
            return f"ä'\"; {uuid4().hex}"[: column.type.length or 40]
        case _:
            return {"value": "ß"}


def chain(row: dict[str, Any], before: list[dict[str, Any]]) -> None:
    """Make an audit event follow from the one before."""
    row["previous_hash"] = before[-1]["hash"] if before else FIRST_HASH
    row["number"] = len(before) + 1
    row["hash"] = hash_of(
        AuditEvent(**{key: value for key, value in row.items() if key != "hash"})
    )
