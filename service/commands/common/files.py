"""Files from outside: not too large to be read, written whole or not at all."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from service.errors import InvalidInput, TooLarge
from service.settings import Settings
from service.system_faults import words_of

BYTES_PER_MIB = 1024 * 1024
PROFILE_HELP = (
    "Kürzel eines Landes, plain oder eine JSON-Datei mit Regeln; sonst was die Aufgabe"
    " nennt."
)


def check_size(path: Path, settings: Settings) -> None:
    """Refuse a file that nobody should read.

    Raises
    ------
    TooLarge
        If it is larger than the setting allows.
    InvalidInput
        If it is not there, or no file.
    """
    with _unreadable(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        size = path.stat().st_size
    most = settings.max_problem_mib * BYTES_PER_MIB
    if size > most:
        raise TooLarge(
            f"„{path}“ hat {size // BYTES_PER_MIB} MiB; gelesen werden höchstens"
            f" {settings.max_problem_mib} (Einstellung LUECKENLOS_MAX_PROBLEM_MIB)."
        )


def read_limited(path: Path, settings: Settings) -> bytes:
    """What a file holds, if somebody should read it; refused as by ``check_size``."""
    check_size(path, settings)
    with _unreadable(path):
        return path.read_bytes()


@contextmanager
def _unreadable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise InvalidInput(
            f"Die Datei „{path}“ lässt sich nicht lesen: {words_of(fault)}."
        ) from fault


def write_whole(path: Path, document: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises
    ------
    InvalidInput
        If it cannot be written there.
    """
    beside = _beside(path)
    with _refused(path, beside):
        beside.write_bytes(document)
        beside.replace(path)


def check_writable(path: Path) -> None:
    """Refuse, before long work, where its result could not be written.

    Raises
    ------
    InvalidInput
        If no file of this name can be written.
    """
    beside = _beside(path)
    with _refused(path, beside):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        beside.touch()
        beside.unlink()


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{os.getpid()}")


@contextmanager
def _refused(path: Path, beside: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise InvalidInput(
            f"„{path}“ lässt sich nicht schreiben: {words_of(fault)}."
        ) from fault
