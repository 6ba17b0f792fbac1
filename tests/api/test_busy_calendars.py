"""Calendars given over HTTP: by whom, in which versions, once per key, kept how."""

from io import BytesIO
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from flask import Flask

from service.busy.reading import read_calendar
from service.db.store import Store
from service.db.tables.visits import ConsultationHost
from service.db.tables.workshops import Cluster, ClusterMember
from service.domain.kinds import Role
from service.use_cases import give_calendar as module
from tests.api.world import bearer, join, make_user
from tests.service.busy.files import calendar, event
from tests.service.matching.build import make_programme

URL = "/api/v1/busy-calendars"
CANARY = "Zaunkönig"
SECRET = event(
    "DTSTART:20261103T090000Z",
    "DTEND:20261103T100000Z",
    f"SUMMARY:{CANARY}",
    uid=CANARY,
)
BROKEN = event("DTSTART:übermorgen", f"SUMMARY:{CANARY}")


@pytest.fixture
def people(app: Flask, store: Store) -> SimpleNamespace:
    """A programme, and somebody of every role in it with a token."""
    found = make_programme(store)
    found.app, found.store = app, store
    tenant = SimpleNamespace(id=found.tenant_id)
    bindings = {
        "coordinator": (Role.COORDINATOR, {}),
        "anna": (Role.COACH, {"coach_id": found.anna}),
        "berta": (Role.COACH, {"coach_id": found.berta}),
        "sun": (Role.KINDERGARTEN, {"kindergarten_id": found.sun}),
        "weimar": (Role.COUNTY, {"area_id": found.weimar}),
        "counsellor": (Role.COUNSELLOR, {}),
    }
    found.headers = {}
    for name, (role, bound) in bindings.items():
        user = make_user(store, name)
        join(store, tenant.id, user, role, **bound)
        found.headers[name] = bearer(store, tenant.id, user)
    return found


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    """Files are read in this process, but for the tests that are about a file."""
    if "really" not in request.node.name:
        monkeypatch.setattr(module, "read_apart", read_calendar)


def _form(of: str, whose: UUID, content: bytes, **more: object) -> dict:
    return {
        "data": {
            "owner_kind": of,
            "owner_id": str(whose),
            "name": "Dienst",
            "file": (BytesIO(content), f"{CANARY}.ics"),
            **more,
        },
        "content_type": "multipart/form-data",
    }


def _give(people: SimpleNamespace, who: str, of: str, whose: UUID, **more):
    headers = people.headers[who] | more.pop("headers", {})
    form = _form(of, whose, more.pop("content", calendar(SECRET)), **more)
    return people.app.test_client().post(URL, headers=headers, **form)


def _ask(people: SimpleNamespace, who: str, method: str, path: str = "", **more):
    headers = people.headers[who] | more.pop("headers", {})
    return people.app.test_client().open(
        URL + path, method=method, headers=headers, **more
    )


def test_a_file_is_really_read_and_only_its_times_are_told(
    people: SimpleNamespace,
) -> None:
    answer = _give(people, "anna", "coach", people.anna)
    assert answer.status_code == 201, answer.json
    told = answer.json
    assert (told["busy_spans"], told["owner_kind"]) == (1, "coach")
    assert (told["name"], told["reaches_until"]) == ("Dienst", "2028-11-01")
    assert answer.headers["Location"].endswith(told["id"])
    item = _ask(people, "anna", "GET", f"/{told['id']}")
    assert item.json == told
    assert item.headers["ETag"] == f'"{told["version"]}"'
    listed = _ask(people, "anna", "GET")
    assert listed.json["items"] == [told]
    for said in (answer, item, listed):
        assert CANARY not in said.text
        assert CANARY.encode() not in said.data


def test_a_file_that_is_really_broken_is_a_problem_with_a_line(
    people: SimpleNamespace,
) -> None:
    answer = _give(people, "anna", "coach", people.anna, content=calendar(BROKEN))
    assert answer.status_code == 422
    (error,) = answer.json["errors"]
    assert (error["pointer"], error["code"]) == ("/file", "bad-date")
    assert error["detail"].startswith("Zeile 6: ")
    assert "bermorgen" not in answer.text
    assert CANARY not in answer.text


def test_one_key_gives_one_calendar(people: SimpleNamespace) -> None:
    key = {"Idempotency-Key": "a"}
    first, again = (
        _give(people, "anna", "coach", people.anna, headers=key) for _ in range(2)
    )
    assert first.json == again.json
    assert again.headers["Idempotent-Replayed"] == "true"
    other = _give(people, "anna", "coach", people.anna, headers=key, content=calendar())
    assert other.status_code == 422
    assert _ask(people, "anna", "GET").json["total"] == 1


