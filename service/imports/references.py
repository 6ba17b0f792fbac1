"""Codes become ids: of rows of the same file, else of what is stored."""

from collections.abc import Iterable
from uuid import UUID, uuid4

from service.imports.faults import Faults
from service.imports.rows import ReadSheet, Row
from service.imports.sheet import Column, Values
from service.imports.sheets import NOUNS
from service.imports.stored import Stored
from service.imports.values.choices import suggestion
from service.imports.values.reader import plain

_MISSING = object()


class References:
    """Ids by noun and code; new codes of the file get a new id at once."""

    def __init__(self, stored: Stored, sheets: Iterable[ReadSheet]) -> None:
        self._ids = {name: dict(codes) for name, codes in stored.codes.items()}
        for read in sheets:
            noun = read.sheet.noun
            if noun.code is None:
                continue
            ids = self._ids.setdefault(noun.name, {})
            for row in read.rows:
                code = row.values.get(noun.code)
                if isinstance(code, str) and code not in ids:
                    ids[code] = uuid4()
        self._names = {
            row_id: code
            for codes in self._ids.values()
            for code, row_id in codes.items()
        }
        self._plain = {
            noun: {plain(code): code for code in codes}
            for noun, codes in self._ids.items()
        }

    def id_of(self, noun: str, code: str) -> UUID | None:
        """Id of a row by its code."""
        return self._ids.get(noun, {}).get(code)

    def name_of(self, row_id: UUID) -> str:
        """Code of a row by its id."""
        return self._names.get(row_id, "?")

    def resolve(self, read: ReadSheet, faults: Faults) -> None:
        """Replace the codes in a sheet's rows by ids; unknown ones are faults."""
        columns = [column for column in read.sheet.columns if column.refers_to]
        for row in read.rows:
            for column in columns:
                if row.values.get(column.field) is not None:
                    self._resolve(row, column, faults)

    def _resolve(self, row: Row, column: Column, faults: Faults) -> None:
        value = row.values[column.field]
        if isinstance(value, tuple):
            ids = [self._one(row, column, str(code), faults) for code in value]
            row.values[column.field] = tuple((found,) for found in ids)
        else:
            row.values[column.field] = self._one(row, column, str(value), faults)

    def _one(self, row: Row, column: Column, code: str, faults: Faults) -> object:
        noun = column.refers_to or ""
        found = self.id_of(noun, code)
        if found is not None:
            return code if column.keeps_code else found
        row.faulty = True
        title = NOUNS[noun].title
        what = "Name" if NOUNS[noun].code == "name" else "Kürzel"
        faults.add(
            "unknown-reference",
            f"{what} aus „{title}“" + suggestion(code, self._plain.get(noun, {})),
            sheet=row.sheet_name,
            row=row.number,
            column=column.heading,
            value=code,
        )
        return _MISSING


def told(values: Values, name: str) -> UUID | None:
    """Id in a resolved row, if it is one."""
    value = values.get(name)
    return value if isinstance(value, UUID) else None
