"""Header fields on every answer, errors included."""

from flask import Response, g, request

from api.auth import application

CONTENT_SECURITY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
    " font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none';"
    " frame-ancestors 'none'"
)
ONE_YEAR_SECONDS = 365 * 24 * 3600


def secured(answer: Response) -> Response:
    """The answer with what keeps a browser from doing more than it should."""
    headers = answer.headers
    headers.setdefault("Content-Security-Policy", CONTENT_SECURITY)
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    headers["X-Request-Id"] = g.get("request_id", "")
    if application().settings.base_url.startswith("https://"):
        headers["Strict-Transport-Security"] = f"max-age={ONE_YEAR_SECONDS}"
    if request.path.startswith("/api/"):
        headers.setdefault("Cache-Control", "no-store")
        headers.add("Vary", "Authorization, Cookie")
    return answer
