"""Every error below /api/ has one shape, speaks German and tells nothing inner."""

import builtins
import json
import re
import socket
import threading
from collections.abc import Iterator

import pytest
from waitress import wasyncore
from waitress.server import create_server

from api import problem_types, problems
from api.problem_types import PROBLEM_TYPES
from service import errors
from service.nouns import read
from tests.api.world import World

PERSONS = "/api/v1/persons"
NAMES = [
    name
    for module in (builtins, errors)
    for name, kind in vars(module).items()
    if isinstance(kind, type) and issubclass(kind, Exception)
]


def assert_problem(answer, status: int, name: str) -> None:
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    told = answer.json
    assert {"type", "title", "status", "detail", "instance"} <= set(told)
    assert told["type"] == f"http://localhost/hilfe/fehler/{name}"
    assert told["status"] == status
    assert told["instance"].startswith("urn:uuid:")
    assert answer.headers["X-Request-Id"] in told["instance"]
    inner = {word for word in NAMES if re.search(rf"\b{word}\b", answer.text)}
    assert not inner


def send(world: World, body: bytes | str, kind: str = "application/json", **more):
    headers = {**world.headers["counsellor"], "Content-Type": kind, **more}
    return world.client().post(PERSONS, data=body, headers=headers)


def test_every_error_of_the_service_has_a_type() -> None:
    def below(kind: type[errors.ServiceError]) -> set[type[errors.ServiceError]]:
        return {kind}.union(*(below(child) for child in kind.__subclasses__()))

    assert below(errors.ServiceError) - {errors.ServiceError} == set(problems.TABLE)


@pytest.mark.parametrize("kind", PROBLEM_TYPES, ids=lambda kind: kind.name)
def test_every_type_has_a_german_help_page(still_world: World, kind) -> None:
    answer = still_world.client().get(f"{problem_types.HELP_PATH}{kind.name}")
    assert answer.status_code == 200
    assert '<html lang="de">' in answer.text
    assert answer.text.count("<h1>") == 1
    assert kind.title in answer.text


def test_outside_of_the_interface_people_get_pages(still_world: World) -> None:
    client = still_world.client()
    for path in ("/nirgends", "/hilfe/fehler/nirgends"):
        answer = client.get(path)
        assert (answer.status_code, answer.mimetype) == (404, "text/html")
    answer = client.post("/healthz")
    assert (answer.status_code, answer.mimetype) == (405, "text/html")
    assert "GET" in answer.headers["Allow"]


def test_unknown_addresses_and_methods(still_world: World) -> None:
    client = still_world.client()
    assert_problem(client.get("/api/v1/nirgends"), 404, "not-found")
    assert_problem(client.get(f"{PERSONS}/keine-kennung"), 404, "not-found")
    answer = client.put(PERSONS)
    assert_problem(answer, 405, "method")
    assert "POST" in answer.headers["Allow"]
    assert_problem(client.open(PERSONS, method="TRACE"), 405, "method")


MALFORMED = {
    "no JSON": b"{",
    "not UTF-8": '{"code": "\xe4"}'.encode("latin-1"),
    "NaN": b'{"weekly_minutes": NaN}',
    "Infinity": b'{"weekly_minutes": -Infinity}',
    "doubled member": b'{"code": "a", "code": "b"}',
    "deep list": b"[" * 50_000 + b"]" * 50_000,
    "deep object": b'{"a":' * 5_000 + b"1" + b"}" * 5_000,
    "many members": json.dumps({str(n): n for n in range(30_000)}).encode(),
    "endless number": b'{"weekly_minutes": ' + b"9" * 6_000 + b"}",
    "half character": b'{"code": "\\ud800"}',
    "half character as name": b'{"\\udc00": 1}',
    "UTF-16": '{"code": "x"}'.encode("utf-16"),
}


@pytest.mark.parametrize("body", MALFORMED.values(), ids=MALFORMED)
def test_malformed_json(still_world: World, body: bytes) -> None:
    assert_problem(send(still_world, body), 400, "malformed")


def test_too_large_and_wrong_kinds_of_body(still_world: World) -> None:
    large = b'{"code": "' + b"x" * (1024 * 1024) + b'"}'
    assert_problem(send(still_world, large), 413, "too-large")
    assert_problem(send(still_world, b"{}", "text/plain"), 415, "media-type")
    packed = send(still_world, b"{}", **{"Content-Encoding": "gzip"})
    assert_problem(packed, 415, "media-type")


def test_what_announces_too_much_is_refused_before_the_sign_in(
    still_world: World,
) -> None:
    most = still_world.client().application.config["MAX_CONTENT_LENGTH"]
    for length, status, name in (
        (most + 1, 413, "too-large"),
        (most, 401, "sign-in"),
    ):
        answer = still_world.client().post(
            "/api/v1/imports", environ_overrides={"CONTENT_LENGTH": str(length)}
        )
        assert_problem(answer, status, name)


