"""From bytes or a path to sheets, whatever kind of file it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from service.imports.raw import RawSheet


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was opened; ``content`` gives the same sheets again."""

    name: str
    content: bytes
    digest: str
    sheets: tuple[RawSheet, ...]


def in_memory(sheets: Sequence[RawSheet], name: str) -> Source:
    """Sheets that never were a file."""
    digest = sha256(repr([(sheet.name, sheet.rows) for sheet in sheets]).encode())
    return Source(name, b"", digest.hexdigest(), tuple(sheets))


def read_source(source: bytes | Path, name: str) -> Source:
    """Open a file."""
    raise NotImplementedError
