"""A POST that names an Idempotency-Key is done once, however often it is sent."""

import hmac
from collections.abc import Callable
from copy import deepcopy
from functools import wraps
from hashlib import sha256
from http import HTTPStatus
from typing import Any

from flask import Response, make_response, request
from werkzeug.exceptions import BadRequest

from api.auth import actor, application, store
from service.accounts.actors import NO_TENANT
from service.errors import InputFault, InvalidInput
from service.i18n import current_locale
from service.idempotency import (
    Claim,
    StoredAnswer,
    give_back,
    keep_answer,
    take,
    working_under,
)

KEY_HEADER = "Idempotency-Key"
MOST_CHARACTERS = 100
_NO_KEY = (
    "Diese Antwort zeigt ein Geheimnis nur einmal und wird nicht aufbewahrt. Bitte ohne"
    " Idempotency-Key senden."
)
KEPT_HEADERS = ("Content-Type", "Content-Language", "Location", "ETag")
KEY_PARAMETER = {
    "name": KEY_HEADER,
    "in": "header",
    "required": False,
    "description": "Dieselbe Anfrage mit demselben Schlüssel wird einmal ausgeführt.",
    "schema": {
        "type": "string",
        "minLength": 1,
        "maxLength": MOST_CHARACTERS,
        "pattern": "^[!-~]+$",
    },
}


def idempotent(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view's first good answer is kept under the sender's key and repeated."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> object:
        claim = _claim()
        if claim is None:
            return view(*args, **kwargs)
        stored = take(store(), claim)
        if stored is not None:
            return _repeated(stored)
        try:
            with working_under(claim):
                answer = make_response(view(*args, **kwargs))
        except BaseException:
            give_back(store(), claim)
            raise
        return _kept(claim, answer)

    info = deepcopy(getattr(view, "_apidoc", {}))
    info.setdefault("manual_doc", {}).setdefault("parameters", []).append(KEY_PARAMETER)
    wrapper._apidoc = info  # type: ignore[attr-defined] # noqa: SLF001 -- smorest's
    return wrapper


def without_key(view: Callable[..., Any]) -> Callable[..., Any]:
    """A sent key is refused: the answer holds a secret that is not kept anywhere."""

    @wraps(view)
    def wrapper(*args: Any, **kwargs: Any) -> object:
        if KEY_HEADER in request.headers:
            raise InvalidInput(_NO_KEY, [InputFault("", _NO_KEY, "key-refused")])
        return view(*args, **kwargs)

    return wrapper


def _claim() -> Claim | None:
    key = request.headers.get(KEY_HEADER)
    user_id = actor().user_id
    if key is None or user_id is None:
        return None
    if not 0 < len(key) <= MOST_CHARACTERS or not key.isascii():
        raise BadRequest
    tenant_id = actor().tenant_id
    asked = f"{request.method} {request.full_path}\n".encode() + _body()
    return Claim(
        user_id=user_id,
        tenant_id=None if tenant_id == NO_TENANT else tenant_id,
        key=key,
        request_digest=_digest(asked),
    )


def _digest(asked: bytes) -> str:
    """Tells requests apart; keyed, because a request may hold a password to guess."""
    key = application().settings.session_secret().encode()
    return hmac.new(key, b"request:" + asked, sha256).hexdigest()


def _body() -> bytes:
    """What was sent; an uploaded file is read already and is no longer in the data."""
    body = request.get_data()
    for name, file in sorted(request.files.items(multi=True)):
        content = sha256(file.stream.read()).hexdigest()
        file.stream.seek(0)
        body += f"\n{name} {file.filename} {content}".encode()
    return body


def _kept(claim: Claim, answer: Response) -> Response:
    if answer.status_code >= HTTPStatus.BAD_REQUEST:
        give_back(store(), claim)
        return answer
    answer.headers["Content-Language"] = current_locale()
    headers = {
        name: answer.headers[name] for name in KEPT_HEADERS if name in answer.headers
    }
    keep_answer(
        store(), claim, StoredAnswer(answer.status_code, headers, answer.get_data())
    )
    return answer


def _repeated(stored: StoredAnswer) -> Response:
    answer = Response(stored.body, stored.status)
    for name, value in stored.headers.items():
        answer.headers[name] = value
    answer.headers["Idempotent-Replayed"] = "true"
    return answer