def test_many_parts_are_refused(still_world: World) -> None:
    parts = {f"part{n}": "x" for n in range(100)}
    answer = still_world.client().post(
        "/api/v1/imports",
        data=parts,
        content_type="multipart/form-data",
        headers=still_world.headers["administrator"],
    )
    assert_problem(answer, 413, "too-large")


WRONG = {
    "an empty body": (None, "/code", "missing"),
    "a list": ([], "", "not-an-object"),
    "an unknown field": ({"kode": "x"}, "/kode", "unknown-field"),
    "a text for a number": ({"weekly_minutes": "5"}, "/weekly_minutes", "not-whole"),
    "true for a number": ({"weekly_minutes": True}, "/weekly_minutes", "not-whole"),
    "over the range": ({"weekly_minutes": 10081}, "/weekly_minutes", "out-of-range"),
    "a number for a text": ({"code": 5}, "/code", "not-text"),
    "a control character": ({"code": "a\x00b"}, "/code", "not-text"),
    "an empty code": ({"code": ""}, "/code", "length"),
    "a long code": ({"code": "x" * 41}, "/code", "length"),
    "null for a text": ({"code": None}, "/code", "empty"),
    "a word that is none": ({"kind": "tiger"}, "/kind", "not-a-choice"),
    "a list for a word": ({"kind": []}, "/kind", "not-a-choice"),
    "30 February": ({"active_from": "2026-02-30"}, "/active_from", "not-a-day"),
    "a day and time": (
        {"active_from": "2026-02-03T00:00"},
        "/active_from",
        "not-a-day",
    ),
    "1 for true": ({"employed": 1}, "/employed", "not-yes-no"),
    "no id": ({"area_id": "x"}, "/area_id", "not-an-id"),
    "an id in braces": ({"area_id": "{" + "0" * 34 + "}"}, "/area_id", "not-an-id"),
}


@pytest.mark.parametrize("case", WRONG)
def test_wrong_input_names_place_and_expectation(still_world: World, case: str) -> None:
    body, pointer, code = WRONG[case]
    answer = still_world.client().post(
        PERSONS, json=body, headers=still_world.headers["counsellor"]
    )
    assert_problem(answer, 422, "invalid-input")
    found = {(fault["pointer"], fault["code"]) for fault in answer.json["errors"]}
    assert (pointer, code) in found


def test_all_faults_come_at_once(still_world: World) -> None:
    answer = still_world.client().post(
        PERSONS, json={"kode": 1}, headers=still_world.headers["counsellor"]
    )
    pointers = {fault["pointer"] for fault in answer.json["errors"]}
    assert {"/kode", "/code", "/kind", "/given_name", "/family_name"} <= pointers


@pytest.mark.parametrize(
    "query", ["page=0", "page=x", "page_size=201", "page=1.5", "seite=1", "page=٣"]
)
def test_wrong_pages(still_world: World, query: str) -> None:
    answer = still_world.client().get(
        f"{PERSONS}?{query}", headers=still_world.headers["counsellor"]
    )
    assert_problem(answer, 422, "invalid-input")


def test_pages_follow_each_other(still_world: World) -> None:
    client, headers = still_world.client(), still_world.headers["administrator"]
    whole = client.get(PERSONS, headers=headers).json
    assert (whole["page"], whole["page_size"], whole["total"]) == (1, 50, 3)
    single = [
        client.get(f"{PERSONS}?page={n}&page_size=1", headers=headers).json
        for n in (1, 2, 3, 4)
    ]
    assert [len(page["items"]) for page in single] == [1, 1, 1, 0]
    assert [page["items"][0] for page in single[:3]] == whole["items"]
    assert {page["total"] for page in single} == {3}


def test_what_contradicts_itself_or_points_nowhere(still_world: World) -> None:
    client, headers = still_world.client(), still_world.headers["counsellor"]
    own = still_world.ids["own"]
    permit = {"person_id": str(own["persons"]), "places": 5}
    wrong = {**permit, "valid_from": "2026-11-02", "valid_until": "2026-11-01"}
    answer = client.post("/api/v1/permits", json=wrong, headers=headers)
    assert_problem(answer, 422, "invalid-input")
    assert answer.json["errors"][0]["pointer"] == "/valid_until"
    dates = {"valid_from": "2026-11-02", "valid_until": "2026-11-02"}
    details = set()
    for name in ("other", "deleted"):
        body = {**permit, **dates, "person_id": str(still_world.ids[name]["persons"])}
        answer = client.post("/api/v1/permits", json=body, headers=headers)
        assert_problem(answer, 422, "invalid-input")
        details.add(json.dumps(answer.json["errors"]))
    assert len(details) == 1


def test_nobody_stores_outside_of_her_area(still_world: World) -> None:
    headers = still_world.headers["counsellor_of_area"]
    place = {"code": "O-9", "kind": "kita", "postcode": "44623"}
    client = still_world.client()
    for area in (None, still_world.ids["foreign"]["areas"]):
        body = {**place, "area_id": area and str(area)}
        answer = client.post("/api/v1/places", json=body, headers=headers)
        assert_problem(answer, 422, "invalid-input")
    found = client.get("/api/v1/places?code=O-9", headers=headers)
    assert found.json["total"] == 0


