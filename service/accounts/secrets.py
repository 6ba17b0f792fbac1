"""Secrets that are shown once and stored as hash."""

from hashlib import sha256
from secrets import token_urlsafe

SECRET_BYTES = 32
"""256 bit: a plain hash is enough, there is nothing to guess."""


def new_secret(prefix: str = "") -> str:
    """A secret nobody can guess; the prefix says what it opens."""
    return prefix + token_urlsafe(SECRET_BYTES)


def digest(secret: str) -> bytes:
    """What is stored of a secret."""
    return sha256(secret.encode("utf-8", "surrogatepass")).digest()


def normalised_email(email: str) -> str:
    """One spelling per mailbox, so that an account is found and never doubled."""
    return email.strip().casefold()
