"""JSON Schema (2020-12) of the outside format, made from what the reader reads by."""

from typing import Any

from solver.exchange.forms import Forms
from solver.exchange.kind import DocumentKind
from solver.exchange.kinds import KINDS
from solver.exchange.profile_shapes import InlineProfile
from solver.json_values import Json

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def problem_schema(kind: DocumentKind[Any, Any] = KINDS[0]) -> dict[str, Json]:
    """Schema of a problem's document."""
    title = "Aufgabe für lueckenlos solve"
    return _schema(kind.shape, kind.format, kind.version, title)


def plan_schema(kind: DocumentKind[Any, Any] = KINDS[0]) -> dict[str, Json]:
    """Schema of a plan's document."""
    title = "Plan von lueckenlos solve"
    return _schema(kind.plan_shape, kind.head.format, kind.head.version, title)


def profile_schema() -> dict[str, Json]:
    """Schema of a rule profile in a file of its own (``--profile``)."""
    forms = Forms()
    root = forms.of(InlineProfile).schema
    return {
        "$schema": DIALECT,
        "title": "Regeln für lueckenlos solve",
        **root,
        "$defs": forms.definitions,
    }


def _schema(kind: type, name: str, version: int, title: str) -> dict[str, Json]:
    forms = Forms()
    forms.of(kind)
    body = forms.definitions.pop(kind.__name__)
    if not isinstance(body, dict) or not isinstance(body["properties"], dict):
        raise TypeError(kind)
    constants: dict[str, Json] = {"format": name, "version": version}
    for field, constant in constants.items():
        said = body["properties"][field]
        text = said["description"] if isinstance(said, dict) else ""
        body["properties"][field] = {"const": constant, "description": text}
    return {
        "$schema": DIALECT,
        "$id": f"urn:lueckenlos:{name}:{version}",
        "title": title,
        **body,
        "$defs": forms.definitions,
    }
