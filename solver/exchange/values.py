"""Single values of a document: how each is read, and its JSON Schema."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from types import NoneType
from typing import Any, NewType

from solver.json_values import BROKEN, DAY, Json, Read, Reader, expected, shown
from solver.slots import MINUTES_PER_DAY, Day
from solver.weights import MOST_WEIGHT, Weights

#: A code somebody gave a person, a place, a child or a need.
Id = NewType("Id", str)
#: A time of day: ``"07:30"`` or minutes since midnight.
Clock = NewType("Clock", int)
#: A month, written ``"2027-01"``; counted as the solver counts them.
YearMonth = NewType("YearMonth", int)
#: Money, from 0 on.
Cents = NewType("Cents", int)
#: A whole number from 0 on.
Count = NewType("Count", int)
#: A number of a plan: sums are as large as what they add up, and nothing counts them.
Amount = NewType("Amount", int)

#: Stands in for a name that cannot be read; no name holds such a character.
UNREADABLE = Id("\x00")
LONGEST_ID = 200
LONGEST_TEXT = 10_000
#: Beyond this sums of minutes and costs would leave what the engine counts exactly.
LARGEST_COUNT = 1_000_000
#: Budgets stand alone: they are compared with sums, and part of none.
LARGEST_MONEY = 1_000_000_000
LARGEST_AMOUNT = 10**18
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|24:00")
_ISO_MONTH = re.compile(r"((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])")
_MONTHS_PER_YEAR = 12
#: Stands in for a day or a month that cannot be read.
_SOME_DAY = date(2000, 1, 1)
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Form:
    """How an annotation is read, its JSON Schema, and what stands in for a broken one.

    With that the rest of a document is looked at in spite of it; nobody plans it.
    """

    read: Read
    schema: dict[str, Json]
    stand_in: Callable[[], object] = lambda: None


def _id(value: Json, reader: Reader) -> object:
    if isinstance(value, str) and 0 < len(value) <= LONGEST_ID and value.isprintable():
        return value
    reader.fault(
        f"Hier wird eine Kennung erwartet (Text von 1 bis {LONGEST_ID} druckbaren"
        f" Zeichen), gegeben ist {shown(value)}."
    )
    return BROKEN


def _text(value: Json, reader: Reader) -> object:
    if isinstance(value, str) and len(value) <= LONGEST_TEXT:
        return value
    reader.fault(
        f"Hier wird ein Text von höchstens {LONGEST_TEXT} Zeichen erwartet,"
        f" gegeben ist {shown(value)}."
    )
    return BROKEN


def _clock(value: Json, reader: Reader) -> object:
    if isinstance(value, str) and (found := _CLOCK.fullmatch(value)):
        minute = int(found[1] or 24) * 60 + int(found[2] or 0)
    else:
        minute = value if type(value) is int else -1
    if 0 <= minute <= MINUTES_PER_DAY:
        return minute
    reader.fault(
        "Hier wird eine Uhrzeit wie „07:30“ oder eine Minute des Tages von 0 bis"
        f" {MINUTES_PER_DAY} erwartet, gegeben ist {shown(value)}."
    )
    return BROKEN


def _whole(least: int, most: int, told: Callable[[str], str]) -> Form:
    """Whole numbers between two, both included; ``told`` says what is none of them."""

    def read(value: Json, reader: Reader) -> object:
        if type(value) is int and least <= value <= most:
            return value
        reader.fault(told(shown(value)))
        return BROKEN

    schema: dict[str, Json] = {"type": "integer", "minimum": least, "maximum": most}
    return Form(read, schema, lambda: max(least, 0))


_COUNT = _whole(
    0,
    LARGEST_COUNT,
    lambda said: (
        f"Hier wird eine ganze Zahl von 0 bis {LARGEST_COUNT} erwartet,"
        f" gegeben ist {said}."
    ),
)
_CENTS = _whole(
    0,
    LARGEST_MONEY,
    lambda said: (
        f"Hier werden ganze Cent von 0 bis {LARGEST_MONEY} erwartet,"
        f" gegeben ist {said}."
    ),
)
_WEIGHT = _whole(
    1,
    MOST_WEIGHT,
    lambda said: (
        f"Hier wird ein Gewicht erwartet (eine ganze Zahl von 1 bis {MOST_WEIGHT}),"
        f" gegeben ist {said}."
    ),
)
_NUMBER = _whole(
    -LARGEST_COUNT,
    LARGEST_COUNT,
    lambda said: (
        f"Hier wird eine ganze Zahl zwischen -{LARGEST_COUNT} und {LARGEST_COUNT}"
        f" erwartet, gegeben ist {said}."
    ),
)
_AMOUNT = _whole(
    -LARGEST_AMOUNT,
    LARGEST_AMOUNT,
    lambda said: f"Hier wird eine ganze Zahl erwartet, gegeben ist {said}.",
)


def _weights(value: Json, reader: Reader) -> object:
    if not isinstance(value, dict) or not value:
        reader.fault(
            "Hier wird ein Objekt aus Wünschen und Gewichten erwartet, gegeben ist"
            f" {'ein leeres' if value == {} else shown(value)}."
        )
        return BROKEN
    for wish in value:
        reader.at(wish, _id, wish)
    read = {wish: reader.at(wish, _WEIGHT.read, w) for wish, w in value.items()}
    return {wish: 1 if weight is BROKEN else weight for wish, weight in read.items()}


def _month(value: Json, reader: Reader) -> object:
    if isinstance(value, str) and (found := _ISO_MONTH.fullmatch(value)):
        return int(found[1]) * _MONTHS_PER_YEAR + int(found[2]) - 1
    reader.fault(f"Hier wird ein Monat wie 2027-01 erwartet: {shown(value)}.")
    return BROKEN


def _day(value: Json, reader: Reader) -> object:
    # The standard library also takes 20261123 and 2026-W48-1; the schema does not.
    if isinstance(value, str) and not _ISO_DAY.fullmatch(value):
        reader.fault(f"Hier wird ein Datum wie 2026-11-23 erwartet: {shown(value)}.")
        return BROKEN
    return DAY.read(value, reader)


PLAIN: dict[Any, Form] = {
    Id: Form(
        _id,
        {"type": "string", "minLength": 1, "maxLength": LONGEST_ID},
        lambda: UNREADABLE,
    ),
    str: Form(_text, {"type": "string", "maxLength": LONGEST_TEXT}, str),
    Clock: Form(
        _clock,
        {
            "anyOf": [
                {"type": "string", "pattern": f"^({_CLOCK.pattern})$"},
                {"type": "integer", "minimum": 0, "maximum": MINUTES_PER_DAY},
            ]
        },
        int,
    ),
    Count: _COUNT,
    Cents: _CENTS,
    int: _NUMBER,
    Amount: _AMOUNT,
    bool: Form(expected(bool, "wahr oder falsch").read, {"type": "boolean"}, bool),
    Weights: Form(
        _weights,
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"minLength": 1, "maxLength": LONGEST_ID},
            "additionalProperties": _WEIGHT.schema,
        },
        dict,
    ),
    NoneType: Form(lambda _value, _reader: None, {"type": "null"}),
    YearMonth: Form(
        _month,
        {"type": "string", "pattern": f"^({_ISO_MONTH.pattern})$"},
        lambda: _SOME_DAY.year * _MONTHS_PER_YEAR,
    ),
    Day: Form(
        _day,
        {
            "type": "string",
            "format": "date",
            "examples": [date(2026, 11, 23).isoformat()],
        },
        _SOME_DAY.toordinal,
    ),
}
