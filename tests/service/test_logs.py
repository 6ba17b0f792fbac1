"""What a log may say: never a value nobody chose to write, never a feed's secret."""

import io
import json
import logging
import sys

import pytest
import structlog

from service.calendars.addresses import new_secret, path_of, shown
from service.logs import configure_logs

NAME = "Mia Musterkind"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(params=[io.StringIO, Terminal], ids=["json", "terminal"])
def written(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> io.StringIO:
    """Stderr, with logs configured as in a service."""
    stream = request.param()
    monkeypatch.setattr(sys, "stderr", stream)
    configure_logs("INFO")
    return stream


def _fail(secret_path: str) -> None:
    child_name = NAME
    raise LookupError(f"{len(child_name)} letters at {secret_path}")


def test_a_fault_says_where_and_not_whose(written: io.StringIO) -> None:
    secret = new_secret()
    try:
        _fail(path_of(secret))
    except LookupError:
        structlog.get_logger().exception("failed")
    text = written.getvalue()
    assert "LookupError" in text
    assert "_fail" in text
    assert shown(secret) in text
    assert NAME not in text
    assert secret not in text


@pytest.mark.parametrize(
    ("message", "arguments"),
    [
        ('127.0.0.1 - - [02/Nov/2026] "GET %s HTTP/1.1" 200 -', ("{path}",)),
        ("Exception while serving %s", ("{path}",)),
        ('%(h)s "%(r)s" %(s)s', ({"h": "::1", "r": "GET {path}", "s": "304"},)),
        ("GET {path}?x=1", ()),
        ("GET {event}", ()),
    ],
    ids=["werkzeug", "waitress", "gunicorn", "formatted", "one-event"],
)
def test_no_line_of_a_server_holds_a_feeds_secret(
    written: io.StringIO,
    caplog: pytest.LogCaptureFixture,
    message: str,
    arguments: tuple[object, ...],
) -> None:
    secret = new_secret()
    path = path_of(secret)

    def fill(value: object) -> object:
        if isinstance(value, dict):
            return {key: fill(inner) for key, inner in value.items()}
        event = path.replace(".ics", "/events/1.ics")
        return str(value).replace("{path}", path).replace("{event}", event)

    filled = [fill(argument) for argument in arguments]
    logging.getLogger("server").warning(fill(message), *filled)
    line = fill(message) % (tuple(filled) if message.count("%(") == 0 else filled[0])
    structlog.get_logger().warning(line, inner={"paths": [path]})
    for text in (caplog.text, written.getvalue()):
        assert f"/feeds/#{shown(secret)}" in text
        assert secret not in text


def test_values_that_are_no_secrets_stay_as_they_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    configure_logs("INFO")
    structlog.get_logger().info("served", count=3, share=0.5, whole=True, none=None)
    line = json.loads(capsys.readouterr().err)
    assert {name: line[name] for name in ("count", "share", "whole", "none")} == {
        "count": 3,
        "share": 0.5,
        "whole": True,
        "none": None,
    }
