"""Reader and JSON Schema of an annotation, made together so that they agree.

A shape is a frozen dataclass whose fields carry a German description and limits
(``said``). A field left out, or ``null`` where it may be missing, takes its default.
"""

import re
from collections.abc import Mapping
from dataclasses import MISSING, Field, dataclass, field, fields, is_dataclass
from datetime import date
from enum import Enum, IntEnum
from types import NoneType, UnionType
from typing import Any, NewType, Union, get_args, get_origin, get_type_hints

from solver.errors import SolverError
from solver.json_values import BROKEN, DAY, Json, Read, Reader, enum, expected, shown
from solver.slots import MINUTES_PER_DAY, Day

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

LONGEST_ID = 200
LONGEST_TEXT = 10_000
#: Beyond this sums of minutes and costs would leave what the engine counts exactly.
LARGEST_COUNT = 1_000_000
#: Budgets stand alone: they are compared with sums, and part of none.
LARGEST_MONEY = 1_000_000_000
_CLOCK = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])|24:00")
_ISO_MONTH = re.compile(r"((?:19|20|21)[0-9]{2})-(0[1-9]|1[0-2])")
_MONTHS_PER_YEAR = 12
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Form:
    """How an annotation is read, and its JSON Schema."""

    read: Read
    schema: dict[str, Json]


def said(text: str, default: Any = MISSING, **rules: int) -> Any:  # noqa: ANN401 - as dataclasses.field
    """A field with its German description; ``most`` bounds a list's length."""
    metadata = {"text": text, **rules}
    if default is MISSING:
        return field(metadata=metadata)
    if isinstance(default, dict):
        return field(default_factory=dict, metadata=metadata)
    return field(default=default, metadata=metadata)


class Forms:
    """Forms by annotation; shapes are collected as definitions of the schema."""

    def __init__(self) -> None:
        self.definitions: dict[str, Json] = {}
        self._made: dict[Any, Form] = {}

    def of(self, annotation: object) -> Form:
        """Form of an annotation.

        Raises
        ------
        SolverError
            If no form is agreed for it: a fault of this program.
        """
        made = self._made.get(annotation)
        if made is None:
            made = self._made[annotation] = self._new(annotation)
        return made

    def _new(self, annotation: object) -> Form:
        if annotation in _PLAIN:
            return _PLAIN[annotation]
        if isinstance(annotation, type) and issubclass(annotation, Enum):
            return _of_enum(annotation)
        if isinstance(annotation, type) and is_dataclass(annotation):
            return self._of_shape(annotation)
        origin, inner = get_origin(annotation), get_args(annotation)
        if origin is tuple:
            return _of_list(self.of(inner[0]))
        if origin is Mapping:
            return _of_table(self.of(inner[1]))
        if origin in (Union, UnionType):
            return self._of_union(inner)
        raise SolverError(f"Für {annotation!r} ist keine Form vereinbart.")

    def _of_union(self, members: tuple[Any, ...]) -> Form:
        """Members that JSON keeps apart: text, number, list, object, nothing."""
        forms = [self.of(member) for member in members]
        kinds = [_json_kind(member) for member in members]

        def read(value: Json, reader: Reader) -> object:
            for kind, form in zip(kinds, forms, strict=True):
                if type(value) is kind:
                    return form.read(value, reader)
            return forms[0].read(value, reader)

        return Form(read, {"anyOf": [form.schema for form in forms]})

    def _of_shape(self, kind: type) -> Form:
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = None
            columns = {
                f.name: (f, self._of_field(f, get_type_hints(kind)[f.name]))
                for f in fields(kind)
            }
            self.definitions[name] = _object_schema(kind, columns)
            self._made[kind] = Form(_shape_reader(kind, columns), _reference(name))
        return self._made[kind]

    def _of_field(self, column: Field[Any], annotation: object) -> Form:
        form = self.of(annotation)
        most = column.metadata.get("most")
        if most is None:
            return form
        return Form(_bounded(form.read, most), {**form.schema, "maxItems": most})


def _reference(name: str) -> dict[str, Json]:
    return {"$ref": f"#/$defs/{name}"}


def _object_schema(
    kind: type, columns: Mapping[str, tuple[Field[Any], Form]]
) -> dict[str, Json]:
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {
            outside(name): {**form.schema, "description": column.metadata["text"]}
            for name, (column, form) in columns.items()
        },
        "required": [
            outside(name)
            for name, (column, _) in columns.items()
            if column.default is MISSING and column.default_factory is MISSING
        ],
        "additionalProperties": False,
    }


def outside(name: str) -> str:
    """A field's name in a document: words of Python wear an underscore here."""
    return name.rstrip("_")


