"""Reader and JSON Schema of an annotation, made together so that they agree.

A shape is a frozen dataclass whose fields carry a German description and limits
(``said``). A field left out, or ``null`` where it may be missing, takes its default.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, field, fields, is_dataclass
from enum import Enum, IntEnum
from functools import partial
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from solver.documents import Doubled
from solver.errors import SolverError
from solver.exchange.values import PLAIN, Form, YearMonth
from solver.json_values import BROKEN, Json, Read, Reader, enum, shown
from solver.slots import Day


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
        if annotation in PLAIN:
            return PLAIN[annotation]
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

        schemas: list[Json] = [form.schema for form in forms]
        nothing = NoneType in members
        stand_in = (lambda: None) if nothing else forms[0].stand_in
        return Form(read, {"anyOf": schemas}, stand_in)

    def _of_shape(self, kind: type) -> Form:
        name = kind.__name__
        if name not in self.definitions:
            self.definitions[name] = None
            columns = {
                f.name: (f, self._of_field(f, get_type_hints(kind)[f.name]))
                for f in fields(kind)
            }
            self.definitions[name] = _object_schema(kind, columns)
            read = _shape_reader(kind, columns)
            self._made[kind] = Form(
                read, _reference(name), partial(_stood, columns, kind, {})
            )
        return self._made[kind]

    def _of_field(self, column: Field[Any], annotation: object) -> Form:
        form = self.of(annotation)
        most = column.metadata.get("most")
        if most is None:
            return form
        schema = {**form.schema, "maxItems": most}
        return Form(_bounded(form.read, most), schema, form.stand_in)


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
        _say_doubled(value, reader)
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
        return _stood(columns, kind, found)

    return read


def _stood(
    columns: Mapping[str, tuple[Field[Any], Form]],
    kind: type,
    found: Mapping[str, object],
) -> object:
    """A shape; a value that is missing or broken is its default, or has a stand-in."""
    read = {name: value for name, value in found.items() if value is not BROKEN}
    for name, (column, form) in columns.items():
        required = column.default is MISSING and column.default_factory is MISSING
        if required and name not in read:
            read[name] = form.stand_in()
    return kind(**read)


def _unknown(_: Json, reader: Reader) -> object:
    reader.fault("Dieses Feld gibt es hier nicht; bitte entfernen.")
    return BROKEN


def _say_doubled(value: dict[str, Json], reader: Reader) -> None:
    """Say each field that stands more than once, at its place."""
    for name in value.doubled if isinstance(value, Doubled) else ():
        reader.at(name, _twice, None)


def _twice(_: Json, reader: Reader) -> object:
    reader.fault("Dieses Feld steht mehr als einmal im selben Objekt.")
    return BROKEN


def _of_list(inner: Form) -> Form:
    def read(value: Json, reader: Reader) -> object:
        if not isinstance(value, list):
            reader.fault(f"Hier wird eine Liste erwartet, gegeben ist {shown(value)}.")
            return BROKEN
        items = (reader.at(i, inner.read, v) for i, v in enumerate(value))
        return tuple(inner.stand_in() if i is BROKEN else i for i in items)

    return Form(read, {"type": "array", "items": inner.schema}, tuple)


def _of_table(inner: Form) -> Form:
    def read(value: Json, reader: Reader) -> object:
        if not isinstance(value, dict):
            reader.fault(f"Hier wird ein Objekt erwartet, gegeben ist {shown(value)}.")
            return BROKEN
        _say_doubled(value, reader)
        items = {name: reader.at(name, inner.read, v) for name, v in value.items()}
        return {name: v for name, v in items.items() if v is not BROKEN}

    return Form(read, {"type": "object", "additionalProperties": inner.schema}, dict)


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
    return Form(enum(kind).read, {"enum": names}, lambda: next(iter(kind)))


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
