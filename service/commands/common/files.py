"""Files from outside: not too large to be read, written whole or not at all."""

import os
from pathlib import Path

from service.errors import InvalidInput, TooLarge
from service.settings import Settings

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
        If it is not there.
    """
    try:
        size = path.stat().st_size
    except OSError as fault:
        raise InvalidInput(
            f"Die Datei „{path}“ lässt sich nicht lesen: {fault.strerror}."
        ) from fault
    most = settings.max_problem_mib * BYTES_PER_MIB
    if size > most:
        raise TooLarge(
            f"„{path}“ hat {size // BYTES_PER_MIB} MiB; gelesen werden höchstens"
            f" {settings.max_problem_mib} (Einstellung LUECKENLOS_MAX_PROBLEM_MIB)."
        )


def write_whole(path: Path, document: bytes) -> None:
    """Write a file so that nobody ever sees half of it.

    Raises
    ------
    InvalidInput
        If it cannot be written there.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(document)
        beside.replace(path)
    except OSError as fault:
        beside.unlink(missing_ok=True)
        raise InvalidInput(
            f"„{path}“ lässt sich nicht schreiben: {fault.strerror}."
        ) from fault
