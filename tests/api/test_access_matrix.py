"""Every endpoint × method × role × (own, foreign, other tenant, deleted, guessed)."""

import re
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from flask.testing import FlaskClient

from tests.api.matrix import (
    ENDS_A_SIGN_IN,
    ITEMS,
    LISTS,
    NOUNS,
    OPEN,
    ROLES,
    SEEN_BY_OPERATOR,
    WRITES,
)
from tests.api.world import World

API = "/api/v1/"
ABSENT = ("other", "deleted", "guessed")
ASKED = {"child": "children", "person": "persons"}
"""Whom a question about a person for a child names."""
NEVER = {"If-Match": '"999999"'}
"""A version no row has: whoever may change gets 412 and nothing is changed."""
EMPTY = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def per_role(words: str) -> dict[str, str]:
    return dict(zip(ROLES, words.split(), strict=True))


def id_in(world: World, name: str, key: str) -> UUID:
    return world.ids.get(name, {}).get(key) or uuid4()


def ask(client: FlaskClient, world: World, role: str, call: str, **more):
    method, _, path = call.partition(" ")
    return client.open(
        API + path, method=method, headers={**world.headers[role], **NEVER}, **more
    )


def bare(answer) -> tuple:
    """An answer without what differs from request to request."""
    body = re.sub(rb"urn:uuid:[0-9a-f-]+", b"", answer.data)
    headers = {k: v for k, v in answer.headers.items() if k != "X-Request-Id"}
    return answer.status_code, headers, body


def assert_alike(answers: list) -> None:
    """Not yours, not there any more and never there cannot be told apart."""
    assert len({repr(bare(answer)) for answer in answers}) == 1, answers


def writes_of(noun: str) -> tuple[str, ...]:
    return WRITES.get(noun, ("POST", "PATCH", "DELETE"))


def test_every_endpoint_has_an_entry(still_world: World) -> None:
    known = set(OPEN) | {f"{ENDS_A_SIGN_IN.replace(' ', f' {API}', 1)}"}
    for noun in NOUNS:
        known.add(f"GET {API}{noun}")
        known.add(f"GET {API}{noun}/<>")
        for method in writes_of(noun):
            known.add(f"{method} {API}{noun}" + ("" if method == "POST" else "/<>"))
    for call in (*ITEMS, *LISTS):
        method, path = call.split(" ")[:2]
        known.add(f"{method} {API}{re.sub('<[^>]*>', '<>', path)}")
    found = set()
    for rule in still_world.app.url_map.iter_rules():
        path = rule.rule
        if path.startswith(API):
            path = re.sub(r"<[^>]*>", "<>", path)
        for method in rule.methods - {"HEAD", "OPTIONS"}:
            found.add(f"{method} {path}")
    assert found == known


@pytest.mark.parametrize("noun", NOUNS)
def test_plain_noun(still_world: World, noun: str) -> None:
    client = still_world.client()
    for role, word in per_role(NOUNS[noun]).items():
        reads, changes, own, foreign = word
        assert_listed(client, still_world, role, noun, word)
        if "POST" in writes_of(noun):
            answer = client.post(API + noun, json={}, headers=still_world.headers[role])
            assert answer.status_code == (422 if changes == "C" else 403), (role, word)
        for name, may in (("own", own), ("foreign", foreign)):
            row = f"{noun}/{id_in(still_world, name, noun)}"
            expected = 403 if reads == "." else (404 if may == "-" else 200)
            answer = ask(client, still_world, role, f"GET {row}")
            assert answer.status_code == expected, (role, name, word)
            expected = 403 if changes == "." else (412 if may == "w" else 404)
            for method in set(writes_of(noun)) - {"POST"}:
                answer = ask(
                    client, still_world, role, f"{method} {row}", **body_of(method)
                )
                assert answer.status_code == expected, (role, name, method, word)
        assert_absent(client, still_world, role, noun, word)


def body_of(method: str) -> dict:
    return {"json": {}} if method in ("PATCH", "PUT") else {}


def assert_listed(client, world: World, role: str, noun: str, word: str) -> None:
    answer = ask(client, world, role, f"GET {noun}?page_size=200")
    if word[0] == ".":
        assert answer.status_code == 403, (role, word)
        return
    assert answer.status_code == 200, (role, word)
    listed = {item["id"] for item in answer.json["items"]}
    assert answer.json["total"] == len(listed)
    for name, may in (("own", word[2]), ("foreign", word[3])):
        there = str(id_in(world, name, noun)) in listed
        assert there == (may != "-"), (role, name, word)
    assert str(id_in(world, "other", noun)) not in listed


