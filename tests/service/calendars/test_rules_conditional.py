"""F30 to F33: a program that has the feed already gets 304, any other gets all."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from flask import Response, request
from werkzeug.http import http_date, parse_date

import api.feeds
from service.calendars import documents
from service.domain.kinds import FeedKind
from tests.service.calendars.reading import read
from tests.service.calendars.rulebook import (
    broken,
    holding,
    must_catch,
    replace,
    rule,
)
from tests.service.calendars.web import answers, served
from tests.service.calendars.world import MONDAY, Piece, World, days_after

COMPARED = ("ETag", "Last-Modified", "Cache-Control", "X-Robots-Tag")


def _strong_only(_known):
    return lambda etag, _at: request.headers.get("If-None-Match") == f'"{etag}"'


@rule(
    30,
    strong_comparison=replace(api.feeds, "_known", _strong_only),
    weak_etag=answers(lambda a: a.headers.set("ETag", 'W/"x"')),
    etag_of_the_hour=replace(
        documents, "sha256", lambda make: lambda _body: make(str(time.time()).encode())
    ),
)
def etag_is_strong_and_compared_weakly(world: World) -> None:
    client, path = served(world)
    etag = client.get(path).headers["ETag"]
    assert etag.startswith('"')
    world.night()
    assert client.get(path).headers["ETag"] == etag
    matrix = {
        etag: 304,
        f"W/{etag}": 304,
        f'"a", {etag}': 304,
        f'"a",W/{etag},"b"': 304,
        "*": 304,
        '"other"': 200,
        'W/"other", "another"': 200,
        "": 200,
        etag.replace('"', "")[:10]: 200,
    }
    for condition, expected in matrix.items():
        answer = client.get(path, headers={"If-None-Match": condition})
        assert answer.status_code == expected, condition


@rule(
    31,
    date_of_what_is_left=replace(
        documents, "later", lambda _: lambda _now, previous: previous
    ),
)
def last_modified_moves_when_an_event_leaves(world: World) -> None:
    client, path = served(world)
    piece = Piece(world.child(), world.person(), world.place())
    path = world.subscribe(FeedKind.PERSON, piece.person)
    world.clock.advance(hours=1)
    world.publish(days_after(MONDAY, 20), piece)
    world.publish(days_after(MONDAY, 20))
    before = client.get(path).headers["Last-Modified"]
    for _ in range(7):
        world.night()
    answer = client.get(path, headers={"If-Modified-Since": before})
    assert answer.status_code == 200
    assert read(answer.data).events == []
    assert parse_date(answer.headers["Last-Modified"]) > parse_date(before)


def _by_date_alone(_known):
    return lambda _etag, at: (
        (since := parse_date(request.headers.get("If-Modified-Since"))) is not None
        and since >= at
    )


def _any_date_will_do(_known):
    return lambda _etag, _at: "If-Modified-Since" in request.headers


@rule(
    32,
    date_before_etag=replace(api.feeds, "_known", _by_date_alone),
    any_date=replace(api.feeds, "_known", _any_date_will_do),
)
def etag_wins_over_date_and_bad_dates_get_all(world: World) -> None:
    client, path = served(world)
    first = client.get(path).headers
    current, etag = first["Last-Modified"], first["ETag"]
    at = parse_date(current)
    dates = {
        current: 304,
        http_date(at + timedelta(days=1)): 304,
        http_date(at - timedelta(seconds=1)): 200,
        "yesterday": 200,
        "": 200,
        "Mon, 32 Nov 2026 05:10:00 GMT": 200,
    }
    for condition, expected in dates.items():
        answer = client.get(path, headers={"If-Modified-Since": condition})
        assert answer.status_code == expected, condition
    both = {"If-None-Match": '"other"', "If-Modified-Since": current}
    assert client.get(path, headers=both).status_code == 200
    old = http_date(datetime(2020, 1, 1, tzinfo=UTC))
    both = {"If-None-Match": etag, "If-Modified-Since": old}
    assert client.get(path, headers=both).status_code == 304


@rule(
    33,
    no_etag=replace(
        api.feeds, "_feed_answer", lambda m: lambda s: _without(m(s), "ETag")
    ),
    no_date=replace(api.feeds, "_NotModified", lambda _: Response),
    may_be_kept=replace(
        api.feeds, "_feed_answer", lambda m: lambda s: _without(m(s), "Cache-Control")
    ),
)
def not_modified_has_headers_and_no_body(world: World) -> None:
    client, path = served(world)
    full = client.get(path)
    answer = client.get(path, headers={"If-None-Match": full.headers["ETag"]})
    assert answer.status_code == 304
    assert answer.data == b""
    assert "Content-Type" not in answer.headers
    for name in COMPARED:
        assert name in answer.headers, name
        assert answer.headers[name] == full.headers[name], name


def _without(answer: Response, name: str) -> Response:
    if answer.status_code == 304:
        answer.headers.pop(name)
    return answer


@holding(__name__)
def test_rule_holds(check, world: World) -> None:
    check(world)


@broken(__name__)
def test_broken_answer_is_caught(
    check, mutant, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_catch(check, mutant, world, monkeypatch)
