"""A POST that comes twice is done once."""

import json
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import select

from service import idempotency
from service.db.tables.jobs import IdempotencyKey
from service.nouns import write
from service.towns.make import make_town
from service.towns.workbook import write_workbook
from tests.api.world import World

URL = "/api/v1/contacts"


CSV = "Kürzel;Vorname;Nachname\nP-9;Ada;Muster\n".encode()
FEED = {
    "kind": "person",
    "recipient_id": lambda world: str(world.ids["own"]["persons"]),
    "label": "Handy",
}


def visit(world: World, day: str = "2026-11-10") -> dict:
    own = world.ids["own"]
    return {
        "child_id": str(own["children"]),
        "person_id": str(own["persons"]),
        "day": day,
        "minutes": 90,
        "kind": "visit",
    }


def send(world: World, key: str, body: dict, role: str = "counsellor"):
    headers = {**world.headers[role], "Idempotency-Key": key}
    return world.client().post(URL, json=body, headers=headers)


def count(world: World) -> int:
    answer = world.client().get(URL, headers=world.headers["counsellor"])
    return answer.json["total"]


def test_the_same_request_gets_the_same_answer(world: World) -> None:
    before = count(world)
    first = send(world, "k-1", visit(world))
    again = send(world, "k-1", visit(world))
    assert first.status_code == again.status_code == 201
    assert (again.data, again.headers["Location"]) == (
        first.data,
        first.headers["Location"],
    )
    assert again.headers["ETag"] == first.headers["ETag"]
    assert again.headers["Idempotent-Replayed"] == "true"
    assert count(world) == before + 1


def test_another_body_under_the_same_key_is_refused(world: World) -> None:
    send(world, "k-1", visit(world))
    other = send(world, "k-1", visit(world, "2026-11-11"))
    assert other.status_code == 422
    assert other.json["errors"][0]["code"] == "key-reused"


def test_keys_belong_to_whoever_sent_them(world: World) -> None:
    send(world, "k-1", visit(world))
    own = send(world, "k-1", visit(world, "2026-11-11"), role="administrator")
    assert own.status_code == 201


def test_a_refused_request_may_be_mended_under_its_key(world: World) -> None:
    wrong = {**visit(world), "child_id": str(uuid4())}
    assert send(world, "k-1", wrong).status_code == 422
    assert send(world, "k-1", visit(world)).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 101, "ä"])
def test_strange_keys_are_refused(world: World, key: str) -> None:
    headers = {**world.headers["counsellor"], "Idempotency-Key": key}
    answer = world.client().post(URL, json=visit(world), headers=headers)
    assert answer.status_code == 400


def test_of_parallel_requests_one_is_done(world: World) -> None:
    before, barrier = count(world), Barrier(4)

    def once(_: int) -> int:
        barrier.wait()
        return send(world, "k-1", visit(world)).status_code

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(once, range(4)))
    assert 201 in statuses
    assert set(statuses) <= {201, 409}
    assert count(world) == before + 1


def test_a_crash_between_commit_and_answer_is_not_done_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """Nothing of the process runs after this."""

    def die(*_args: object, **_more: object) -> None:
        raise Killed

    before = count(world)
    with monkeypatch.context() as patched:
        patched.setattr("api.idempotent.keep_answer", die)
        patched.setattr("api.idempotent.give_back", die)
        with pytest.raises(Killed):
            send(world, "k-1", visit(world))
    assert count(world) == before + 1
    again = send(world, "k-1", visit(world))
    assert again.status_code == 409
    assert "wurde ausgeführt" in again.json["detail"]
    assert count(world) == before + 1


