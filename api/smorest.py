"""flask-smorest as this product needs it: problems below /api/, strict input."""

from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from flask import Response, request
from flask_smorest import Api, Blueprint
from flask_smorest.utils import prepare_response
from werkzeug.exceptions import HTTPException, PreconditionRequired

from api.html import page_for
from api.problems import PROBLEM_JSON, from_http
from api.strict_json import StrictParser
from api.v1.schemas.base import ProblemSchema

API_PREFIX = "/api/"
MAX_DIGITS = 10
VERSION_TAG = r'^(\*|"[0-9]{1,9}")$'
View = TypeVar("View", bound=Callable[..., Any])


class ProblemApi(Api):  # type: ignore[misc] # flask-smorest ships no types
    """Every HTTP error below /api/ is a problem document, elsewhere a page."""

    ERROR_SCHEMA = ProblemSchema

    def handle_http_exception(self, error: HTTPException) -> Response:
        """Answer in the form the address asks for."""
        if request.path.startswith(API_PREFIX):
            return from_http(error)
        return page_for(error)

    def _register_responses(self) -> None:
        """Document errors with the content type they are sent with."""
        for status in HTTPStatus:
            response: dict[str, Any] = {"description": status.phrase}
            if status >= HTTPStatus.BAD_REQUEST:
                response["schema"] = self.ERROR_SCHEMA
            prepare_response(response, self.spec, PROBLEM_JSON)
            self.spec.components.response(status.name, response, lazy=True)
        default = {"description": "Problem", "schema": self.ERROR_SCHEMA}
        prepare_response(default, self.spec, PROBLEM_JSON)
        self.spec.components.response("DEFAULT_ERROR", default, lazy=True)

    def _register_etag_headers(self) -> None:
        """Document versions as they are: a number in quotes, or any of them."""
        for name, header, required, schema in (
            ("IF_MATCH", "If-Match", True, {"pattern": VERSION_TAG}),
            ("IF_NONE_MATCH", "If-None-Match", False, {}),
        ):
            described = {
                "name": header,
                "in": "header",
                "required": required,
                "description": "Der „ETag“, der geladen wurde",
                "schema": {"type": "string", **schema},
            }
            self.spec.components.parameter(name, "header", described, lazy=True)
        tag = {"description": "Fassung", "schema": {"type": "string"}}
        self.spec.components.header("ETAG", tag, lazy=True)


class Resource(Blueprint):  # type: ignore[misc] # flask-smorest ships no types
    """A resource: strict arguments, page envelopes, versions as ETags."""

    ARGUMENTS_PARSER = StrictParser()
    PAGINATION_HEADER_NAME = None

    def versioned(self, view: View) -> View:
        """Document ETag and If-Match (or If-None-Match) of a view that uses them."""

        @wraps(view)
        def wrapper(*args: Any, **kwargs: Any) -> object:
            return view(*args, **kwargs)

        info = deepcopy(getattr(view, "_apidoc", {}))
        info["etag"] = True
        wrapper._apidoc = info  # type: ignore[attr-defined] # noqa: SLF001 -- smorest's
        return wrapper  # type: ignore[return-value] # same signature as the view

    def changing(self, view: View) -> View:
        """Document a POST that changes what is there: it names the version it met."""
        wrapper = self.versioned(view)
        wrapper._apidoc["changing"] = True  # type: ignore[attr-defined] # noqa: SLF001 -- smorest's
        return wrapper

    def _prepare_etag_doc(
        self,
        doc: dict[str, Any],
        doc_info: dict[str, Any],
        **more: Any,
    ) -> dict[str, Any]:
        """Document the version of a changing POST as that of any other change."""
        doc = super()._prepare_etag_doc(doc, doc_info, **more)
        if doc_info.get("changing"):
            doc.setdefault("parameters", []).append("IF_MATCH")
            for status in (
                HTTPStatus.PRECONDITION_FAILED,
                HTTPStatus.PRECONDITION_REQUIRED,
            ):
                doc["responses"][status.value] = status.name
        return doc


def expected_version() -> int | None:
    """The version named by If-Match; ``None`` if any will do (``*``).

    Raises
    ------
    PreconditionRequired
        If none is named.
    """
    tags = request.if_match
    if tags.star_tag:
        return None
    if not request.headers.get("If-Match", "").strip():
        raise PreconditionRequired
    named = tags.as_set()
    tag = (named.pop() or "") if len(named) == 1 else ""
    return int(tag) if tag.isascii() and tag.isdigit() and len(tag) < MAX_DIGITS else -1


def tagged(body: object, version: int) -> object:
    """A body with its version as ETag; 304 if the reader has this version."""
    return tagged_as(body, str(version))


def tagged_as(body: object, tag: str) -> object:
    """A body with its ETag; 304 if the reader has it already."""
    if request.method in ("GET", "HEAD") and request.if_none_match.contains(tag):
        answer = Response(status=HTTPStatus.NOT_MODIFIED)
        answer.set_etag(tag)
        return answer
    return with_tag(body, tag)


def with_tag(body: object, tag: str) -> tuple[object, dict[str, str]]:
    """A body with its ETag, whatever the reader has."""
    return body, {"ETag": f'"{tag}"'}
