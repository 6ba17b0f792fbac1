"""Whether the process lives and whether it can work."""

from http import HTTPStatus

from flask import Blueprint, Response

from api.auth import store
from service.errors import ServiceError
from service.use_cases.check_readiness import check_readiness

health = Blueprint("health", __name__)


@health.get("/healthz")
def alive() -> Response:
    """The process answers."""
    return Response("ok\n", mimetype="text/plain")


@health.get("/readyz")
def ready() -> Response:
    """The database answers and its schema is this program's."""
    try:
        check_readiness(store())
    except ServiceError as error:
        return Response(
            f"{error}\n", HTTPStatus.SERVICE_UNAVAILABLE, mimetype="text/plain"
        )
    return Response("ok\n", mimetype="text/plain")
