"""What an import found and would change, for people and for machines."""

from dataclasses import asdict, dataclass
from typing import Any
from uuid import UUID

from service.errors import FileFault
from service.imports.difference import Difference, FieldChange
from solver.counted import told


@dataclass(frozen=True, slots=True)
class ItemChange:
    """One thing and its fields, old and new."""

    label: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class NounDifference:
    """Difference of one noun against what is stored; labels are codes, not names."""

    noun: str
    title: str
    new: tuple[str, ...]
    changed: tuple[ItemChange, ...]
    unchanged: int
    missing: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Everything about one file.

    ``faults`` keep it from being stored, ``notices`` do not; ``fault_count`` counts
    also those beyond the most that are listed. ``stored`` says whether this very call
    stored something.
    """

    file_name: str
    digest: str
    row_count: int
    faults: tuple[FileFault, ...]
    fault_count: int
    notices: tuple[FileFault, ...]
    differences: tuple[NounDifference, ...]
    stored: bool = False
    run_id: UUID | None = None

    @property
    def is_sound(self) -> bool:
        """Whether the file can be stored."""
        return self.fault_count == 0

    @property
    def changes_something(self) -> bool:
        """Whether storing it would change anything."""
        return any(item.new or item.changed for item in self.differences)

    @property
    def summary(self) -> str:
        """One German sentence."""
        if not self.is_sound:
            return (
                f"{self.file_name}: {self.fault_count} Fehler gefunden; nichts davon"
                " wurde gespeichert. Bitte berichtigen und erneut einlesen."
            )
        said = {"file": self.file_name, "rows": self.row_count}
        if not self.changes_something:
            return told("{file}: {rows} Zeilen, nichts ist anders.", said)
        new = sum(len(item.new) for item in self.differences)
        changed = sum(len(item.changed) for item in self.differences)
        verb = "gespeichert" if self.stored else "zu speichern"
        return told(
            "{file}: {rows} Zeilen, {new} neue und {changed} geänderte Angaben {verb}.",
            {**said, "new": new, "changed": changed, "verb": verb},
        )

    def as_json(self) -> dict[str, Any]:
        """Plain data with stable names."""
        document = asdict(self)
        document["run_id"] = None if self.run_id is None else str(self.run_id)
        document["is_sound"] = self.is_sound
        document["changes_something"] = self.changes_something
        document["summary"] = self.summary
        return document

    def counts(self) -> dict[str, dict[str, int]]:
        """Numbers per noun: what may be kept after the import, without any value."""
        return {
            item.noun: {
                "new": len(item.new),
                "changed": len(item.changed),
                "unchanged": item.unchanged,
                "missing": len(item.missing),
            }
            for item in self.differences
        }


def noun_difference(difference: Difference) -> NounDifference:
    """A difference as a report tells it."""
    noun = difference.sheet.noun
    return NounDifference(
        noun=noun.name,
        title=noun.title,
        new=tuple(entity.label for entity in difference.new),
        changed=tuple(
            ItemChange(change.entity.label, change.fields)
            for change in difference.changed
        ),
        unchanged=difference.unchanged,
        missing=difference.missing,
    )
