"""What is stored already, by the keys people know."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from service.db.base import TenantTable
from service.imports.sheet import Detail, Noun, Sheet, columns_of
from service.imports.sheets import NOUNS

Key = tuple[object, ...]


@dataclass(slots=True)
class StoredRow:
    """A stored row with the rows it owns, each with its id."""

    id: UUID | None
    version: int
    values: dict[str, object]
    details: dict[str, dict[Key, UUID]] = field(default_factory=dict)


@dataclass(slots=True)
class Stored:
    """Stored rows per noun and key; ids per noun and code."""

    rows: dict[str, dict[Key, StoredRow]]
    codes: dict[str, dict[str, UUID]]


def load_stored(session: Session, sheets: Iterable[Sheet]) -> Stored:
    """Load what the sheets of a file can change, and every code they can refer to."""
    sheets = tuple(sheets)
    referred = {
        column.refers_to
        for sheet in sheets
        for column in sheet.columns
        if column.refers_to is not None
    }
    nouns = [sheet.noun for sheet in sheets]
    named = referred | {noun.name for noun in nouns if noun.code is not None}
    return Stored(
        rows={noun.name: _rows(session, noun) for noun in nouns},
        codes={name: _codes(session, NOUNS[name]) for name in sorted(named)},
    )


def _codes(session: Session, noun: Noun) -> dict[str, UUID]:
    if noun.table is None or noun.code is None:
        return {}
    code = getattr(noun.table, noun.code)
    found = session.execute(select(code, noun.table.id))
    return {str(name): row_id for name, row_id in found}


def _rows(session: Session, noun: Noun) -> dict[Key, StoredRow]:
    rows = {} if noun.table is None else _table_rows(session, noun, noun.table)
    for detail in noun.details:
        _add_details(session, noun, detail, rows)
    return rows


def _table_rows(
    session: Session, noun: Noun, table: type[TenantTable]
) -> dict[Key, StoredRow]:
    names = sorted(columns_of(table) - {"tenant_id"})
    found = session.execute(
        select(*(getattr(table, name) for name in names)).order_by(table.id)
    )
    rows: dict[Key, StoredRow] = {}
    for values in found.mappings():
        row = StoredRow(values["id"], values["version"], dict(values))
        key = tuple(row.values[name] for name in noun.key)
        known = rows.get(key)
        if known is None or _closed(noun, known):
            rows[key] = row
    return rows


def _closed(noun: Noun, row: StoredRow) -> bool:
    return noun.closed_by is not None and row.values[noun.closed_by] is not None


def _add_details(
    session: Session, noun: Noun, detail: Detail, rows: dict[Key, StoredRow]
) -> None:
    table = detail.table
    owners = [getattr(table, column) for column, _ in detail.owner]
    values = [getattr(table, column) for column in detail.columns]
    grouped: dict[Key, dict[Key, UUID]] = defaultdict(dict)
    for found in session.execute(select(table.id, *owners, *values)):
        owner = tuple(found[1 : 1 + len(owners)])
        grouped[owner][tuple(found[1 + len(owners) :])] = found[0]
    if noun.table is None:
        names = [name for _, name in detail.owner]
        for owner, items in grouped.items():
            row = rows.setdefault(
                owner, StoredRow(None, 0, dict(zip(names, owner, strict=True)))
            )
            row.details[detail.field] = items
        return
    for row in rows.values():
        row.details[detail.field] = grouped.get((row.id,), {})
