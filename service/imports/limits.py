"""How large a file may be, and the words with which a larger one is refused."""

from dataclasses import dataclass
from typing import Final, NoReturn

from service.errors import FileFault, ImportRefused, TooLarge

MEBIBYTE: Final = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that protect everybody; far above what an association needs."""

    file_bytes: int = 20 * MEBIBYTE
    unpacked_bytes: int = 80 * MEBIBYTE
    entries: int = 1_000
    directory_bytes: int = 256 * 1024
    ratio: int = 200
    small_bytes: int = MEBIBYTE
    rows: int = 150_000
    columns: int = 300
    cells: int = 4_000_000
    shared_strings: int = 600_000


LIMITS: Final = Limits()
"""``ratio`` (unpacked to packed) counts for entries above ``small_bytes`` only."""


def too_large(what: str) -> NoReturn:
    """Refuse a file that is over a limit."""
    raise TooLarge(f"{what} Bitte die Datei teilen oder verkleinern.")


def refused(code: str, sentence: str, name: str = "", value: str = "") -> NoReturn:
    """Refuse a file that cannot be opened at all."""
    fault = FileFault(
        sheet=name, row=None, column="", value=value, expected=sentence, code=code
    )
    raise ImportRefused(sentence, [fault])


def require_size(size: int) -> None:
    """Refuse nothing, and too much."""
    if size == 0:
        refused("empty-file", "Die Datei ist leer (0 Byte).")
    if size > LIMITS.file_bytes:
        most = LIMITS.file_bytes // MEBIBYTE
        too_large(f"Die Datei ist größer als {most} MB.")


def require_shape(name: str, rows: int, columns: int) -> None:
    """Refuse a sheet with too many rows or columns."""
    if rows > LIMITS.rows:
        too_large(f"„{name}“ hat mehr als {LIMITS.rows} Zeilen.")
    if columns > LIMITS.columns:
        too_large(f"„{name}“ hat mehr als {LIMITS.columns} Spalten.")
    if rows * columns > LIMITS.cells:
        too_large(f"„{name}“ hat mehr als {LIMITS.cells} Zellen.")
