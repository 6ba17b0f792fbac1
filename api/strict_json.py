"""JSON as agreed: UTF-8, no doubles, no NaN, neither deep nor endless."""

import json
import re
from typing import Any, NoReturn

import flask
from marshmallow import RAISE
from webargs.core import missing
from webargs.flaskparser import FlaskParser
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge, UnsupportedMediaType

MAX_JSON_BYTES = 1024 * 1024
MAX_DEPTH = 20
MAX_MEMBERS = 20_000
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_STEP = {"[": 1, "{": 1, "]": -1, "}": -1}


class StrictParser(FlaskParser):
    """Reads arguments; unknown ones are refused wherever they come from."""

    DEFAULT_UNKNOWN_BY_LOCATION = {  # noqa: RUF012 -- webargs declares it so
        **FlaskParser.DEFAULT_UNKNOWN_BY_LOCATION,
        "query": RAISE,
        "querystring": RAISE,
        "files": RAISE,
    }

    def _raw_load_json(self, req: flask.Request) -> object:
        if not req.content_length and not req.headers.get("Transfer-Encoding"):
            return missing
        if req.mimetype != "application/json" or req.headers.get("Content-Encoding"):
            raise UnsupportedMediaType
        if (req.content_length or 0) > MAX_JSON_BYTES:
            raise RequestEntityTooLarge
        return loads(req.get_data(cache=True))


def loads(body: bytes) -> object:
    """The JSON value of a body.

    Raises
    ------
    BadRequest
        If it is not JSON in UTF-8, or breaks a limit.
    """
    if len(body) > MAX_JSON_BYTES:
        raise RequestEntityTooLarge
    try:
        text = body.decode("utf-8", errors="strict")
        if _depth(text) > MAX_DEPTH:
            raise BadRequest
        counter = _Members()
        value = json.loads(
            text, object_pairs_hook=counter.collect, parse_constant=_refuse
        )
        _whole_characters(value)
    except (ValueError, RecursionError) as error:
        raise BadRequest from error
    return value


class _Members:
    """Counts members while an object is built, refuses a doubled one."""

    def __init__(self) -> None:
        self.count = 0

    def collect(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object without doubled members."""
        self.count += len(pairs)
        members = dict(pairs)
        if len(members) != len(pairs) or self.count > MAX_MEMBERS:
            raise ValueError("doubled or too many members")
        return members


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


def _depth(text: str) -> int:
    """Deepest nesting, found without building anything."""
    if text.count("[") + text.count("{") <= MAX_DEPTH:
        return 0
    deepest = depth = 0
    for sign in _STRING.sub("", text):
        depth += _STEP.get(sign, 0)
        deepest = max(deepest, depth)
    return deepest


def _whole_characters(value: object) -> None:
    """Refuse half characters (lone surrogates) anywhere: no database stores them."""
    json.dumps(value, ensure_ascii=False).encode("utf-8")
