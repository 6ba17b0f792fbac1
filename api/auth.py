"""From a request to who acts: session cookie or personal token, and CSRF.

Everything below /api/ needs a sign-in unless it is named in ``PUBLIC``. A browser sends
its cookie along with foreign pages' requests, so a change by cookie must also carry the
token that only our own pages can read.
"""

import hmac
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

import structlog
from flask import Response, current_app, g, request

from api.problem_types import NOT_PERMITTED
from api.problems import problem
from service.access import Action, require
from service.accounts.policy import AccountPolicy, policy_of
from service.accounts.recognise import Recognised, by_session, by_token
from service.bootstrap import Application
from service.db.store import Store
from service.domain.actor import Actor
from service.errors import SignInRequired
from service.i18n import use_locale
from service.jobs.contract import JobBackend
from service.settings import Settings

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
CSRF_HEADER = "X-CSRF-Token"
BEARER = "Bearer "
PUBLIC = frozenset({"sessions.Sessions", "api-docs.openapi_json", "docs.swagger_page"})
"""Endpoints below /api/ for whoever comes; a test fails on a further one."""

View = TypeVar("View", bound=Callable[..., Any])

_log = structlog.get_logger("api")


def application() -> Application:
    """The running installation."""
    running: Application = current_app.extensions["lueckenlos"]
    return running


def tell_backend(job_id: UUID) -> None:
    """Say that long work waits, after it was committed; forgetting it harms nothing."""
    backend: JobBackend | None = current_app.extensions["job-backend"]
    if backend is not None:
        backend.submit(job_id)


def store() -> Store:
    """The installation's store."""
    return application().store


def policy() -> AccountPolicy:
    """How strict the installation is with accounts."""
    return policy_of(application().settings)


def actor() -> Actor:
    """Who acts in this request."""
    return recognised().actor


def recognised() -> Recognised:
    """Who acts, with the account's name.

    Raises
    ------
    SignInRequired
        If nobody signed in.
    """
    who: Recognised | None = g.get("recognised")
    if who is None:
        raise SignInRequired
    return who


def needs(action: Action) -> Callable[[View], View]:
    """Refuse a role that may not do the action, before anything of the input is read.

    The use case decides again; this only keeps the answer to whoever may not ask at
    all from depending on what was sent.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> object:
            require(actor(), action)
            return view(*args, **kwargs)

        return wrapper  # type: ignore[return-value] # same signature as the view

    return decorate


def session_secret() -> str | None:
    """The secret in the session cookie, if there is one."""
    return request.cookies.get(cookie_name())


def cookie_name() -> str:
    """``__Host-`` binds the cookie to this host alone; plain http cannot have it."""
    return cookie_name_under(application().settings)


def cookie_name_under(settings: Settings) -> str:
    """The same, before any request has come."""
    secure = settings.base_url.startswith("https://")
    return "__Host-lueckenlos" if secure else "lueckenlos"


def set_session_cookie(answer: Response, secret: str, max_age_seconds: int) -> None:
    """Hand out the session; no script can read it."""
    answer.set_cookie(
        cookie_name(),
        secret,
        max_age=max_age_seconds,
        path="/",
        secure=cookie_name().startswith("__Host-"),
        httponly=True,
        samesite="Lax",
    )


def clear_session_cookie(answer: Response) -> None:
    """Take the session back from the browser."""
    answer.delete_cookie(
        cookie_name(),
        path="/",
        secure=cookie_name().startswith("__Host-"),
        httponly=True,
        samesite="Lax",
    )


def csrf_token(secret: str) -> str:
    """What a change by cookie must carry; follows from the session, stored nowhere."""
    key = application().settings.session_secret().encode()
    return hmac.new(key, b"csrf:" + secret.encode(), sha256).hexdigest()


def authenticate() -> Response | None:
    """Recognise who sends this request; answers itself where it must go no further."""
    if request.endpoint is None or not request.path.startswith("/api/"):
        return None
    if _from_elsewhere():
        return _refused("Diese Anfrage kam von einer fremden Seite.")
    if request.endpoint in PUBLIC:
        return None
    header = request.headers.get("Authorization", "")
    secret = session_secret()
    if header.startswith(BEARER):
        g.recognised = by_token(store(), header.removeprefix(BEARER).strip())
    elif secret:
        g.recognised = by_session(store(), policy(), secret)
        if request.method not in SAFE_METHODS and not _carries_token(secret):
            return _refused(
                "Der Anfrage fehlt das Zeichen gegen fremde Seiten"
                f" (Kopf „{CSRF_HEADER}“). Bitte laden Sie die Seite neu."
            )
    else:
        raise SignInRequired
    use_locale(g.recognised.actor.locale)
    return None


def _from_elsewhere() -> bool:
    """A change whose browser says that another site asked for it."""
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return request.method not in SAFE_METHODS and site not in ("same-origin", "none")


def _carries_token(secret: str) -> bool:
    sent = request.headers.get(CSRF_HEADER, "")
    return hmac.compare_digest(sent.encode(), csrf_token(secret).encode())


def _refused(detail: str) -> Response:
    _log.info(
        "denied", request=str(g.request_id), endpoint=request.endpoint, type="csrf"
    )
    return problem(NOT_PERMITTED, detail)
