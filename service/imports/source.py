"""From bytes or a path to sheets, whatever kind of file it is."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from service.imports.archive import Archive, open_archive
from service.imports.csv_text import SUFFIXES, read_csv
from service.imports.limits import LIMITS, refused, require_size, too_large
from service.imports.raw import RawSheet
from service.imports.workbook import read_workbook

_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
_PDF = b"%PDF"


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
    """Open a workbook, a CSV file, a ZIP of CSV files or a folder of them.

    What a file is is seen from its first bytes, not from its name.

    Raises
    ------
    TooLarge
        If it is over a limit.
    ImportRefused
        If it is of no kind that can be read, empty, encrypted or damaged.
    """
    if isinstance(source, bytes):
        content = source
    elif source.is_dir():
        content = _packed_folder(source)
    elif source.is_file():
        require_size(source.stat().st_size)
        content = source.read_bytes()
    else:
        refused("not-there", f"„{name}“ gibt es nicht.", value=str(source))
    require_size(len(content))
    digest = sha256(content).hexdigest()
    return Source(name, content, digest, _sheets(content, name))


def _sheets(content: bytes, name: str) -> tuple[RawSheet, ...]:
    if content.startswith(_ZIP):
        return _from_archive(open_archive(content))
    if content.startswith(_OLE):
        if _ENCRYPTED_PACKAGE in content:
            refused("encrypted", "Die Datei ist verschlüsselt; bitte ohne Kennwort.")
        refused("old-format", "Altes Excel-Format; bitte als .xlsx speichern.")
    if content.startswith(_PDF) or not name.lower().endswith(SUFFIXES):
        refused(
            "not-a-zip",
            "Das ist keine lesbare Arbeitsmappe (.xlsx), keine CSV- und keine"
            " ZIP-Datei mit CSV-Dateien.",
        )
    return (read_csv(content, name),)


def _from_archive(archive: Archive) -> tuple[RawSheet, ...]:
    if "xl/workbook.xml" in archive.entries:
        return read_workbook(archive)
    if "xl/workbook.bin" in archive.entries or "content.xml" in archive.entries:
        refused("other-format", "Bitte als .xlsx oder als CSV speichern.")
    names = [name for name in sorted(archive.entries) if _is_table(name)]
    if not names:
        refused(
            "no-sheets", "Die Datei enthält keine Arbeitsmappe und keine CSV-Datei."
        )
    return tuple(read_csv(archive.read(name), name) for name in names)


def _is_table(name: str) -> bool:
    parts = name.split("/")
    hidden = any(part.startswith((".", "__MACOSX")) for part in parts)
    return name.lower().endswith(SUFFIXES) and not hidden


def _packed_folder(folder: Path) -> bytes:
    """The CSV files of a folder as one archive, the same bytes each time."""
    paths = [
        path
        for path in sorted(folder.iterdir())
        if path.is_file() and _is_table(path.name)
    ]
    if not paths:
        refused("no-sheets", "Der Ordner enthält keine CSV-Datei.", value=folder.name)
    if len(paths) > LIMITS.entries:
        too_large(f"Der Ordner enthält mehr als {LIMITS.entries} Dateien.")
    require_size(sum(path.stat().st_size for path in paths))
    packed = BytesIO()
    with ZipFile(packed, "w") as archive:
        for path in paths:
            archive.writestr(ZipInfo(path.name), path.read_bytes())
    return packed.getvalue()
