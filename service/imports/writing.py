"""Store a difference: bulk inserts and updates, inside the tenant's walls."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from sqlalchemy import bindparam, delete, insert, update
from sqlalchemy.orm import Session

from service.db.base import TenantTable
from service.db.store import tenant_of
from service.errors import Stale
from service.imports.difference import Change, Difference
from service.imports.entities import Entity, Items
from service.imports.sheet import Detail, Sheet, columns_of

_FIRST_VERSION = 1
_CHUNK = 400
"""Ids per statement: below the number of parameters every database allows."""

Row = dict[str, Any]


def write_differences(
    session: Session, differences: Iterable[Difference], stamps: Mapping[str, object]
) -> None:
    """Store new and changed things, in the order given.

    Nothing is deleted but what a changed thing owned.

    Parameters
    ----------
    stamps
        Values for columns that say who brought a new row and when.

    Raises
    ------
    Stale
        If a row was changed since it was compared.
    """
    for difference in differences:
        _insert_new(session, difference, stamps)
        _update_changed(session, difference.changed)
        _write_details(session, difference)


def _insert_new(
    session: Session, difference: Difference, stamps: Mapping[str, object]
) -> None:
    noun = difference.sheet.noun
    if noun.table is None or not difference.new:
        return
    columns = columns_of(noun.table)
    extra = {name: stamps[name] for name in noun.stamps}
    rows = [
        _row(session, difference.sheet, entity, columns) | extra
        for entity in _parents_first(difference.new)
    ]
    names = {name for row in rows for name in row}
    session.execute(
        insert(noun.table), [{name: row.get(name) for name in names} for row in rows]
    )


def _row(
    session: Session, sheet: Sheet, entity: Entity, columns: frozenset[str]
) -> Row:
    values = {
        column.field: column.default
        for column in sheet.columns
        if column.field in columns
    }
    values |= {name: entity.values[name] for name in entity.values if name in columns}
    return values | {
        "tenant_id": tenant_of(session),
        "id": entity.id,
        "version": _FIRST_VERSION,
    }


def _parents_first(entities: tuple[Entity, ...]) -> list[Entity]:
    """An area after the one it lies in; all others as they come."""
    by_id: dict[object, Entity] = {entity.id: entity for entity in entities}

    def depth(entity: Entity) -> int:
        parent = by_id.get(entity.values.get("parent_id"))
        return 0 if parent is None else 1 + depth(parent)

    return sorted(entities, key=depth)


def _update_changed(session: Session, changes: tuple[Change, ...]) -> None:
    groups: dict[tuple[str, ...], list[Change]] = defaultdict(list)
    for change in changes:
        if change.entity.noun.table is not None:
            groups[tuple(sorted(change.values))].append(change)
    for names, group in groups.items():
        table = group[0].entity.noun.table
        if table is not None:
            _update(session, table, names, group)


def _update(
    session: Session,
    table: type[TenantTable],
    names: tuple[str, ...],
    group: list[Change],
) -> None:
    core = table.__table__
    statement = (
        update(table)
        .where(
            core.c.tenant_id == tenant_of(session),
            core.c.id == bindparam("known_id"),
            core.c.version == bindparam("known_version"),
        )
        .values(
            version=core.c.version + 1,
            **{name: bindparam(f"new_{name}") for name in names},
        )
    )
    connection = session.connection()
    result = connection.execute(
        statement,
        [
            {"known_id": change.stored.id, "known_version": change.stored.version}
            | {f"new_{name}": change.values[name] for name in names}
            for change in group
        ],
    )
    if result.rowcount != len(group):
        raise Stale("Jemand hat inzwischen etwas geändert; bitte erneut einlesen.")


def _write_details(session: Session, difference: Difference) -> None:
    for detail in difference.sheet.noun.details:
        gone = [
            row_id
            for change in difference.changed
            for item in change.removed.get(detail.field, frozenset())
            for row_id in [change.stored.details[detail.field][item]]
        ]
        for start in range(0, len(gone), _CHUNK):
            session.execute(
                delete(detail.table).where(
                    detail.table.id.in_(gone[start : start + _CHUNK])
                )
            )
        rows = [
            row
            for entity in difference.new
            for row in _detail_rows(
                session, detail, entity, entity.details.get(detail.field, frozenset())
            )
        ]
        for change in difference.changed:
            added = change.added.get(detail.field, frozenset())
            owner = change.entity
            owner.id = change.stored.id or owner.id
            rows += _detail_rows(session, detail, owner, added)
        if rows:
            session.execute(insert(detail.table), rows)


def _detail_rows(
    session: Session, detail: Detail, entity: Entity, items: Items
) -> list[Row]:
    owner = {
        column: entity.id if field == "id" else entity.values[field]
        for column, field in detail.owner
    }
    return [
        {
            "tenant_id": tenant_of(session),
            "id": uuid4(),
            "version": _FIRST_VERSION,
            **owner,
            **dict(zip(detail.columns, item, strict=True)),
        }
        for item in sorted(items, key=str)
    ]
