"""F27 to F41: the answers calendar programs get."""

import sqlite3
import statistics
import time
from dataclasses import replace as replaced
from urllib.parse import urlsplit

import pytest
from flask import Blueprint, Response, request
from flask.testing import FlaskClient

import api.feeds
import api.v1.feed_subscriptions
from service.access import Scope
from service.calendars import addresses
from service.calendars.lookup import Lookup
from service.db.tables.feeds import FeedAddress
from service.domain.kinds import FeedKind, Role
from service.errors import NotFound, StorageFault
from service.use_cases.create_token import NewToken, create_token
from service.use_cases.subscribe_feed import subscribe_feed
from tests.api.conftest import SETTINGS, make_app
from tests.quickest import quickest
from tests.service.calendars.actors import user_with
from tests.service.calendars.reading import read
from tests.service.calendars.rulebook import (
    broken,
    holding,
    must_catch,
    replace,
    rule,
)
from tests.service.calendars.web import answers, app_for, header, served
from tests.service.calendars.world import Piece, World

UNKNOWN = "/feeds/" + "x" * 32 + ".ics"
COMPARED = ("ETag", "Last-Modified", "Cache-Control", "X-Robots-Tag")


@rule(
    27,
    with_calendar_name=replace(
        api.feeds,
        "export_event",
        lambda make: (
            lambda *values: make(*values).replace(
                b"CALSCALE", b"X-WR-CALNAME:Termin\r\nCALSCALE"
            )
        ),
    ),
    not_attached=replace(
        api.feeds, "_answer", lambda make: lambda *v: _never_attached(make(*v))
    ),
)
def one_event_is_a_file_of_its_own(world: World) -> None:
    client, path = served(world)
    uid = read(world.body(path)).events[0].raw("UID")
    answer = client.get(path.removesuffix(".ics") + f"/events/{uid}.ics")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    single = read(answer.data)
    assert "X-WR-CALNAME" not in single.properties
    assert [event.raw("UID") for event in single.events] == [uid]
    missing = client.get(path.removesuffix(".ics") + f"/events/{MISSING_UID}.ics")
    assert missing.status_code == 404


MISSING_UID = "00000000-0000-4000-8000-000000000000"


class _NoDisposition(Response):
    """An answer whose disposition cannot be set."""

    def __init__(self, of: Response) -> None:
        super().__init__(of.data, of.status_code, content_type=of.content_type)

    def get_wsgi_headers(self, environ):
        headers = super().get_wsgi_headers(environ)
        headers["Content-Disposition"] = "inline"
        return headers


def _never_attached(answer: Response) -> Response:
    return _NoDisposition(answer)


@rule(
    28,
    plain_text=header("Content-Type", "text/plain; charset=utf-8"),
    no_charset=header("Content-Type", "text/calendar"),
    attached=header("Content-Disposition", "attachment"),
)
def feed_is_a_calendar_shown_inline(world: World) -> None:
    client, path = served(world)
    answer = client.get(path)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer.headers.get("Content-Disposition", "inline") == "inline"


def _only_if_accepted(serve):
    def picky(*values):
        if "text/calendar" not in request.accept_mimetypes.values():
            raise NotFound
        return serve(*values)

    return picky


@rule(29, negotiates=replace(api.feeds, "serve_feed", _only_if_accepted))
def every_accept_gets_the_feed(world: World) -> None:
    client, path = served(world)
    for accept in (
        None,
        "",
        "*/*",
        "text/calendar",
        "text/html",
        "application/json;q=0",
    ):
        headers = {} if accept is None else {"Accept": accept}
        assert client.get(path, headers=headers).status_code == 200, accept


class _TakesPosts(Blueprint):
    """A blueprint that takes more than it should."""

    def get(self, rule: str, **options):
        return self.route(rule, methods=["GET", "POST"], **options)


def _headless(make):
    def made(served):
        answer = make(served)
        if request.method == "HEAD":
            answer.headers["ETag"] = '"head"'
        return answer

    return made


