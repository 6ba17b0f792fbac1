"""A ZIP file whose directory is looked at before anything is unpacked.

Sizes are believed only as upper bounds: unpacking stops where the directory said the
entry ends, and more bytes than that are a reason to refuse.
"""

import struct
import zlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from service.imports.limits import LIMITS, MEBIBYTE, refused, too_large

_END_RECORD = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_LONGEST_COMMENT = 65_535
_LOCAL_HEADER = struct.Struct("<4s5H3L2H")
_LOCAL_SIGNATURE = b"PK\x03\x04"
_UTF8_FLAG, _ENCRYPTED_FLAG = 0x800, 0x1


@dataclass(frozen=True, slots=True)
class Archive:
    """Entries by name, all within the limits by what the directory says."""

    content: bytes
    entries: dict[str, ZipInfo]

    def read(self, name: str) -> bytes:
        """Unpack one entry.

        Raises
        ------
        ImportRefused
            If the entry is damaged or longer than the directory said.
        """
        entry = self.entries[name]
        packed = self._packed(entry)
        if entry.compress_type == ZIP_STORED:
            data, more = packed, False
        else:
            data, more = _inflated(packed, entry.file_size)
        if more or len(data) != entry.file_size or zlib.crc32(data) != entry.CRC:
            refused("damaged", "Die Datei ist beschädigt; bitte neu speichern.", name)
        return data

    def _packed(self, entry: ZipInfo) -> bytes:
        start = entry.header_offset
        header = self.content[start : start + _LOCAL_HEADER.size]
        if len(header) < _LOCAL_HEADER.size or not header.startswith(_LOCAL_SIGNATURE):
            refused("damaged", "Die Datei ist beschädigt; bitte neu speichern.")
        *_, name_length, extra_length = _LOCAL_HEADER.unpack(header)
        begin = start + _LOCAL_HEADER.size + name_length + extra_length
        return self.content[begin : begin + entry.compress_size]


def _inflated(packed: bytes, size: int) -> tuple[bytes, bool]:
    """At most ``size`` bytes, and whether there would have been more."""
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = inflater.decompress(packed, size + 1)
    except zlib.error:
        refused("damaged", "Die Datei ist beschädigt; bitte neu speichern.")
    return data[:size], len(data) > size


def open_archive(content: bytes) -> Archive:
    """Read the directory and refuse what is too large, encrypted or unsafe.

    Raises
    ------
    TooLarge
        If entries, sizes or ratios are over a limit.
    ImportRefused
        If it is no readable ZIP file, is encrypted, or an entry points outside.
    """
    _require_small_directory(content)
    try:
        with ZipFile(BytesIO(content)) as archive:
            found = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError, struct.error):
        refused("not-a-zip", "Das ist keine lesbare Arbeitsmappe und keine ZIP-Datei.")
    _require_small(found)
    entries: dict[str, ZipInfo] = {}
    for entry in found:
        name = _name_of(entry)
        if entry.flag_bits & _ENCRYPTED_FLAG:
            refused("encrypted", "Die Datei ist verschlüsselt; bitte ohne Kennwort.")
        if entry.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
            refused("packing", "Die Datei ist auf eine unbekannte Art gepackt.")
        if _leaves(name):
            refused(
                "unsafe-path", "Ein Eintrag zeigt aus der Datei heraus.", value=name
            )
        if not entry.is_dir():
            entries[name] = entry
    return Archive(content, entries)


def _require_small_directory(content: bytes) -> None:
    """Look at the end record alone: a directory of a million entries is slow."""
    tail = content[-(_LONGEST_COMMENT + _END_RECORD.size) :]
    at = tail.rfind(_END_SIGNATURE)
    if at < 0 or len(tail) - at < _END_RECORD.size:
        refused("not-a-zip", "Das ist keine lesbare Arbeitsmappe und keine ZIP-Datei.")
    record = _END_RECORD.unpack(tail[at : at + _END_RECORD.size])
    entries, size = record[4], record[5]
    if entries > LIMITS.entries or size > LIMITS.directory_bytes:
        too_large(f"Die Datei enthält mehr als {LIMITS.entries} Einträge.")


def _require_small(entries: list[ZipInfo]) -> None:
    if len(entries) > LIMITS.entries:
        too_large(f"Die Datei enthält mehr als {LIMITS.entries} Einträge.")
    if sum(entry.file_size for entry in entries) > LIMITS.unpacked_bytes:
        most = LIMITS.unpacked_bytes // MEBIBYTE
        too_large(f"Ausgepackt wäre die Datei größer als {most} MB.")
    for entry in entries:
        packed = max(entry.compress_size, 1)
        if entry.file_size > max(LIMITS.small_bytes, packed * LIMITS.ratio):
            too_large("Die Datei packt sich auf ein Vielfaches ihrer Größe aus.")


def _name_of(entry: ZipInfo) -> str:
    """Name of an entry; old archives of German desktops are written in CP850."""
    if entry.flag_bits & _UTF8_FLAG:
        return entry.filename
    raw = entry.orig_filename.encode("cp437", errors="replace")
    try:
        return raw.decode()
    except UnicodeDecodeError:
        return raw.decode("cp850")


def _leaves(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in name or "\x00" in name
