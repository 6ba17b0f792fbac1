"""Calendar feeds over HTTP: ``/feeds/<secret>.ics``.

What calendar programs do with the answers decided each header here; the tests named
by rule say why. Whatever goes wrong, the secret is in no log and the answer is never
an empty calendar, because programs would delete what they hold.
"""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING
from uuid import UUID

import structlog
from flask import Blueprint, Response, request
from werkzeug.datastructures import Headers
from werkzeug.http import http_date, is_resource_modified

from service.bootstrap import Application
from service.calendars.addresses import shown
from service.calendars.usage import UsageLog
from service.errors import NotFound
from service.use_cases.export_feed import export_event
from service.use_cases.serve_feed import Served, serve_feed

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment  # exists for type checkers only

CALENDAR = "text/calendar; charset=utf-8"
PLAIN = "text/plain; charset=utf-8"
RETRY_SECONDS = 300
ROBOTS = "User-agent: *\nAllow: /feeds/\nDisallow: /\n"
_GONE = "Unter dieser Adresse gibt es keinen Kalender.\n"
_LATER = "Der Kalender ist gerade nicht erreichbar; bitte später noch einmal.\n"
_ALWAYS = {
    "Cache-Control": "private, no-cache",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
log = structlog.get_logger(__name__)

View = Callable[..., Response]


def feeds_blueprint(application: Application) -> Blueprint:
    """The feeds of an installation, to be registered at the root.

    Parameters
    ----------
    application
        Its store answers the requests; dates of use are written beside them.
    """
    blueprint = Blueprint("feeds", __name__)
    usage = UsageLog(application.store)

    @blueprint.get("/feeds/<secret>.ics")
    @_never_leaking
    def feed(secret: str) -> Response:
        served = serve_feed(application.store, secret, _known)
        usage.note(served.first_use)
        return _feed_answer(served)

    @blueprint.get("/feeds/<secret>/events/<uuid:uid>.ics")
    @_never_leaking
    def event(secret: str, uid: UUID) -> Response:
        answer = _answer(export_event(application.store, secret, uid), CALENDAR)
        answer.headers["Content-Disposition"] = 'attachment; filename="termin.ics"'
        return answer

    @blueprint.get("/robots.txt")
    def robots() -> Response:
        return _answer(ROBOTS.encode(), PLAIN)

    return blueprint


def _never_leaking(view: View) -> View:
    """Answer every outcome here, so that no outer handler logs the address."""

    @wraps(view)
    def answered(secret: str, **rest: UUID) -> Response:
        try:
            return view(secret, **rest)
        except NotFound:
            return _answer(_GONE.encode(), PLAIN, 404)
        except Exception as error:  # noqa: BLE001 - the outer handler logs the path
            log.error(  # noqa: TRY400 - a traceback may show locals, the secret too
                "feed_failed",
                feed=shown(secret),
                kind=type(error).__name__,
                where=_where(error),
            )
            answer = _answer(_LATER.encode(), PLAIN, 503)
            answer.headers["Retry-After"] = str(RETRY_SECONDS)
            return answer

    return answered


def _where(error: Exception) -> list[str]:
    """The way to the error as file and line, without any values."""
    frames = extract_tb(error.__traceback__)
    return [f"{Path(frame.filename).name}:{frame.lineno}" for frame in frames]


def _known(etag: str, revised_at: datetime) -> bool:
    """Whether the reader has this version: ETag before date (RFC 9110, 13.2.2)."""
    conditions = {
        name: value
        for name in ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
        if (value := request.environ.get(name)) is not None
    }
    if "HTTP_IF_NONE_MATCH" in conditions:
        conditions.pop("HTTP_IF_MODIFIED_SINCE", None)
    if not conditions:
        return False
    environ = {"REQUEST_METHOD": "GET", **conditions}
    return not is_resource_modified(environ, etag=f'"{etag}"', last_modified=revised_at)


def _feed_answer(served: Served) -> Response:
    """200 with the bytes, or 304 with the same validators."""
    if served.body is None:
        answer: Response = _NotModified(status=304, headers=_ALWAYS)
    else:
        answer = _answer(served.body, CALENDAR)
    answer.headers["ETag"] = f'"{served.etag}"'
    answer.headers["Last-Modified"] = http_date(served.revised_at)
    return answer


class _NotModified(Response):
    """304 with its date: werkzeug would leave Last-Modified out."""

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:
        """The headers as set, and none about a body that is not there."""
        headers = super().get_wsgi_headers(environ)
        headers["Last-Modified"] = self.headers["Last-Modified"]
        return headers


def _answer(body: bytes, content_type: str, status: int = 200) -> Response:
    """An answer with the headers that every one carries."""
    return Response(body, status, headers=_ALWAYS, content_type=content_type)