def assert_absent(client, world: World, role: str, noun: str, word: str) -> None:
    for method in ("GET", *(set(writes_of(noun)) - {"POST"})):
        answers = [
            ask(
                client,
                world,
                role,
                f"{method} {noun}/{id_in(world, name, noun)}",
                **body_of(method),
            )
            for name in ABSENT
        ]
        assert_alike(answers)
        granted = word[0] == "R" if method == "GET" else word[1] == "C"
        assert answers[0].status_code == (404 if granted else 403), (role, method)


@pytest.mark.parametrize("call", ITEMS)
def test_item(still_world: World, call: str) -> None:
    client = still_world.client()
    key = re.search(r"[<{](\w+)[>}]", call)[1]
    for role, word in per_role(ITEMS[call]).items():
        own, foreign = word.split("/")
        for name, expected in (("own", own), ("foreign", foreign)):
            answer = ask_item(client, still_world, role, call, name)
            assert answer.status_code == int(expected), (role, name, answer.json)
        everywhere = role == "operator" and key in SEEN_BY_OPERATOR
        absent = [name for name in ABSENT if not (everywhere and name == "other")]
        answers = [ask_item(client, still_world, role, call, name) for name in absent]
        assert_alike(answers)
        expected = 403 if {own, foreign} == {"403"} else 404
        assert answers[0].status_code == expected, (role, answers[0].json)


SENT = {
    r"PUT .*": {"answer": "accept"},
    r"PUT (coaching-sessions|contact-visits|consultations|cluster-events)/.*/answer": {
        "answer": "confirm"
    },
    r"POST .*/move": {},
    r"POST (consultations|cluster-events)/.*/move": {"day": "2027-03-11"},
    r".*/held": {"minutes": 60},
}
"""What is sent where a plain row would not do; the last that fits counts."""


def sent(world: World, call: str, name: str, row_id) -> dict:
    """The request beside its address."""
    method, path = call.split(" ")[:2]
    about = str(id_in(world, name, "proposals"))
    if path == "publications":
        return {"json": {"proposal_id": about}}
    if path == "explanations/session":
        asked = {"kindergarten_id": str(row_id), "month": "2027-03-01"}
        return {"json": {**asked, "question": "why"}}
    if path.startswith("explanations"):
        return {"json": {"proposal_id": about, "question": "gap"}}
    if path.endswith("/file"):
        return {"data": {"file": (BytesIO(EMPTY), "x.ics")}}
    if call == "GET proposals/<proposals>/explanation":
        ids = {f"{k}_id": id_in(world, name, n) for k, n in ASKED.items()}
        return {"query_string": {key: str(value) for key, value in ids.items()}}
    fits = [body for known, body in SENT.items() if re.fullmatch(known, call)]
    return {"json": fits[-1]} if fits else body_of(method)


def ask_item(client, world: World, role: str, call: str, name: str):
    key = re.search(r"[<{](\w+)[>}]", call)[1]
    row_id = id_in(world, name, key)
    method, path = call.split(" ")[:2]
    path = re.sub(r"<\w+>", str(row_id), path)
    body = sent(world, call, name, row_id)
    return ask(client, world, role, f"{method} {path}", **body)


OF_A_YEAR = (
    "GET engagements",
    "GET budgets",
    "GET consultations",
    "GET cluster-events",
    "GET coaching-sessions",
    "GET coaching-sessions/accounts",
)


@pytest.mark.parametrize("call", LISTS)
def test_list(still_world: World, call: str) -> None:
    client = still_world.client()
    for role, expected in per_role(LISTS[call]).items():
        body = {"json": {}} if call.startswith("POST") else {}
        if re.search(r"reports/(coverage|statements)", call):
            body = {"query_string": {"month": "2026-10"}}
        if call in OF_A_YEAR:
            body = {"query_string": {"year": "2027"}}
        if call.endswith("statement.xlsx"):
            body = {"query_string": {"month": "2027-03"}}
        if call in ("POST imports", "POST busy-calendars"):
            body = {"data": {}, "content_type": "multipart/form-data"}
        answer = ask(client, still_world, role, call, **body)
        assert answer.status_code == int(expected), (role, answer.json)
        if call.startswith("GET") and answer.status_code == 200:
            foreign = {str(row_id) for row_id in still_world.ids["other"].values()}
            if role == "operator":
                continue
            assert not [i for i in foreign if i.encode() in answer.data], role


def test_nobody_gets_anywhere(still_world: World) -> None:
    client = still_world.client()
    for noun in NOUNS:
        for path in (noun, f"{noun}/{id_in(still_world, 'own', noun)}"):
            assert client.get(API + path).status_code == 401
        for method in writes_of(noun):
            tail = "" if method == "POST" else f"/{uuid4()}"
            answer = client.open(API + noun + tail, method=method, json={})
            assert answer.status_code == 401
    for call in (*ITEMS, *LISTS, ENDS_A_SIGN_IN):
        method, path = call.split(" ")[:2]
        path = re.sub(r"<\w+>", str(uuid4()), path)
        assert client.open(API + path, method=method).status_code == 401