def test_a_version_has_to_be_named_and_be_the_current_one(
    people: SimpleNamespace,
) -> None:
    told = _give(people, "sun", "kindergarten", people.sun).json
    path = f"/{told['id']}"

    def put(**headers: str):
        form = {
            "data": {"file": (BytesIO(calendar()), "x.ics")},
            "content_type": "multipart/form-data",
        }
        return _ask(people, "sun", "PUT", f"{path}/file", headers=headers, **form)

    assert put().status_code == 428
    assert put(**{"If-Match": '"99"'}).status_code == 412
    changed = put(**{"If-Match": f'"{told["version"]}"'})
    assert changed.status_code == 200
    assert changed.json["busy_spans"] == 0
    assert _ask(people, "sun", "DELETE", path).status_code == 428
    stale = {"If-Match": f'"{told["version"]}"'}
    assert _ask(people, "sun", "DELETE", path, headers=stale).status_code == 412
    now = {"If-Match": changed.headers["ETag"]}
    assert _ask(people, "sun", "DELETE", path, headers=now).status_code == 204
    assert _ask(people, "sun", "GET", path).status_code == 404


def test_who_may_give_a_calendar_of_anna(people: SimpleNamespace) -> None:
    for who, status in (
        ("coordinator", 201),
        ("anna", 201),
        ("berta", 404),
        ("sun", 404),
        ("weimar", 403),
        ("counsellor", 403),
    ):
        answer = _give(people, who, "coach", people.anna)
        assert answer.status_code == status, who
        if status == 404:
            nobody = _give(people, who, "coach", uuid4())
            assert nobody.status_code == 404
            assert nobody.json["detail"] == answer.json["detail"]


def test_who_may_see_and_remove_it(people: SimpleNamespace) -> None:
    for who, status in (("berta", 404), ("anna", 200), ("coordinator", 200)):
        told = _give(people, "anna", "coach", people.anna).json
        path = f"/{told['id']}"
        assert _ask(people, who, "GET", path).status_code == status, who
        removed = _ask(people, who, "DELETE", path, headers={"If-Match": "*"})
        assert removed.status_code == (204 if status == 200 else status), who


def test_bad_input_is_told(people: SimpleNamespace) -> None:
    for fault in (
        {"owner_kind": "county"},
        {"owner_id": "x"},
        {"name": ""},
        {"name": "x" * 101},
        {"colour": "red"},
        {"file": ""},
    ):
        answer = _give(people, "coordinator", "coach", people.anna, **fault)
        assert answer.status_code == 422, fault
        assert answer.json["errors"]


class TestFeeds:
    """Each takes part with a calendar of her own; a coordinator gives any."""

    def _subscribe(self, people: SimpleNamespace, who: str, kind: str, to: UUID) -> int:
        body = {"kind": kind, "recipient_id": str(to), "label": "Handy"}
        return (
            people.app.test_client()
            .post("/api/v1/feeds", json=body, headers=people.headers[who])
            .status_code
        )

    def test_who_may_subscribe_to_what(self, people: SimpleNamespace) -> None:
        host, cluster = uuid4(), uuid4()
        with people.store.write(people.tenant_id) as session:
            session.add(
                ConsultationHost(
                    id=host, kindergarten_id=people.sun, visits_per_month=2
                )
            )
            session.add(Cluster(id=cluster, name="Mitte"))
            session.flush()
            session.add(
                ClusterMember(
                    cluster_id=cluster,
                    commune="Weimar",
                    area_id=people.weimar,
                    land="TH",
                    participants=9,
                )
            )
        wanted = {
            ("coach", people.anna): "coordinator anna",
            ("kindergarten", people.sun): "coordinator sun",
            ("county", people.weimar): "coordinator weimar",
            ("county", people.jena): "coordinator",
            ("county", people.tenant_id): "coordinator",
            ("host", host): "coordinator sun",
            ("cluster", cluster): "coordinator weimar",
            ("coach", uuid4()): "",
            ("host", uuid4()): "",
            ("cluster", uuid4()): "",
            ("county", uuid4()): "",
        }
        for (kind, to), allowed in wanted.items():
            for who in ("coordinator", "anna", "berta", "sun", "weimar"):
                expected = 201 if who in allowed.split() else 404
                found = self._subscribe(people, who, kind, to)
                assert found == expected, (who, kind, found)
