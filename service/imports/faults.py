"""All faults of a file, collected in the order of sheets and rows."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from service.errors import FileFault
from service.imports.values.reader import Cell, CellError, text_of

MOST_FAULTS = 5_000
"""More would help nobody; the number of the rest is told."""
_LONGEST_VALUE = 80


def shown(cell: Cell) -> str:
    """A cell as it is repeated in a fault: cleaned, cut."""
    try:
        text = text_of(cell)
    except CellError:
        text = "".join(sign if sign.isprintable() else "?" for sign in str(cell))
    return text if len(text) <= _LONGEST_VALUE else text[: _LONGEST_VALUE - 1] + "…"


@dataclass(slots=True)
class Faults:
    """Collector; ``dropped`` counts what came after the most that are kept."""

    found: list[FileFault] = field(default_factory=list)
    dropped: int = 0

    def add(
        self,
        code: str,
        expected: str,
        *,
        sheet: str = "",
        row: int | None = None,
        column: str = "",
        value: str = "",
    ) -> None:
        """Keep one fault."""
        if len(self.found) >= MOST_FAULTS:
            self.dropped += 1
            return
        self.found.append(FileFault(sheet, row, column, value, expected, code))

    def in_order(self, sheets: Sequence[str]) -> tuple[FileFault, ...]:
        """What was kept: sheet by sheet as in the file, from the top of each down."""
        rank = {name: number for number, name in enumerate(sheets)}
        return tuple(
            sorted(self.found, key=lambda f: (rank.get(f.sheet, -1), f.row or 0))
        )

    @property
    def count(self) -> int:
        """How many faults there were in all."""
        return len(self.found) + self.dropped
