"""What of a password an attacker need not guess: it stands in every list.

Lists of common passwords are words, names, rows of keys, dates and repetitions, alone
or strung together. Taking these parts out finds the listed ones and their like, and
what is left says how much there is to guess. The words are data beside this file.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

SHORTEST_WORD = 4
"""Shorter words turn up in good passwords by chance."""

SHORTEST_NAME = 3
"""Parts of names are tried first, so that shorter ones count, too."""

SHORTEST_RUN = 4
"""So many neighbours on the keyboard, in the alphabet or among the digits are a row."""

SHORTEST_REPETITION = 3
"""So many characters that stood before are a repetition."""

_LINES = (
    "abcdefghijklmnopqrstuvwxyz",
    "01234567890",
    "qwertzuiop",
    "qwertyuiop",
    "asdfghjkl",
    "yxcvbnm",
    "zxcvbnm",
    "1qay2wsx3edc4rfv5tgb6zhn7ujm8ik9ol0p",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    '!"§$%&/()=',
    "!@#$%^&*()",
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_DISGUISES = str.maketrans("013457@$!€", "oieastasie")
_DATE = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])[./-]?(?:0?[1-9]|1[0-2])[./-]?(?:19|20)\d\d"
    r"|(?:19|20)\d\d[./-]?(?:0[1-9]|1[0-2])[./-]?(?:0[1-9]|[12]\d|3[01])"
    r"|(?:19|20)\d\d"
)


def unguessable(password: str, names: Iterable[str] = ()) -> str:
    """What is left without words, names, rows of keys, dates and repetitions.

    Parameters
    ----------
    password
        As typed.
    names
        Of the person, her address and where she works, in any spelling.
    """
    plain = folded(password)
    taken = [False] * len(plain)
    own = frozenset(name for name in map(folded, names) if len(name) >= SHORTEST_NAME)
    for pattern in (_any_of(words()), _any_of(own)):
        for spelling in (plain, plain.translate(_DISGUISES)):
            _take(taken, pattern, spelling)
    _take(taken, _DATE, plain)
    _take_rows(taken, plain)
    _take_repetitions(taken, plain)
    return "".join(sign for sign, gone in zip(plain, taken, strict=True) if not gone)


def folded(text: str) -> str:
    """One spelling for what is easily taken for the same: small, ä as ae, é as e."""
    plain = text.casefold().translate(_UMLAUTS)
    parts = unicodedata.normalize("NFKD", plain)
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


@cache
def words() -> frozenset[str]:
    """Of the file beside this one."""
    text = files("service.accounts").joinpath("guessable_words.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    listed = (word for line in lines for word in line.split())
    return frozenset(word for word in listed if len(word) >= SHORTEST_WORD)


@lru_cache(maxsize=8)
def _any_of(known: frozenset[str]) -> re.Pattern[str]:
    """Finds the longest of them first; nothing where there are none."""
    longest = sorted(known, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest)) or "(?!)")


def _take(taken: list[bool], pattern: re.Pattern[str], text: str) -> None:
    for match in pattern.finditer(text):
        _mark(taken, match.start(), match.end())


def _mark(taken: list[bool], start: int, end: int) -> None:
    taken[start:end] = [True] * (end - start)


def _take_rows(taken: list[bool], text: str) -> None:
    """Neighbours in any line, forwards or backwards."""
    for line in (*_LINES, *(line[::-1] for line in _LINES)):
        start = 0
        for here in range(1, len(text) + 1):
            if here < len(text) and text[here - 1 : here + 1] in line:
                continue
            if here - start >= SHORTEST_RUN:
                _mark(taken, start, here)
            start = here


def _take_repetitions(taken: list[bool], text: str) -> None:
    """What stood before already; of one sign in a row the first is left."""
    here = 1
    while here < len(text):
        length = _longest_before(text, here)
        if length:
            _mark(taken, here, here + length)
        here += length or 1


def _longest_before(text: str, start: int) -> int:
    """Signs from here on that stood before as they are; none if they are few."""
    length = 0
    while (
        start + length < len(text)
        and text[start : start + length + 1] in (text[: start + length])
    ):
        length += 1
    return length if length >= SHORTEST_REPETITION else 0