def _shape_reader(kind: type, columns: Mapping[str, tuple[Field[Any], Form]]) -> Read:
    by_name = {outside(name): (name, form.read) for name, (_, form) in columns.items()}
    needed = [
        outside(name)
        for name, (column, _) in columns.items()
        if column.default is MISSING and column.default_factory is MISSING
    ]

    def read(value: Json, reader: Reader) -> object:
        if not isinstance(value, dict):
            reader.fault(f"Hier wird ein Objekt erwartet, gegeben ist {shown(value)}.")
            return BROKEN
        before = len(reader.faults)
        found = {}
        for told, inner in value.items():
            if told not in by_name:
                reader.at(told, _unknown, None)
                continue
            name, inner_read = by_name[told]
            found[name] = reader.at(told, inner_read, inner)
        for told in needed:
            if told not in value:
                reader.fault(f"Das Feld „{told}“ fehlt.")
        return BROKEN if len(reader.faults) > before else kind(**found)

    return read


def _unknown(_: Json, reader: Reader) -> object:
    reader.fault("Dieses Feld gibt es hier nicht; bitte entfernen.")
    return BROKEN


def _of_list(inner: Form) -> Form:
    def read(value: Json, reader: Reader) -> object:
        if not isinstance(value, list):
            reader.fault(f"Hier wird eine Liste erwartet, gegeben ist {shown(value)}.")
            return BROKEN
        return tuple(reader.at(i, inner.read, v) for i, v in enumerate(value))

    return Form(read, {"type": "array", "items": inner.schema})


def _of_table(inner: Form) -> Form:
    def read(value: Json, reader: Reader) -> object:
        if not isinstance(value, dict):
            reader.fault(f"Hier wird ein Objekt erwartet, gegeben ist {shown(value)}.")
            return BROKEN
        return {name: reader.at(name, inner.read, v) for name, v in value.items()}

    return Form(read, {"type": "object", "additionalProperties": inner.schema})


def _bounded(inner: Read, most: int) -> Read:
    def read(value: Json, reader: Reader) -> object:
        if isinstance(value, list) and len(value) > most:
            reader.fault(
                f"Die Liste hat {len(value)} Einträge; gelesen werden höchstens {most}."
            )
            return BROKEN
        return inner(value, reader)

    return read


def _of_enum(kind: type[Enum]) -> Form:
    ordered = issubclass(kind, IntEnum)
    names: list[Json] = [m.name.lower() if ordered else str(m.value) for m in kind]
    return Form(enum(kind).read, {"enum": names})


def _json_kind(annotation: object) -> type:
    base = getattr(annotation, "__supertype__", annotation)
    if annotation in (Day, YearMonth):
        return str
    if isinstance(base, type) and issubclass(base, Enum):
        return str
    if base in (int, bool, str, NoneType):
        kind: type = base
        return kind
    return list if get_origin(base) is tuple else dict


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


def _count(value: Json, reader: Reader) -> object:
    if type(value) is int and 0 <= value <= LARGEST_COUNT:
        return value
    reader.fault(
        f"Hier wird eine ganze Zahl von 0 bis {LARGEST_COUNT} erwartet, gegeben ist"
        f" {shown(value)}."
    )
    return BROKEN


def _cents(value: Json, reader: Reader) -> object:
    if type(value) is int and 0 <= value <= LARGEST_MONEY:
        return value
    reader.fault(
        f"Hier werden ganze Cent von 0 bis {LARGEST_MONEY} erwartet, gegeben ist"
        f" {shown(value)}."
    )
    return BROKEN


def _whole(value: Json, reader: Reader) -> object:
    if type(value) is int and abs(value) <= LARGEST_COUNT:
        return value
    reader.fault(
        f"Hier wird eine ganze Zahl zwischen -{LARGEST_COUNT} und {LARGEST_COUNT}"
        f" erwartet, gegeben ist {shown(value)}."
    )
    return BROKEN


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


_PLAIN: dict[Any, Form] = {
    Id: Form(_id, {"type": "string", "minLength": 1, "maxLength": LONGEST_ID}),
    str: Form(_text, {"type": "string", "maxLength": LONGEST_TEXT}),
    Clock: Form(
        _clock,
        {
            "anyOf": [
                {"type": "string", "pattern": f"^({_CLOCK.pattern})$"},
                {"type": "integer", "minimum": 0, "maximum": MINUTES_PER_DAY},
            ]
        },
    ),
    Count: Form(_count, {"type": "integer", "minimum": 0, "maximum": LARGEST_COUNT}),
    Cents: Form(_cents, {"type": "integer", "minimum": 0, "maximum": LARGEST_MONEY}),
    int: Form(
        _whole,
        {"type": "integer", "minimum": -LARGEST_COUNT, "maximum": LARGEST_COUNT},
    ),
    bool: Form(expected(bool, "wahr oder falsch").read, {"type": "boolean"}),
    NoneType: Form(lambda _value, _reader: None, {"type": "null"}),
    YearMonth: Form(_month, {"type": "string", "pattern": f"^({_ISO_MONTH.pattern})$"}),
    Day: Form(
        _day,
        {
            "type": "string",
            "format": "date",
            "examples": [date(2026, 11, 23).isoformat()],
        },
    ),
}
