"""A profile file (TOML) as editions; what it may say and what it may not."""

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from itertools import pairwise
from typing import Any, Final

from service.profiles.faults import ProfileFaults
from service.profiles.numbers import (
    Direction,
    Edition,
    Freedom,
    Number,
    Strictness,
)
from solver.profile import Level, Value
from solver.rule import AgreementSource, LegalSource, Practice, Source

_FILE_KEYS: Final = {"level", "land", "edition"}
_EDITION_KEYS: Final = {
    "valid_from",
    "valid_to",
    "tiers",
    "inactive",
    "number",
}
_NUMBER_KEYS: Final = {
    "rule",
    "parameter",
    "value",
    "stricter",
    "direction",
    "up_to",
    "condition",
    "by_land",
    "known",
    "remark",
    "source",
}
_SOURCES: Final[dict[str, type[LegalSource | AgreementSource | Practice]]] = {
    "law": LegalSource,
    "agreement": AgreementSource,
    "practice": Practice,
}


def read_profile(file: str, text: str, faults: ProfileFaults) -> tuple[Edition, ...]:
    """Editions of one file in the order of their dates; faults are collected."""
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        faults.add(file, f"Die Datei ist kein gültiges TOML: {error}.", "malformed")
        return ()
    _only(content, _FILE_KEYS, file, faults)
    try:
        level = Level(content.get("level", ""))
    except ValueError:
        faults.add(file, "„level“ ist „federal“ oder „land“.", "level")
        return ()
    revision = sha256(text.encode()).hexdigest()[:12]
    editions = [
        edition
        for entry in content.get("edition", [])
        if (edition := _edition(file, level, content, entry, faults))
    ]
    editions = [replace(edition, revision=revision) for edition in editions]
    _check_dates(file, editions, faults)
    return tuple(sorted(editions, key=lambda edition: edition.valid_from))


def _edition(
    file: str,
    level: Level,
    content: Mapping[str, Any],
    entry: Mapping[str, Any],
    faults: ProfileFaults,
) -> Edition | None:
    _only(entry, _EDITION_KEYS, file, faults)
    starts, ends = entry.get("valid_from"), entry.get("valid_to")
    if not isinstance(starts, date) or not isinstance(ends, date | None):
        faults.add(file, "„valid_from“ und „valid_to“ sind Tage (2026-08-01).", "dates")
        return None
    if ends is not None and ends < starts:
        faults.add(file, f"Die Ausgabe endet ({ends}) vor ihrem Beginn.", "dates")
        return None
    numbers = [_number(file, number, faults) for number in entry.get("number", [])]
    known = tuple(number for number in numbers if number)
    _check_twice(file, known, faults)
    return Edition(
        file=file,
        level=level,
        land=str(content.get("land", "")),
        valid_from=starts,
        valid_to=ends,
        revision="",
        numbers=known,
        tiers=tuple(entry.get("tiers", ())),
        inactive=tuple(entry.get("inactive", ())),
    )


def _number(
    file: str, entry: Mapping[str, Any], faults: ProfileFaults
) -> Number | None:
    place = f"{file}/{entry.get('rule', '?')}/{entry.get('parameter', '?')}"
    _only(entry, _NUMBER_KEYS, place, faults)
    missing = {"rule", "parameter", "value"} - set(entry)
    if missing:
        faults.add(place, f"Es fehlt: {', '.join(sorted(missing))}.", "missing")
        return None
    try:
        return Number(
            rule=entry["rule"],
            parameter=entry["parameter"],
            value=as_value(entry["value"]),
            source=_source(entry.get("source")),
            freedom=_freedom(entry),
            strictness=Strictness(entry["stricter"]) if "stricter" in entry else None,
            by_land=entry.get("by_land", False),
            known=entry.get("known", True),
            remark=entry.get("remark", ""),
        )
    except (ValueError, TypeError, KeyError) as error:
        faults.add(place, f"Die Angabe ist nicht lesbar: {error}.", "unreadable")
        return None


def as_value(raw: object) -> Value:
    """A TOML or JSON value as a rule's number.

    Raises
    ------
    TypeError
        If it is neither number, truth value, text, list of texts nor table of numbers.
    """
    if isinstance(raw, bool | int | str):
        return raw
    if isinstance(raw, list | tuple) and all(isinstance(item, str) for item in raw):
        return tuple(raw)
    if isinstance(raw, Mapping) and all(
        isinstance(key, str) and isinstance(number, int) for key, number in raw.items()
    ):
        return dict(raw)
    raise TypeError(f"{raw!r} ist kein Wert einer Regel")


def _freedom(entry: Mapping[str, Any]) -> Freedom | None:
    if "direction" not in entry:
        return None
    freedom = Freedom(
        Direction(entry["direction"]), entry.get("up_to"), entry.get("condition", "")
    )
    if freedom.direction is Direction.WIDEN and (
        freedom.up_to is None or not freedom.condition
    ):
        raise ValueError("„may widen“ braucht „up_to“ und „condition“")
    return freedom


def _source(entry: Mapping[str, Any] | None) -> Source | None:
    if entry is None:
        return None
    fields = dict(entry)
    kind = _SOURCES[fields.pop("kind", "law")]
    return kind(**fields)


def _only(
    entry: Mapping[str, Any], known: set[str], place: str, faults: ProfileFaults
) -> None:
    for key in sorted(set(entry) - known):
        faults.add(place, f"Die Angabe „{key}“ gibt es nicht.", "unknown-key")


def _check_twice(file: str, numbers: tuple[Number, ...], faults: ProfileFaults) -> None:
    seen: set[tuple[str, str]] = set()
    for number in numbers:
        if number.key in seen:
            faults.add(
                f"{file}/{number.rule}/{number.parameter}",
                "Die Zahl steht in dieser Ausgabe zweimal.",
                "twice",
            )
        seen.add(number.key)


def _check_dates(file: str, editions: list[Edition], faults: ProfileFaults) -> None:
    """Editions follow each other without a gap and without overlap."""
    if not editions:
        faults.add(file, "Die Datei enthält keine Ausgabe („[[edition]]“).", "empty")
        return
    ordered = sorted(editions, key=lambda edition: edition.valid_from)
    for before, after in pairwise(ordered):
        if before.valid_to is None or before.valid_to >= after.valid_from:
            faults.add(
                file, f"Zwei Ausgaben gelten zugleich ab {after.valid_from}.", "overlap"
            )
        elif before.valid_to + timedelta(days=1) != after.valid_from:
            faults.add(
                file,
                f"Zwischen {before.valid_to} und {after.valid_from} gilt nichts.",
                "gap",
            )
