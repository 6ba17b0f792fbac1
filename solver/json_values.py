"""JSON values one by one: where the reader is, what is wrong, and the plain kinds."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum, IntEnum
from math import isinf, isnan
from types import NoneType
from typing import Any

from solver.slots import Day

#: Of a number with more of them only how many there are is shown.
_MOST_DIGITS = 20
#: What ``json`` reads and writes.
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong at one place; ``pointer`` is a JSON pointer, ``""`` the whole."""

    pointer: str
    detail: str


def escaped(part: str) -> str:
    """A name as a part of a JSON pointer."""
    return part.replace("~", "~0").replace("/", "~1")


class Reader:
    """Collects faults while values are read, and knows where it is."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._path: list[str] = []

    def fault(self, detail: str) -> None:
        """Note a fault at the present place."""
        pointer = "".join("/" + escaped(part) for part in self._path)
        self.faults.append(Fault(pointer, detail))

    def at(self, part: str | int, read: "Read", value: Json) -> Any:  # noqa: ANN401 (the annotation read decides the type)
        """Read a value one step further down."""
        self._path.append(str(part))
        result = read(value, self)
        self._path.pop()
        return result


#: Writers and readers of one annotation; a reader gives ``BROKEN`` after a fault.
Write = Callable[[Any], Json]
Read = Callable[[Json, Reader], Any]
BROKEN = object()


@dataclass(frozen=True, slots=True)
class Codec:
    """How one annotation is written and read."""

    write: Write
    read: Read


def expected(kind: type, name: str) -> Codec:
    """Codec of a kind that JSON has itself; ``name`` is German, with its article."""

    def read(value: Json, reader: Reader) -> object:
        if type(value) is kind:
            return value
        reader.fault(f"Hier wird {name} erwartet, gegeben ist {shown(value)}.")
        return BROKEN

    return Codec(lambda value: value, read)


def shown(value: Json) -> str:
    """What a value is, in German, for a fault's sentence."""
    match value:
        case None:
            return "nichts (null)"
        case bool():
            return "wahr oder falsch"
        case int() | float():
            return _shown_number(value)
        case str():
            return f"der Text „{value[:40]}“"
        case list():
            return "eine Liste"
        case dict():
            return "ein Objekt"


def _shown_number(value: float) -> str:
    # Whole numbers of a document may be larger than any float, and longer than a line.
    if isinstance(value, int):
        digits = len(str(abs(value)))
        whole = digits <= _MOST_DIGITS
        return f"die Zahl {value}" if whole else f"eine Zahl mit {digits} Stellen"
    if isnan(value):
        return "keine Zahl (NaN)"
    return "eine unendlich große Zahl" if isinf(value) else f"die Zahl {value}"


def _iso_date(value: Json, reader: Reader) -> Any:  # noqa: ANN401 (date or BROKEN)
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass  # told below, together with what is no text at all
    reader.fault(
        f"Hier wird ein Datum wie 2026-11-23 erwartet, gegeben ist {shown(value)}."
    )
    return BROKEN


def _read_day(value: Json, reader: Reader) -> object:
    found = _iso_date(value, reader)
    return found if found is BROKEN else Day(found.toordinal())


def _write_day(day: Day) -> Json:
    return date.fromordinal(day).isoformat()


def _read_whole_key(value: Json, reader: Reader) -> object:
    if isinstance(value, str) and _WHOLE.fullmatch(value):
        return int(value)
    reader.fault(f"Hier wird eine ganze Zahl als Schlüssel erwartet: {shown(value)}.")
    return BROKEN


#: As this package writes them: no plus, no leading zeros, of bearable length.
_WHOLE = re.compile(r"0|-?[1-9][0-9]{0,17}")
DAY = Codec(_write_day, _read_day)
#: A whole number as the key of an object, which is always a text.
WHOLE_KEY = Codec(str, _read_whole_key)
PLAIN: dict[Any, Codec] = {
    int: expected(int, "eine ganze Zahl"),
    bool: expected(bool, "wahr oder falsch"),
    str: expected(str, "ein Text"),
    NoneType: expected(NoneType, "nichts (null)"),
    date: Codec(lambda value: value.isoformat(), _iso_date),
}


def enum(kind: type[Enum]) -> Codec:
    """Names for ordered enumerations (their numbers may grow), values otherwise."""
    by_name = issubclass(kind, IntEnum)
    told = {(m.name.lower() if by_name else str(m.value)): m for m in kind}
    names = {member: name for name, member in told.items()}

    def read(value: Json, reader: Reader) -> object:
        if isinstance(value, str) and value in told:
            return told[value]
        reader.fault(
            f"Hier wird eines von {', '.join(told)} erwartet,"
            f" gegeben ist {shown(value)}."
        )
        return BROKEN

    return Codec(lambda member: names[member], read)
