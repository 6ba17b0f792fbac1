"""Feeds as the whole installation serves them, its other parts around them."""

import logging
import sqlite3

import pytest
from flask import Flask
from structlog.testing import capture_logs

from service.db.store import Store
from service.domain.kinds import FeedKind, Role
from service.use_cases.subscribe_feed import subscribe_feed
from tests.clock import FixedClock
from tests.service.calendars.actors import user_with
from tests.service.calendars.reading import read
from tests.service.calendars.world import MONDAY, Piece, World, make_world

UNKNOWN = "/feeds/" + "x" * 32 + ".ics"
FOREIGN = {"Cookie": "session=1; lueckenlos=2", "Authorization": "Bearer llt_x"}


@pytest.fixture
def town(store: Store, clock: FixedClock) -> World:
    return make_world(store, clock)


@pytest.fixture
def path(town: World) -> str:
    """A substitute's feed with one event, bound to her role."""
    piece = Piece(town.child(), town.person(), town.place())
    actor = user_with(town, Role.SUBSTITUTE, person_id=piece.person)
    _, path = subscribe_feed(town.store, actor, FeedKind.PERSON, piece.person, "Handy")
    town.publish(MONDAY, piece)
    return path


def test_feed_is_served_to_whoever_has_the_address(app: Flask, path: str) -> None:
    client = app.test_client()
    for headers in ({}, FOREIGN, {"Accept": "application/json"}):
        answer = client.get(path, headers=headers)
        assert answer.status_code == 200
        assert answer.content_type == "text/calendar; charset=utf-8"
        assert len(read(answer.data).events) == 1
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        for absent in ("Set-Cookie", "Vary", "Content-Encoding", "Location"):
            assert absent not in answer.headers, absent


def test_not_modified_keeps_its_validators(app: Flask, path: str) -> None:
    client = app.test_client()
    first = client.get(path)
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    for name in ("ETag", "Last-Modified", "Cache-Control"):
        assert again.headers[name] == first.headers[name]


def test_head_options_and_the_rest(app: Flask, path: str) -> None:
    client = app.test_client()
    full, head = client.get(path), client.head(path)
    for name in ("ETag", "Last-Modified", "Content-Type", "Content-Length"):
        assert head.headers[name] == full.headers[name]
    assert client.options(path).status_code == 200
    for method in ("POST", "PUT", "DELETE", "PROPFIND"):
        refused = client.open(path, method=method)
        assert refused.status_code == 405
        assert "GET" in refused.headers["Allow"]


def test_unknown_and_malformed_look_alike(app: Flask) -> None:
    client = app.test_client()
    answers = [client.get(address) for address in (UNKNOWN, "/feeds/%00%0a.ics")]
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.data for answer in answers}) == 1


def test_a_fault_is_503_and_no_log_names_the_address(
    app: Flask, town: World, path: str, caplog: pytest.LogCaptureFixture
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    with sqlite3.connect(town.store.engine.url.database) as fault:
        fault.execute("ALTER TABLE feed_subscription RENAME TO gone")
    fault.close()
    with caplog.at_level(logging.DEBUG), capture_logs() as entries:
        answer = app.test_client().get(path)
        app.test_client().post(path)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert b"VCALENDAR" not in answer.data
    assert any(entry["event"] == "feed_failed" for entry in entries)
    secret = path.removeprefix("/feeds/").removesuffix(".ics")
    assert secret not in caplog.text + repr(entries)


def test_robots_may_fetch_feeds(app: Flask) -> None:
    answer = app.test_client().get("/robots.txt")
    assert answer.status_code == 200
    assert "Allow: /feeds/" in answer.text.splitlines()
