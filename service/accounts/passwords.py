"""Passwords: argon2id hashes, and what a password must be."""

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from service.accounts.guessable import unguessable
from service.errors import InputFault, InvalidInput

MIN_LENGTH = 12
MIN_LENGTH_ADMINISTRATOR = 15
MAX_LENGTH = 200
MIN_DISTINCT = 6
"""Different signs that must be left once all that is easily guessed is taken out."""

_TIME_COST = 3
_PARALLELISM = 1


def hash_password(password: str, memory_kib: int) -> str:
    """Hash for storing.

    Parameters
    ----------
    password
        As typed; normalised nowhere, so that it is found again as typed.
    memory_kib
        Memory argon2 must fill [KiB]; at least 8.
    """
    return _hasher(memory_kib).hash(password)


def password_fits(stored: str | None, password: str, memory_kib: int) -> bool:
    """Whether the password belongs to the hash; as slow for an account that is not.

    Parameters
    ----------
    stored
        Hash of the account, or ``None`` where there is no such account.
    password
        As typed.
    memory_kib
        What an unknown account costs, the same as a known one [KiB].
    """
    try:
        return (
            _hasher(memory_kib).verify(stored or _nobody(memory_kib), password)
            and stored is not None
        )
    except (VerificationError, InvalidHashError):
        return False


def outdated(stored: str, memory_kib: int) -> bool:
    """Whether the hash was made with other costs than the settings ask for now."""
    return _hasher(memory_kib).check_needs_rehash(stored)


def check_password(
    password: str, *, administrator: bool, words: Sequence[str] = ()
) -> None:
    """Refuse a password that is short or easily guessed.

    Parameters
    ----------
    password
        As typed.
    administrator
        Whoever administers needs a longer one.
    words
        Parts of the person's name, her address and her tenant's name: they are tried
        first.

    Raises
    ------
    InvalidInput
        With one sentence that says what is missing.
    """
    least = MIN_LENGTH_ADMINISTRATOR if administrator else MIN_LENGTH
    if len(password) < least:
        fault = f"Das Passwort braucht mindestens {least} Zeichen."
    elif len(password) > MAX_LENGTH:
        fault = f"Das Passwort darf höchstens {MAX_LENGTH} Zeichen haben."
    elif len(set(unguessable(password, words))) < MIN_DISTINCT:
        fault = (
            "Das Passwort ist leicht zu erraten. Nehmen Sie einige Wörter, die nichts"
            " miteinander und nichts mit Ihrem Namen zu tun haben, und keine Reihen,"
            " Daten oder Wiederholungen."
        )
    else:
        return
    raise InvalidInput(fault, [InputFault("/password", fault, "weak-password")])


def words_about(*texts: str) -> tuple[str, ...]:
    """The parts of names and addresses that a password must not consist of.

    Parameters
    ----------
    texts
        A name, an e-mail address, the name of a tenant.
    """
    return tuple(
        part
        for text in texts
        for part in (*re.split(r"[\W_]+", text), re.sub(r"[\W_]+", "", text))
        if part
    )


@cache
def _hasher(memory_kib: int) -> PasswordHasher:
    return PasswordHasher(
        time_cost=_TIME_COST, memory_cost=memory_kib, parallelism=_PARALLELISM
    )


@cache
def _nobody(memory_kib: int) -> str:
    """A hash that nobody's password fits, at the same cost as a real one."""
    return hash_password(sha256(b"nobody").hexdigest(), memory_kib)
