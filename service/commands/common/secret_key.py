"""The key of an installation: made once, kept in a file only its owner reads."""

import os
import secrets
from pathlib import Path

KEY_BYTES = 48


def ensure_key_file(path: Path) -> bool:
    """The file holds a key; false if it did before."""
    try:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return False
    with os.fdopen(file, "w", encoding="utf-8") as key:
        key.write(secrets.token_urlsafe(KEY_BYTES) + "\n")
    return True
