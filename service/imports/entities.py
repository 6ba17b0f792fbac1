"""Rows become what is stored: one entity per key, with the rows it owns."""

from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from service.imports.faults import Faults
from service.imports.references import References
from service.imports.rows import ReadSheet, Row
from service.imports.sheet import Noun, Sheet, Values
from service.imports.stored import Key

Items = frozenset[tuple[object, ...]]


@dataclass(slots=True)
class Entity:
    """One thing of a noun as the file says it.

    ``values`` holds only what the file says; ``details`` the rows it owns as a whole.
    """

    noun: Noun
    id: UUID
    key: Key
    values: Values
    details: dict[str, Items]
    label: str
    rows: list[Row] = field(default_factory=list)


def make_entities(
    read: ReadSheet, references: References, faults: Faults
) -> dict[Key, Entity]:
    """Entities of a sheet by key; a key that comes twice is a fault."""
    noun = read.sheet.noun
    entities: dict[Key, Entity] = {}
    seen: dict[Key, Row] = {}
    for row in read.rows:
        if any(name not in row.values for name in noun.key):
            continue
        key = tuple(row.values[name] for name in noun.key)
        compared = tuple(k.casefold() if isinstance(k, str) else k for k in key)
        if noun.table is not None and compared in seen:
            _duplicate(read, row, seen[compared], faults)
            continue
        seen.setdefault(compared, row)
        if row.faulty:
            continue
        if key in entities:
            _merge(entities[key], row)
        else:
            entities[key] = _entity(read.sheet, row, key, references)
    return entities


def _entity(sheet: Sheet, row: Row, key: Key, references: References) -> Entity:
    noun = sheet.noun
    fields = {detail.field for detail in noun.details}
    known = None
    if noun.code is not None:
        known = references.id_of(noun.name, str(row.values[noun.code]))
    return Entity(
        noun=noun,
        id=known or uuid4(),
        key=key,
        values={name: row.values[name] for name in row.values if name not in fields},
        details={name: _items(row, name) for name in fields & row.values.keys()},
        label=label_of(sheet, key, references),
        rows=[row],
    )


def _items(row: Row, name: str) -> Items:
    items = row.values[name]
    return frozenset(items) if isinstance(items, tuple) else frozenset()


def _merge(entity: Entity, row: Row) -> None:
    entity.rows.append(row)
    for name in entity.details:
        entity.details[name] |= _items(row, name)


def _duplicate(read: ReadSheet, row: Row, first: Row, faults: Faults) -> None:
    noun = read.sheet.noun
    columns = [read.sheet.by_field[name] for name in noun.key]
    cells = [row.codes.get(c.field, row.values.get(c.field)) for c in columns]
    written = [
        "" if cell is None else str(show(column.reader.write(cell)))
        for column, cell in zip(columns, cells, strict=True)
    ]
    faults.add(
        "duplicate",
        f"jede Angabe nur einmal; sie steht schon in Zeile {first.number}",
        sheet=row.sheet_name,
        row=row.number,
        column=" + ".join(column.heading for column in columns),
        value=" · ".join(written),
    )


def minute_in(part: object) -> int:
    """Minute in a detail row; anything else there is a fault of the program."""
    if not isinstance(part, int):
        raise TypeError(f"a minute is a number, not {part!r}")
    return part


def label_of(sheet: Sheet, key: Key, references: References) -> str:
    """What people call it: its code, or the parts of its key."""
    parts = []
    for name, part in zip(sheet.noun.key, key, strict=True):
        if isinstance(part, UUID):
            parts.append(references.name_of(part))
        elif part is not None:
            parts.append(show(sheet.by_field[name].reader.write(part)))
    return " · ".join(parts)


def show(cell: object) -> str:
    """A cell as a report shows it."""
    if isinstance(cell, date):
        return cell.strftime("%d.%m.%Y")
    if isinstance(cell, float):
        return f"{cell:g}".replace(".", ",")
    return "" if cell is None else str(cell)
