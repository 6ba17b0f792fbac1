"""A municipality's own number, as it is stored beside the profiles."""

from dataclasses import dataclass
from datetime import date

from solver.profile import Value


@dataclass(frozen=True, slots=True)
class Override:
    """A number of a statute of one municipality (empty: of the whole body)."""

    municipality: str
    rule: str
    parameter: str
    value: Value
    source: str
    valid_from: date
    valid_until: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the number is in force on the day."""
        return self.valid_from <= day and (
            self.valid_until is None or day <= self.valid_until
        )
