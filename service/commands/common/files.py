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

    A link is followed, and what is no file, such as a pipe, is written into: another
    file must never take its place.

    Raises
    ------
    InvalidInput
        If it cannot be written there.
    """
    with told_if_unwritable(path):
        if _is_stream(path):
            path.write_bytes(document)
            return
        target = path.resolve()
        with _beside(target) as beside:
            beside.write_bytes(document)
            beside.replace(target)


def check_writable(path: Path) -> None:
    """Refuse, before long work, where its result could not be written.

    Raises
    ------
    InvalidInput
        If no file of this name can be written.
    """
    with told_if_unwritable(path):
        if path.is_dir():
            raise IsADirectoryError(errno.EISDIR, "")
        if _is_stream(path):
            if not os.access(path, os.W_OK):
                raise PermissionError(errno.EACCES, "")
            return
        with _beside(path.resolve()) as beside:
            beside.touch()


@contextmanager
def told_if_unwritable(path: Path) -> Iterator[None]:
    """What the system refuses while a file or folder is written, in German words.

    Raises
    ------
    InvalidInput
        If it refuses.
    """
    try:
        yield
    except OSError as fault:
        raise InvalidInput(
            f"„{path}“ lässt sich nicht schreiben: {words_of(fault)}."
        ) from fault


def _is_stream(path: Path) -> bool:
    """Whether there is something that is no file and no folder: a device, a pipe."""
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Where a file is written until it is whole; nothing stays there."""
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, "")
    beside = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        yield beside
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
