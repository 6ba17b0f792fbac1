"""The WSGI application, made from a running installation."""

import traceback
from uuid import uuid4

import structlog
from flask import Flask, Response, current_app, g, request
from werkzeug.exceptions import InternalServerError, RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from api.auth import CSRF_HEADER, authenticate, cookie_name_under
from api.docs_page import docs
from api.feeds import feeds_blueprint
from api.health import health
from api.html import help_pages, page, page_for
from api.language import asked_language, spoken
from api.problems import from_http, from_service
from api.security_headers import secured
from api.smorest import API_PREFIX, ProblemApi
from api.v1.resources import RESOURCES
from service.bootstrap import Application
from service.errors import ServiceError
from service.i18n import use_locale
from service.jobs.contract import JobBackend
from service.settings import Settings

MIB = 1024 * 1024
MULTIPART_OVERHEAD = 64 * 1024
MOST_FRAMES = 12

_log = structlog.get_logger("api")


def create_app(application: Application, backend: JobBackend | None = None) -> Flask:
    """The application; nothing is opened here that the installation has not opened.

    Parameters
    ----------
    application
        Settings, store and clock.
    backend
        Told of new long work at once; without one a worker finds it by itself.

    Raises
    ------
    InvalidInput
        If the secret key is missing or short.
    """
    application.settings.session_secret()
    app = Flask("api", static_folder=None)
    app.extensions["lueckenlos"] = application
    app.extensions["job-backend"] = backend
    _configure(app, application)
    _wire(app)
    api = ProblemApi(app)
    for resource in RESOURCES:
        api.register_blueprint(resource)
    for plain in (docs, health, help_pages, feeds_blueprint(application)):
        app.register_blueprint(plain)
    proxies = application.settings.trusted_proxies
    if proxies:
        # Flask declares wsgi_app as a method; its documentation asks to replace it
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    return app


def _configure(app: Flask, application: Application) -> None:
    settings = application.settings
    app.config.update(
        API_TITLE="Lückenlos",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
        API_SPEC_OPTIONS={
            "info": {"description": "Vertretung in der Kindertagespflege."},
            "components": {"securitySchemes": _ways_to_sign_in(settings)},
            "security": [{"token": []}, {"session": [], "csrf": []}],
        },
        MAX_CONTENT_LENGTH=settings.max_upload_mib * MIB + MULTIPART_OVERHEAD,
        MAX_FORM_MEMORY_SIZE=MULTIPART_OVERHEAD,
        MAX_FORM_PARTS=20,
        JSON_SORT_KEYS=False,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined] # of the default JSON


def _ways_to_sign_in(settings: Settings) -> dict[str, dict[str, str]]:
    """As the document names them: a program's token, or a browser's session."""
    return {
        "token": {
            "type": "http",
            "scheme": "bearer",
            "description": "Persönliches Zugriffszeichen, für Programme",
        },
        "session": {
            "type": "apiKey",
            "in": "cookie",
            "name": cookie_name_under(settings),
            "description": "Anmeldung im Browser",
        },
        "csrf": {
            "type": "apiKey",
            "in": "header",
            "name": CSRF_HEADER,
            "description": "„csrf_token“ der Anmeldung; beim Lesen nicht nötig",
        },
    }


def _wire(app: Flask) -> None:
    app.before_request(_begin)
    app.before_request(_refuse_too_large)
    app.before_request(authenticate)
    app.after_request(spoken)
    app.after_request(secured)
    app.register_error_handler(ServiceError, _service_error)
    app.register_error_handler(InternalServerError, _internal_error)


def _begin() -> None:
    g.request_id = uuid4()
    use_locale(asked_language())


def _refuse_too_large() -> None:
    """Whoever sends it: too much is refused before anything of it is read."""
    limit = current_app.config["MAX_CONTENT_LENGTH"]
    if (request.content_length or 0) > limit:
        raise RequestEntityTooLarge


def _service_error(error: ServiceError) -> Response:
    answer = from_service(error)
    if request.path.startswith(API_PREFIX):
        return answer
    return page("Das ging nicht", str(error), status=answer.status_code)


def _where(error: BaseException) -> list[str]:
    """Places in the code, innermost last; neither values nor the error's own words.

    Both may hold names of people or secrets of addresses.
    """
    return [
        f"{frame.filename}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-MOST_FRAMES:]
    ]


def _internal_error(error: InternalServerError) -> Response:
    """A fault of the program: logged with where it happened, told without."""
    cause = error.original_exception or error
    _log.error(
        "fault",
        request=str(g.request_id),
        method=request.method,
        endpoint=request.endpoint,
        error=type(cause).__name__,
        where=_where(cause),
    )
    if request.path.startswith(API_PREFIX):
        return from_http(InternalServerError())
    return page_for(InternalServerError())
