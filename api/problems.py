"""Errors as problem documents (RFC 9457), in one shape for all of ``/api/``."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from http import HTTPStatus

import structlog
from flask import Response, current_app, g, json, request
from werkzeug.exceptions import HTTPException

from api.problem_types import (
    BUSY,
    BY_STATUS,
    CONFLICT,
    FAULT,
    HELP_PATH,
    INVALID_INPUT,
    MALFORMED,
    NOT_FOUND,
    NOT_PERMITTED,
    RATE,
    RULE_BREACH,
    SIGN_IN,
    STALE,
    TOO_LARGE,
    ProblemType,
)
from api.v1.schemas.words import code_of
from service import errors
from service.i18n import translate, translate_sentence

PROBLEM_JSON = "application/problem+json"

TABLE: dict[type[errors.ServiceError], ProblemType] = {
    errors.NotFound: NOT_FOUND,
    errors.NotPermitted: NOT_PERMITTED,
    errors.SignInRequired: SIGN_IN,
    errors.InvalidInput: INVALID_INPUT,
    errors.ImportRefused: INVALID_INPUT,
    errors.Conflict: CONFLICT,
    errors.Stale: STALE,
    errors.RuleBreach: RULE_BREACH,
    errors.TooLarge: TOO_LARGE,
    errors.Busy: BUSY,
    errors.StorageFault: BUSY,
    errors.WrongSchema: BUSY,
    errors.TooManyAttempts: RATE,
}
"""Every error a use case may raise; a test walks the tree."""

_log = structlog.get_logger("api")


def problem(
    kind: ProblemType,
    detail: str,
    *,
    extensions: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Response:
    """A problem document as answer.

    Parameters
    ----------
    kind
        Decides type, title and status.
    detail
        This case in one German sentence, and what to do; told in the reader's language.
    extensions
        Further members, such as ``errors`` or ``findings``.
    headers
        Further header fields, such as ``Retry-After``.
    """
    base = current_app.extensions["lueckenlos"].settings.base_url.rstrip("/")
    body = {
        "type": f"{base}{HELP_PATH}{kind.name}",
        "title": translate(kind.title),
        "status": kind.status,
        "detail": translate_sentence(detail),
        "instance": f"urn:uuid:{g.request_id}",
        **(extensions or {}),
    }
    answer = Response(json.dumps(body), kind.status, mimetype=PROBLEM_JSON)
    for name, value in (headers or {}).items():
        answer.headers[name] = value
    answer.headers["Cache-Control"] = "no-store"
    return answer


def from_service(error: errors.ServiceError) -> Response:
    """What a person did cannot be done: the use case's own words."""
    kind = TABLE[type(error)]
    if kind in (NOT_PERMITTED, SIGN_IN):
        _log.info(
            "denied",
            request=str(g.request_id),
            endpoint=request.endpoint,
            type=kind.name,
        )
    return problem(
        kind,
        str(error),
        extensions=_extensions(error),
        headers=_headers(error),
    )


def _extensions(error: errors.ServiceError) -> dict[str, object]:
    match error:
        case errors.InvalidInput() if error.faults:
            return {"errors": [_fault_told(fault) for fault in error.faults]}
        case errors.ImportRefused():
            return {"faults": [_file_fault_told(f) for f in error.faults]}
        case errors.Conflict() if error.difference:
            return {"difference": [translate_sentence(d) for d in error.difference]}
        case errors.RuleBreach():
            return {"findings": [asdict(finding) for finding in error.findings]}
        case _:
            return {}


def _headers(error: errors.ServiceError) -> dict[str, str]:
    match error:
        case errors.Busy():
            return {"Retry-After": str(error.retry_seconds)}
        case errors.SignInRequired():
            return {"WWW-Authenticate": 'Bearer realm="lueckenlos"'}
        case _:
            return {}


def from_http(error: HTTPException) -> Response:
    """What the frameworks refuse: our words, their header fields."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _fault()
    kind = BY_STATUS.get(status, MALFORMED)
    data: Mapping[str, object] = getattr(error, "data", None) or {}
    messages = data.get("messages")
    faults = _located(messages) if isinstance(messages, Mapping) else ()
    if faults:
        extensions = {"errors": [_fault_told(fault) for fault in faults]}
        return problem(kind, faults[0].detail, extensions=extensions)
    keep = {
        name: value
        for name, value in error.get_headers()
        if name.lower() != "content-type"
    }
    return problem(kind, _sentence(kind), headers=keep)


def _fault_told(fault: errors.InputFault) -> dict[str, str]:
    return asdict(fault) | {"detail": translate_sentence(fault.detail)}


def _file_fault_told(fault: errors.FileFault) -> dict[str, object]:
    return asdict(fault) | {"expected": translate_sentence(fault.expected)}


def _sentence(kind: ProblemType) -> str:
    """The first sentence of the help; both languages begin with one."""
    return translate(kind.help_text).split(". ", maxsplit=1)[0].rstrip(".") + "."


def _fault() -> Response:
    return problem(FAULT, _sentence(FAULT))


def _located(messages: Mapping[str, object]) -> tuple[errors.InputFault, ...]:
    """Faults of a schema; webargs puts the place (json, query) above the fields."""
    return tuple(
        fault
        for inner in messages.values()
        if isinstance(inner, Mapping)
        for fault in faults_of(inner)
    )


def faults_of(
    messages: Mapping[str, object], pointer: str = ""
) -> tuple[errors.InputFault, ...]:
    """Faults of a schema as JSON pointers."""
    found: list[errors.InputFault] = []
    for name, inner in messages.items():
        deeper = f"{pointer}/{name}" if name != "_schema" else pointer
        if isinstance(inner, Mapping):
            found.extend(faults_of(inner, deeper))
        elif isinstance(inner, Sequence) and not isinstance(inner, str):
            found.extend(
                errors.InputFault(deeper, str(text), code_of(str(text)))
                for text in inner
            )
    return tuple(found)