def test_a_number_that_would_refuse_every_plan_is_not_stored(world: World) -> None:
    url, headers = "/api/v1/rule-overrides", world.headers["administrator"]
    number = {
        "rule": "extra-way-limit",
        "parameter": "max_extra_way_minutes",
        "value": 15,
        "source": "Satzung",
        "valid_from": "2026-12-01",
    }
    ended = {"valid_from": "2026-01-01", "valid_until": "2026-10-31"}
    for wrong in (
        {"rule": "no-such-rule"},
        {"parameter": "no_such_number"},
        {"rule": "no-such-rule", **ended},
        {"parameter": "no_such_number", **ended},
    ):
        answer = world.client().post(url, json={**number, **wrong}, headers=headers)
        assert_problem(answer, 422, "invalid-input")
    answer = world.client().post(url, json=number, headers=headers)
    assert answer.status_code == 201, answer.text


def test_a_number_of_a_kind_no_rule_has_is_an_invalid_input(world: World) -> None:
    url, headers = "/api/v1/rule-overrides", world.headers["administrator"]
    number = {
        "rule": "extra-way-limit",
        "parameter": "max_extra_way_minutes",
        "source": "Satzung",
        "valid_from": "2026-12-01",
    }
    for wrong in (15.5, 1e-9, "viel", [15], {"1": 15}, None):
        body = {**number, "value": wrong}
        answer = world.client().post(url, json=body, headers=headers)
        assert_problem(answer, 422, "invalid-input")
    body = {**number, "value": 15.0}
    answer = world.client().post(url, json=body, headers=headers)
    assert answer.status_code == 201, answer.text
    assert isinstance(answer.json["value"], int)
    area = {"area_id": str(world.ids["own"]["areas"])}
    for wrong in ("viel", 15.5):
        body = {**number, **area, "value": wrong}
        answer = world.client().post(url, json=body, headers=headers)
        assert_problem(answer, 422, "invalid-input")


def test_what_is_not_for_a_role_is_left_out(still_world: World) -> None:
    client, own = still_world.client(), still_world.ids["own"]
    shown = {
        role: client.get(
            f"{PERSONS}/{own['persons']}", headers=still_world.headers[role]
        ).json
        for role in ("counsellor", "guardian")
    }
    assert "email" in shown["counsellor"]
    assert not {"email", "phone", "weekly_minutes"} & set(shown["guardian"])
    absence = client.get(
        f"/api/v1/absences/{own['absences']}", headers=still_world.headers["guardian"]
    ).json
    assert "absence_class" not in absence


def test_a_fault_tells_nothing_and_logs_no_value(
    still_world: World,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def break_down(*_args: object) -> None:
        raise LookupError("Mia Muster, Kanarienweg 7")

    monkeypatch.setattr(read, "view", break_down)
    headers = still_world.headers["counsellor"]
    answer = still_world.client().get(
        f"{PERSONS}/{still_world.ids['own']['persons']}", headers=headers
    )
    assert_problem(answer, 500, "fault")
    logged = capsys.readouterr().out
    assert answer.headers["X-Request-Id"] in logged
    assert "Kanarienweg" not in answer.text + logged
    assert headers["Authorization"].removeprefix("Bearer ") not in logged


@pytest.fixture
def served(world: World) -> Iterator[tuple[str, int]]:
    server = create_server(world.app, host="127.0.0.1", port=0, threads=2)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield "127.0.0.1", server.effective_port
    # the loop closes its files itself: closed under it, its next look at them fails
    server.trigger.pull_trigger(lambda: wasyncore.close_all(server._map))
    thread.join(timeout=30)
    assert not thread.is_alive()
    server.task_dispatcher.shutdown()


@pytest.mark.server
def test_odd_requests_on_the_wire_do_no_harm(served: tuple[str, int]) -> None:
    for raw in (
        (
            b"POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999"
            b"\r\nContent-Type: application/json\r\n\r\n"
        ),
        b"GET /api/v1/persons HTTP/1.1\r\nHost: x\r\nCookie: a="
        + b"x" * 300_000
        + b"\r\n\r\n",
        b"GET /api/v1/%00%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
    ):
        with socket.create_connection(served, timeout=5) as wire:
            wire.sendall(raw)
            status = wire.recv(200).split(b" ")[1]
        assert status.startswith(b"4"), raw[:60]


@pytest.mark.parametrize("noun", ["child", "person", "place"])
def test_a_capability_nobody_has_a_word_for_is_refused_with_the_list(
    world: World, noun: str
) -> None:
    owner = {"child": "children", "person": "persons", "place": "places"}[noun]
    body = {f"{noun}_id": str(world.ids["own"][owner])}
    told = [
        world.client().post(
            f"/api/v1/{noun}-capabilities",
            json={**body, "tag": tag},
            headers=world.headers["counsellor"],
        )
        for tag in ("language_xx", "language_tr")
    ]
    assert_problem(told[0], 422, "invalid-input")
    assert "language_tr" in told[0].json["detail"]
    assert told[1].status_code == 201, told[1].text