@rule(
    34,
    posts=replace(api.feeds, "Blueprint", lambda _: _TakesPosts),
    other_head=replace(api.feeds, "_feed_answer", _headless),
)
def head_is_like_get_and_nothing_else_is_taken(world: World) -> None:
    client, path = served(world)
    full, head = client.get(path), client.head(path)
    assert head.status_code == 200
    assert head.data == b""
    assert dict(head.headers) == dict(full.headers)
    conditional = {"If-None-Match": full.headers["ETag"]}
    assert client.head(path, headers=conditional).status_code == 304
    for method in ("POST", "PUT", "PATCH", "DELETE", "PROPFIND", "REPORT"):
        refused = client.open(path, method=method)
        assert refused.status_code == 405, method
        assert set(refused.headers["Allow"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    asked = client.options(path)
    assert asked.status_code == 200
    assert asked.data == b""
    assert client.get(path).data == full.data


@rule(35, zipped=header("Content-Encoding", "gzip"))
def feed_is_not_compressed(world: World) -> None:
    client, path = served(world)
    answer = client.get(path, headers={"Accept-Encoding": "gzip, br, deflate"})
    assert "Content-Encoding" not in answer.headers
    assert answer.data.startswith(b"BEGIN:VCALENDAR")


@rule(
    36,
    may_be_shared=header("Cache-Control", "public, max-age=3600"),
    cookie=header("Set-Cookie", "a=b"),
    by_cookie=header("Vary", "Cookie"),
)
def feed_is_revalidated_and_needs_no_cookie(world: World) -> None:
    client, path = served(world)
    etag = client.get(path).headers["ETag"]
    for headers in ({}, {"If-None-Match": etag}, {"Cookie": "session=1"}):
        answer = client.get(path, headers=headers)
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def _sends_away(answer: Response) -> None:
    answer.status_code = 301
    answer.headers["Location"] = "/anmelden"


@rule(37, to_the_login=answers(_sends_away))
def canonical_address_answers_itself(world: World) -> None:
    client, path = served(world)
    for address in (path, f"{path}?a=b", UNKNOWN):
        answer = client.get(address)
        assert answer.status_code in (200, 404)
        assert "Location" not in answer.headers


def _deep_link(make):
    return lambda base, path: (
        *make(base, path),
        addresses.Way("Google", "", f"https://calendar.google.com/r?cid={base}{path}"),
    )


@rule(
    38,
    deep_link=replace(api.v1.feed_subscriptions, "ways_to_subscribe", _deep_link),
    no_webcal=replace(
        api.v1.feed_subscriptions,
        "ways_to_subscribe",
        lambda m: lambda *v: m(*v)[1:],
    ),
)
def new_subscription_names_webcal_and_https_per_program(world: World) -> None:
    person = world.person()
    holder = user_with(world, Role.SUBSTITUTE, person_id=person)
    token = create_token(world.store, holder, NewToken("Test", tuple(Scope))).secret
    settings = replaced(SETTINGS, base_url="https://plan.example.org/")
    told = (
        make_app(world.store, world.clock, settings)
        .test_client()
        .post(
            "/api/v1/feeds",
            json={"kind": "person", "recipient_id": str(person), "label": "Handy"},
            headers={"Authorization": f"Bearer {token}"},
        )
    )
    assert told.status_code == 201, told.text
    address, ways = told.json["address"], told.json["ways"]
    assert address.startswith("https://plan.example.org/feeds/")
    webcal = address.replace("https:", "webcal:")
    assert {way["address"] for way in ways} == {webcal, address}
    for program in ("iPhone", "Google", "Outlook", "Android", "Thunderbird"):
        assert any(program in way["program"] and way["steps"] for way in ways), program
    assert "cid=" not in told.text
    served_at = app_for(world.store).test_client().get(urlsplit(address).path)
    assert served_at.status_code == 200


@rule(
    39,
    indexed=header("X-Robots-Tag", None),
    robots_kept_out=replace(
        api.feeds, "ROBOTS", lambda _: "User-agent: *\nDisallow: /\n"
    ),
    without_suffix=replace(addresses, "PATH", lambda _: "/feeds/{secret}"),
)
def robots_may_fetch_and_must_not_index(world: World) -> None:
    client, path = served(world)
    assert path.endswith(".ics")
    assert client.get(path).headers.get("X-Robots-Tag") == "noindex"
    robots = client.get("/robots.txt")
    assert robots.content_type.startswith("text/plain")
    assert "Allow: /feeds/" in robots.text.splitlines()


def _empty_instead(make):
    return lambda body, kind, status=200: (
        make(b"", api.feeds.CALENDAR) if status == 503 else make(body, kind, status)
    )


@rule(
    40,
    empty_calendar=replace(api.feeds, "_answer", _empty_instead),
    fault=replace(api.feeds, "_never_leaking", lambda _: lambda view: view),
)
def a_fault_is_told_and_never_an_empty_feed(world: World) -> None:
    client, path = served(world)
    file = world.store.engine.url.database
    with sqlite3.connect(file) as migration:
        migration.execute("ALTER TABLE feed_document RENAME TO feed_document_old")
    _require_later(client.get(path))
    with sqlite3.connect(file) as migration:
        migration.execute("ALTER TABLE feed_document_old RENAME TO feed_document")
    assert client.get(path).status_code == 200
    world.store.engine.dispose()
    migration.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    migration.close()
    with open(file, "r+b") as damaged:  # noqa: PTH123 - bytes in place
        damaged.write(b"no database" * 100)
    _require_later(client.get(path))
    _require_later(client.get(path, headers={"If-None-Match": "*"}))


def _require_later(answer) -> None:
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert b"VCALENDAR" not in answer.data
    assert not answer.content_type.startswith("text/calendar")


def _slow_if_known(address):
    def found(self, token_hash):
        made = address(self, token_hash)
        table = FeedAddress.__table__
        row = self._connection.execute(
            table.select().where(table.c.token_hash == token_hash)
        ).first()
        if made is None and row is not None:
            time.sleep(0.02)
        return made

    return found


def _known_to_be_revoked(address):
    def found(self, token_hash):
        table = FeedAddress.__table__
        row = self._connection.execute(
            table.select().where(table.c.token_hash == token_hash)
        ).first()
        if row is not None and row.revoked:
            raise StorageFault("Der Kalender wurde widerrufen.")
        return address(self, token_hash)

    return found


@rule(
    41,
    slower_for_revoked=replace(Lookup, "address", _slow_if_known),
    tells_revoked=replace(Lookup, "address", _known_to_be_revoked),
)
def revoked_is_like_unknown(world: World) -> None:
    client, path = served(world)
    piece = Piece(world.child(), world.person(), world.place())
    view, revoked = _subscription(world, piece)
    world.revoke(view.id)
    shapes = []
    for address in (revoked, UNKNOWN, "/feeds/a.ics", "/feeds/%F0%9F%98%80.ics"):
        answer = client.get(address)
        assert answer.status_code == 404
        shapes.append((answer.data, dict(answer.headers)))
    assert all(shape == shapes[0] for shape in shapes)
    assert client.get(path).status_code == 200
    most = 0.005
    difference = quickest(lambda: _difference(client, revoked, UNKNOWN), within=most)
    assert difference < most, f"{difference * 1000:.2f} ms"


def _subscription(world: World, piece: Piece):
    return subscribe_feed(
        world.store, world.actor, FeedKind.PERSON, piece.person, "Handy"
    )


def _difference(client: FlaskClient, *paths: str) -> float:
    """How many seconds two answers differ by, asked in turn: the medians."""
    times: dict[str, list[float]] = {path: [] for path in paths}
    for _ in range(60):
        for path in paths:
            start = time.perf_counter()
            client.get(path)
            times[path].append(time.perf_counter() - start)
    one, other = (statistics.median(taken) for taken in times.values())
    return abs(one - other)


@holding(__name__)
def test_rule_holds(check, world: World) -> None:
    check(world)


@broken(__name__)
def test_broken_answer_is_caught(
    check, mutant, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    must_catch(check, mutant, world, monkeypatch)
