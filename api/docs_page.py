"""The interface's document as a page; everything on it comes from here."""

from pathlib import Path

from flask import Blueprint, Response, send_from_directory

docs = Blueprint("docs", __name__)

STATIC = Path(__file__).parent / "static"
VENDORED = "vendor/swagger-ui-dist/5.35.0"
_PAGE = f"""<!DOCTYPE html>
<html lang="de">
<head>
<meta charset="utf-8">
<title>Schnittstelle – Lückenlos</title>
<link rel="stylesheet" href="/static/{VENDORED}/swagger-ui.css">
</head>
<body>
<div id="swagger-ui"></div>
<script src="/static/{VENDORED}/swagger-ui-bundle.js"></script>
<script src="/static/docs.js"></script>
</body>
</html>
"""
CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; connect-src 'self'; base-uri 'none';"
    " form-action 'none'; frame-ancestors 'none'"
)
"""The vendored page sets style attributes; scripts stay those of this host alone."""


@docs.get("/api/v1/docs")
def swagger_page() -> Response:
    """The document, to read and to try."""
    answer = Response(_PAGE, mimetype="text/html")
    answer.headers["Content-Security-Policy"] = CONTENT_SECURITY
    return answer


@docs.get("/static/<path:name>")
def static_file(name: str) -> Response:
    """A file of ours or one vendored."""
    answer = send_from_directory(STATIC, name, max_age=3600)
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer
