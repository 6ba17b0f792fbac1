"""The schema all others are made from, pages and problems."""

from typing import Any

from marshmallow import RAISE, Schema, fields

from api.v1.schemas import words
from api.v1.schemas.fields import QueryWhole
from service.domain.page import MAX_PAGE_SIZE


def _said() -> dict[str, str]:
    return {
        "unknown": words.UNKNOWN,
        "type": words.NOT_OBJECT,
        "invalid": words.NOT_OBJECT,
    }


class StrictSchema(Schema):
    """Unknown fields are refused; what is told is named."""

    class Meta:
        """Marshmallow's settings."""

        unknown = RAISE

    error_messages = _said()


class FaultSchema(Schema):
    """One fault of an input."""

    pointer = fields.String(metadata={"description": "JSON-Zeiger auf die Stelle"})
    detail = fields.String(metadata={"description": "Was dort erwartet wird"})
    code = fields.String(metadata={"description": "Fester Name des Fehlers"})


class ProblemSchema(Schema):
    """A problem document (RFC 9457)."""

    type = fields.String(
        required=True, metadata={"description": "Adresse der deutschen Hilfeseite"}
    )
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(
        required=True, metadata={"description": "Kennung der Anfrage"}
    )
    errors = fields.List(fields.Nested(FaultSchema))
    faults = fields.List(fields.Dict())
    findings = fields.List(fields.Dict())
    difference = fields.List(fields.String())


class PageQuery(StrictSchema):
    """Which page of a list."""

    page = QueryWhole(
        least=1, most=100_000, load_default=1, metadata={"description": "zählt ab 1"}
    )
    page_size = QueryWhole(least=1, most=MAX_PAGE_SIZE, load_default=50)


def envelope(name: str, item: Schema | type[Schema]) -> type[Schema]:
    """A page of items with its number, its size and how many there are in all."""
    members: dict[str, Any] = {
        "items": fields.List(fields.Nested(item), required=True),
        "page": fields.Integer(required=True),
        "page_size": fields.Integer(required=True, attribute="size"),
        "total": fields.Integer(required=True),
    }
    return StrictSchema.from_dict(members, name=f"{name}Page")
