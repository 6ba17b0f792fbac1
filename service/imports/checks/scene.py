"""What checks look at: all entities of a file, and where to put what they find."""

from dataclasses import dataclass
from datetime import date

from service.imports.entities import Entity
from service.imports.faults import Faults
from service.imports.references import References
from service.imports.rows import Row
from service.imports.sheet import Sheet
from service.imports.stored import Key


@dataclass(slots=True)
class Scene:
    """Entities by noun and key, in the order of the file.

    ``faulty`` are rows of which nothing could be made: a check that counts has to
    leave out whatever they may belong to, so that one fault is not told twice.
    """

    sheets: dict[str, Sheet]
    entities: dict[str, dict[Key, Entity]]
    faulty: dict[str, tuple[Row, ...]]
    references: References
    today: date
    faults: Faults
    notices: Faults

    def of(self, noun: str) -> tuple[Entity, ...]:
        """All entities of a noun in the file."""
        return tuple(self.entities.get(noun, {}).values())

    def has(self, noun: str) -> bool:
        """Whether the file has a sheet of this noun."""
        return noun in self.sheets

    def fault(self, entity: Entity, field: str, code: str, expected: str) -> None:
        """Tell a fault at a field of an entity's last row."""
        self._tell(self.faults, entity, field, (code, expected))

    def notice(self, entity: Entity, field: str, code: str, expected: str) -> None:
        """Tell something worth a look that does not keep the file from being stored."""
        self._tell(self.notices, entity, field, (code, expected))

    def _tell(
        self, into: Faults, entity: Entity, field: str, what: tuple[str, str]
    ) -> None:
        row = entity.rows[-1]
        column = self.sheets[entity.noun.name].by_field.get(field)
        into.add(
            *what,
            sheet=row.sheet_name,
            row=row.number,
            column=column.heading if column else field,
            value=self._value(entity, row, field),
        )

    def _value(self, entity: Entity, row: Row, field: str) -> str:
        column = self.sheets[entity.noun.name].by_field.get(field)
        value = row.codes.get(field, row.values.get(field))
        if column is None or value is None:
            return entity.label
        cell = column.reader.write(value)
        return cell.strftime("%d.%m.%Y") if isinstance(cell, date) else str(cell)
