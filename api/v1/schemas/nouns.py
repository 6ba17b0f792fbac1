"""Schemas of the plain nouns, made from their description."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from marshmallow import Schema, fields

from api.v1.schemas.base import PageQuery, StrictSchema, envelope
from api.v1.schemas.fields import (
    Choice,
    Day,
    Id,
    Instant,
    Number,
    Scalar,
    Text,
    Whole,
    YesNo,
)
from service.nouns.field import (
    ChoiceKind,
    DayKind,
    Field,
    InstantKind,
    NumberKind,
    ReferenceKind,
    ScalarKind,
    TextKind,
    WholeKind,
    YesNoKind,
)
from service.nouns.noun import Noun, NounView


@dataclass(frozen=True, slots=True)
class NounSchemas:
    """What is sent and told of a noun."""

    told: type[Schema]
    page: type[Schema]
    create: type[Schema]
    change: type[Schema]
    query: type[Schema]


def schemas_of(noun: Noun) -> NounSchemas:
    """All schemas of a noun."""
    name = "".join(part.capitalize() for part in noun.name.split("_"))
    name += noun.part.capitalize()
    told = StrictSchema.from_dict(_told(noun), name=name)
    return NounSchemas(
        told=told,
        page=envelope(name, told),
        create=StrictSchema.from_dict(_create(noun), name=f"{name}Create"),
        change=StrictSchema.from_dict(_change(noun), name=f"{name}Change"),
        query=_query(noun, name),
    )


def flat(view: NounView) -> dict[str, Any]:
    """A view as the told schema reads it."""
    return {"id": view.id, "version": view.version, **view.values}


def _told(noun: Noun) -> dict[str, Any]:
    members: dict[str, Any] = {
        "id": fields.UUID(required=True),
        "version": fields.Integer(required=True),
    }
    for field in noun.fields:
        members[field.name] = made(field, required=field.seen_by is None)
    return members


def _create(noun: Noun) -> dict[str, Any]:
    return {
        field.name: made(field, required=field.required) for field in noun.create_fields
    }


def _change(noun: Noun) -> dict[str, Any]:
    return {field.name: made(field, required=False) for field in noun.alter_fields}


def _query(noun: Noun, name: str) -> type[Schema]:
    """A list is narrowed by what its rows belong to, by code, state and days."""
    members: dict[str, Any] = {
        field.name: made(field, required=False)
        for field in noun.fields
        if isinstance(field.kind, ReferenceKind) or field.name in ("code", "state")
        if field.seen_by is None
    }
    if "day" in noun.columns:
        members["from_day"] = Day()
        members["to_day"] = Day()
    return PageQuery.from_dict(members, name=f"{name}Query")


def made(field: Field, *, required: bool) -> fields.Field[Any]:
    """The schema field of a noun's field."""
    options: Mapping[str, Any] = {"required": required, "allow_none": field.nullable}
    match field.kind:
        case TextKind(longest=longest, shortest=shortest):
            return Text(shortest=shortest, longest=longest, **options)
        case WholeKind(least=least, most=most):
            return Whole(least=least, most=most, **options)
        case NumberKind(least=low, most=high):
            return Number(least=low, most=high, **options)
        case ChoiceKind(words=words_of):
            return Choice(words_of, **options)
        case _:
            return _plain(field, options)


def _plain(field: Field, options: Mapping[str, Any]) -> fields.Field[Any]:
    simple: dict[type, type[fields.Field[Any]]] = {
        YesNoKind: YesNo,
        DayKind: Day,
        InstantKind: Instant,
        ReferenceKind: Id,
        ScalarKind: Scalar,
    }
    return simple[type(field.kind)](**options)