def test_a_crash_before_the_commit_frees_the_key_after_a_while(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """Nothing of the process runs after this."""

    def die(*_args: object, **_more: object) -> None:
        raise Killed

    with monkeypatch.context() as patched:
        patched.setattr(write, "check_references", die)
        patched.setattr("api.idempotent.give_back", lambda *_: None)
        with pytest.raises(Killed):
            send(world, "k-1", visit(world))
    assert send(world, "k-1", visit(world)).status_code == 409
    world.store.clock.advance(minutes=5)
    assert send(world, "k-1", visit(world)).status_code == 201


def test_an_old_key_is_forgotten(world: World) -> None:
    send(world, "k-1", visit(world))
    world.store.clock.advance(days=2)
    assert idempotency.KEEP.days == 2
    other = send(world, "k-1", visit(world, "2026-11-11"))
    assert other.status_code == 201


def test_an_uploaded_file_belongs_to_the_request(world: World) -> None:
    def upload(content: bytes):
        headers = {**world.headers["counsellor"], "Idempotency-Key": "k-1"}
        return world.client().post(
            "/api/v1/imports",
            data={"file": (BytesIO(content), "personen.csv")},
            headers=headers,
        )

    first = upload(CSV)
    again = upload(CSV)
    assert first.status_code == 201, first.text
    assert (again.status_code, again.data) == (201, first.data)
    assert again.headers["Idempotent-Replayed"] == "true"
    other = upload(CSV + b"x\n")
    assert (other.status_code, other.json["errors"][0]["code"]) == (422, "key-reused")


def kept(world: World) -> IdempotencyKey:
    with world.store.system_read() as session:
        return session.scalars(select(IdempotencyKey)).one()


def test_a_stored_import_is_stored_once_and_told_alike(
    world: World, tmp_path: Path
) -> None:
    write_workbook(make_town(10), tmp_path / "ort.xlsx")
    client, counsellor = world.client(), world.headers["counsellor"]
    data = {"file": (BytesIO((tmp_path / "ort.xlsx").read_bytes()), "ort.xlsx")}
    checked = client.post("/api/v1/imports", data=data, headers=counsellor)
    assert checked.status_code == 201, checked.text
    url = f"{checked.headers['Location']}/storage"
    keyed = {**counsellor, "Idempotency-Key": "k-1"}
    first, again = (client.post(url, headers=keyed) for _ in range(2))
    assert (first.status_code, again.status_code) == (200, 200), first.text
    assert again.data == first.data == kept(world).body
    assert again.headers["Idempotent-Replayed"] == "true"
    without = client.post(url, headers=counsellor)
    assert without.status_code in (404, 409), without.text
    elsewhere = client.post(f"/api/v1/imports/{uuid4()}/storage", headers=keyed)
    assert elsewhere.json["errors"][0]["code"] == "key-reused"


def test_nothing_of_a_password_is_kept_that_could_be_guessed_at(world: World) -> None:
    sent = json.dumps(
        {
            "email": "neu@lueckenlos.example",
            "display_name": "Neu",
            "role": "counsellor",
            "password": "Gurke Teppich Sonnenuhr Kamm",
        }
    )
    answer = world.client().post(
        "/api/v1/users",
        data=sent,
        content_type="application/json",
        headers={**world.headers["administrator"], "Idempotency-Key": "k-1"},
    )
    assert answer.status_code == 201, answer.text
    row = kept(world)
    assert b"Gurke" not in row.body
    assert {"Content-Type", "Location", "ETag"} <= set(row.headers)
    assert not {"Set-Cookie", "Authorization"} & set(row.headers)
    guess = sha256(f"POST /api/v1/users?\n{sent}".encode()).hexdigest()
    assert row.request_digest != guess
    assert len(row.request_digest) == 64


@pytest.mark.parametrize(
    ("path", "body"),
    [("tokens", {"label": "Skript", "scopes": ["read"]}), ("feeds", FEED)],
)
def test_a_key_is_refused_where_the_answer_is_a_secret(
    world: World, path: str, body: dict
) -> None:
    body = {k: v(world) if callable(v) else v for k, v in body.items()}
    headers = world.headers["counsellor"]
    url = f"/api/v1/{path}"
    before = world.client().get(url, headers=headers).json["total"]
    keyed = {**headers, "Idempotency-Key": "k-1"}
    answer = world.client().post(url, json=body, headers=keyed)
    assert answer.status_code == 422
    assert answer.json["errors"][0]["code"] == "key-refused"
    assert "ohne Idempotency-Key" in answer.json["errors"][0]["detail"]
    assert world.client().get(url, headers=headers).json["total"] == before
    assert world.client().post(url, json=body, headers=headers).status_code == 201
