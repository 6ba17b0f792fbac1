"""Frozen dataclasses to plain JSON values and back, told by their annotations alone.

Deterministic both ways: fields by name, sets sorted, days as ISO dates, mappings with
a compound key as rows ``[key…, value]``; what equals a field's default is left out.
Reading collects all faults at once, each with the JSON pointer of its place.
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from solver.errors import SolverError
from solver.json_values import (
    BROKEN,
    DAY,
    PLAIN,
    WHOLE_KEY,
    Codec,
    Json,
    Reader,
    enum,
    shown,
)
from solver.slots import Day

_MADE: dict[Any, Codec] = {}


def codec_of(annotation: object) -> Codec:
    """Codec of an annotation built from the kinds this package uses."""
    made = _MADE.get(annotation)
    if made is None:
        made = _MADE[annotation] = _made(annotation)
    return made


def _made(annotation: object) -> Codec:
    if annotation is Day:
        return DAY
    supertype = getattr(annotation, "__supertype__", None)
    if supertype is not None:
        return codec_of(supertype)
    if annotation in PLAIN:
        return PLAIN[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return enum(annotation)
    if isinstance(annotation, type) and is_dataclass(annotation):
        return _dataclass(annotation)
    return _composed(annotation)


def _composed(annotation: object) -> Codec:
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is tuple and len(inner) > 1 and inner[1] is Ellipsis:
        return _sequence(inner[0])
    if origin is tuple:
        return _row(inner)
    if origin is frozenset:
        return _set(inner[0])
    if origin is Mapping:
        return _rows(*inner) if get_origin(inner[0]) is tuple else _mapping(*inner)
    if origin in (Union, UnionType):
        return _union(inner)
    raise SolverError(f"Für {annotation!r} ist keine JSON-Form vereinbart.")


def _sequence(item: object) -> Codec:
    inner = codec_of(item)

    def read(value: Json, reader: Reader) -> object:
        if not isinstance(value, list):
            reader.fault(f"Hier wird eine Liste erwartet, gegeben ist {shown(value)}.")
            return BROKEN
        return tuple(reader.at(i, inner.read, v) for i, v in enumerate(value))

    write = inner.write
    return Codec(lambda items: [write(value) for value in items], read)


def _set(item: object) -> Codec:
    inner, listed = codec_of(item), _sequence(item)

    def read(value: Json, reader: Reader) -> object:
        found = listed.read(value, reader)
        return found if found is BROKEN else frozenset(found)

    def write(items: frozenset[Any]) -> Json:
        return [inner.write(value) for value in sorted(items)]

    return Codec(write, read)


def _mapping(key: object, item: object) -> Codec:
    """Objects; keys are texts already or become texts (days, whole numbers)."""
    keys, items = _key(key), codec_of(item)

    def read(value: Json, reader: Reader) -> object:
        if not isinstance(value, dict):
            reader.fault(f"Hier wird ein Objekt erwartet, gegeben ist {shown(value)}.")
            return BROKEN
        return {
            reader.at(name, keys.read, name): reader.at(name, items.read, inner)
            for name, inner in value.items()
        }

    def write(mapping: Mapping[Any, Any]) -> Json:
        return {
            str(keys.write(name)): items.write(mapping[name])
            for name in sorted(mapping)
        }

    return Codec(write, read)


def _key(annotation: object) -> Codec:
    """A key of an object, which JSON writes as text."""
    plain = getattr(annotation, "__supertype__", annotation)
    return WHOLE_KEY if annotation is not Day and plain is int else codec_of(annotation)


def _row(items: tuple[Any, ...]) -> Codec:
    """Lists of so many values, each of its own kind."""
    columns = [codec_of(item) for item in items]

    def read(value: Json, reader: Reader) -> object:
        if not isinstance(value, list) or len(value) != len(columns):
            reader.fault(f"Hier wird eine Liste von {len(columns)} Werten erwartet.")
            return BROKEN
        return tuple(
            reader.at(i, column.read, cell)
            for i, (column, cell) in enumerate(zip(columns, value, strict=True))
        )

    def write(row: tuple[object, ...]) -> Json:
        return [column.write(cell) for column, cell in zip(columns, row, strict=True)]

    return Codec(write, read)


def _rows(key: object, item: object) -> Codec:
    """Mappings with a compound key: one row ``[key…, value]`` each, sorted."""
    row = _row((*get_args(key), item))

    def read(value: Json, reader: Reader) -> object:
        if not isinstance(value, list):
            reader.fault(f"Hier wird eine Liste erwartet, gegeben ist {shown(value)}.")
            return BROKEN
        found = [reader.at(i, row.read, cells) for i, cells in enumerate(value)]
        return {cells[:-1]: cells[-1] for cells in found if cells is not BROKEN}

    def write(mapping: Mapping[Any, Any]) -> Json:
        return [row.write((*name, mapping[name])) for name in sorted(mapping)]

    return Codec(write, read)


def _union(members: tuple[Any, ...]) -> Codec:
    """One of several kinds that JSON keeps apart, dataclasses by a ``type`` field."""
    tagged = {m.__name__: m for m in members if isinstance(m, type) and is_dataclass(m)}
    if len(tagged) > 1:
        return _tagged(tagged, optional=NoneType in members)
    kinds = [(_json_type(m), codec_of(m)) for m in members]
    python = [(get_origin(m) or m, codec_of(m)) for m in members]

    def read(value: Json, reader: Reader) -> object:
        for kind, inner in kinds:
            if type(value) is kind:
                return inner.read(value, reader)
        return kinds[0][1].read(value, reader)

    def write(value: object) -> Json:
        for kind, inner in python:
            base = getattr(kind, "__supertype__", kind)
            if type(value) is base or (
                not isinstance(value, bool) and isinstance(value, base)
            ):
                return inner.write(value)
        raise SolverError(f"{value!r} passt zu keinem von {members}.")

    return Codec(write, read)


def _json_type(annotation: object) -> type:
    """What JSON shows for an annotation; decides which member of a union is meant."""
    base = getattr(annotation, "__supertype__", annotation)
    if annotation is Day or base is date:
        return str
    if base in (int, bool, str, NoneType):
        kind: type = base
        return kind
    if isinstance(base, type) and issubclass(base, Enum):
        return str
    return list if get_origin(base) in (tuple, frozenset) else dict


def _tagged(members: Mapping[str, Any], *, optional: bool) -> Codec:
    def write(value: object) -> Json:
        if value is None:
            return None
        kind = type(value)
        body = codec_of(kind).write(value)
        assert isinstance(body, dict)  # noqa: S101 (dataclasses write objects)
        return {"type": kind.__name__, **body}

    def read(value: Json, reader: Reader) -> object:
        if value is None and optional:
            return None
        if not isinstance(value, dict) or value.get("type") not in members:
            reader.fault(
                "Hier wird ein Objekt erwartet, dessen „type“ eines von"
                f" {', '.join(members)} ist."
            )
            return BROKEN
        body = {name: inner for name, inner in value.items() if name != "type"}
        return codec_of(members[str(value["type"])]).read(body, reader)

    return Codec(write, read)


def _dataclass(kind: type) -> Codec:
    hints = get_type_hints(kind)
    known: dict[str, tuple[Field[Any], Codec]] = {}

    def columns() -> dict[str, tuple[Field[Any], Codec]]:
        # Filled on first use: a dataclass may hold itself.
        if not known:
            known.update({f.name: (f, codec_of(hints[f.name])) for f in fields(kind)})
        return known

    def write(value: object) -> Json:
        return {
            name: inner.write(getattr(value, name))
            for name, (field, inner) in columns().items()
            if not _is_default(field, getattr(value, name))
        }

    def read(value: Json, reader: Reader) -> object:
        if not isinstance(value, dict):
            reader.fault(f"Hier wird ein Objekt erwartet, gegeben ist {shown(value)}.")
            return BROKEN
        return _built(kind, columns(), value, reader)

    return Codec(write, read)


def _is_default(field: Field[Any], value: object) -> bool:
    """Whether a value may be left out: reading puts the same one there."""
    if field.default is not MISSING:
        return bool(type(value) is type(field.default) and value == field.default)
    return bool(
        field.default_factory is not MISSING and value == field.default_factory()
    )


def _built(
    kind: type,
    columns: Mapping[str, tuple[Field[Any], Codec]],
    value: dict[str, Json],
    reader: Reader,
) -> object:
    before = len(reader.faults)
    for name in value:
        if name not in columns:
            reader.at(name, _unknown, None)
    found = {}
    for name, (field, inner) in columns.items():
        if name in value:
            found[name] = reader.at(name, inner.read, value[name])
        elif field.default is MISSING and field.default_factory is MISSING:
            reader.fault(f"Das Feld „{name}“ fehlt.")
    if len(reader.faults) > before:
        return BROKEN
    try:
        return kind(**found)
    except SolverError as fault:
        reader.fault(str(fault))
        return BROKEN


def _unknown(_: Json, reader: Reader) -> object:
    reader.fault("Dieses Feld gibt es hier nicht; bitte entfernen.")
    return BROKEN
