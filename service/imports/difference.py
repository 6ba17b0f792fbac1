"""What a file would change: new, changed field by field, unchanged, not in the file."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from service.domain.kinds import CoordinatesSource
from service.imports.entities import Entity, Items, label_of, show
from service.imports.references import References
from service.imports.sheet import Noun, Sheet, columns_of
from service.imports.stored import Key, StoredRow


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of one thing: heading, what is stored, what the file says."""

    heading: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Change:
    """A stored thing that the file says otherwise.

    ``values`` are the columns to write, ``added`` and ``removed`` the detail rows.
    """

    entity: Entity
    stored: StoredRow
    values: dict[str, object]
    added: dict[str, Items]
    removed: dict[str, Items]
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """All of one noun; ``missing`` are labels of what is stored and not in the file."""

    sheet: Sheet
    new: tuple[Entity, ...]
    changed: tuple[Change, ...]
    unchanged: int
    missing: tuple[str, ...]


def compare(
    sheet: Sheet,
    entities: dict[Key, Entity],
    stored: dict[Key, StoredRow],
    references: References,
) -> Difference:
    """Difference between a sheet and what is stored; nothing is ever to be deleted."""
    new: list[Entity] = []
    changed: list[Change] = []
    unchanged = 0
    for key, entity in entities.items():
        row = stored.get(key)
        if row is None:
            new.append(entity)
            continue
        change = _change(sheet, entity, row, references)
        if change is None:
            unchanged += 1
        else:
            changed.append(change)
    missing = _missing(sheet, entities.keys(), stored, references)
    return Difference(sheet, tuple(new), tuple(changed), unchanged, missing)


def _missing(
    sheet: Sheet,
    keys: Iterable[Key],
    stored: dict[Key, StoredRow],
    references: References,
) -> tuple[str, ...]:
    known = set(keys)
    return tuple(
        sorted(
            label_of(sheet, key, references)
            for key, row in stored.items()
            if key not in known and not _is_closed(sheet.noun, row)
        )
    )


def _is_closed(noun: Noun, row: StoredRow) -> bool:
    return noun.closed_by is not None and row.values[noun.closed_by] is not None


def _change(
    sheet: Sheet, entity: Entity, row: StoredRow, references: References
) -> Change | None:
    if _is_closed(sheet.noun, row):
        return None
    said = _said(sheet.noun, entity, row)
    values = {name: value for name, value in said.items() if row.values[name] != value}
    added: dict[str, Items] = {}
    removed: dict[str, Items] = {}
    for name, items in entity.details.items():
        before = frozenset(row.details.get(name, {}))
        if before != items:
            added[name], removed[name] = items - before, before - items
    if not values and not added:
        return None
    fields = (
        *_field_changes(sheet, row, values, references),
        *_detail_changes(sheet, entity, row, added, references),
    )
    return Change(entity, row, values, added, removed, fields)


def _said(noun: Noun, entity: Entity, row: StoredRow) -> dict[str, object]:
    """Columns the file speaks of; a centre never overwrites given coordinates."""
    if noun.table is None:
        return {}
    columns = columns_of(noun.table)
    said = {name: value for name, value in entity.values.items() if name in columns}
    if (
        said.get("coordinates_source") != CoordinatesSource.GIVEN
        and row.values.get("coordinates_source") == CoordinatesSource.GIVEN
        and said.get("postcode", row.values["postcode"]) == row.values["postcode"]
    ):
        for name in ("latitude", "longitude", "coordinates_source"):
            said.pop(name, None)
    return said


def _field_changes(
    sheet: Sheet, row: StoredRow, values: dict[str, object], references: References
) -> Iterator[FieldChange]:
    for name, value in values.items():
        column = sheet.by_field.get(name)
        if column is None:
            continue  # derived from fields that are told themselves
        old, new = (
            references.name_of(item)
            if isinstance(item, UUID)
            else show(None if item is None else column.reader.write(item))
            for item in (row.values[name], value)
        )
        yield FieldChange(column.heading, old, new)


def _detail_changes(
    sheet: Sheet,
    entity: Entity,
    row: StoredRow,
    added: dict[str, Items],
    references: References,
) -> Iterator[FieldChange]:
    for detail in sheet.noun.details:
        if detail.field not in added:
            continue
        shown = [
            ", ".join(
                detail.show(tuple(_named(part, references) for part in item))
                for item in sorted(items, key=str)
            )
            for items in (
                frozenset(row.details.get(detail.field, {})),
                entity.details[detail.field],
            )
        ]
        yield FieldChange(detail.heading, shown[0], shown[1])


def _named(part: object, references: References) -> object:
    return references.name_of(part) if isinstance(part, UUID) else part
