"""Answers that are files: workbooks and pictures, to be kept under a name."""

from typing import Final

from flask import Response

SVG: Final = "image/svg+xml"
BYTES: Final = {"type": "string", "format": "binary"}
ATTACHED: Final = {
    "Content-Disposition": {
        "description": "Name der Datei",
        "schema": {"type": "string"},
    }
}


def attached(content: bytes, name: str, content_type: str) -> Response:
    """The bytes as a file of that name."""
    answer = Response(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
