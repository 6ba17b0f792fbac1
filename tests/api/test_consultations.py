"""Visits over HTTP: host and guest their own, the coordination moves and asks why."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask

from service.db.store import Store
from service.domain.kinds import Role
from tests.api.turns import all_taken
from tests.api.world import bearer, join, make_user
from tests.service.dates.consulting import plan, with_hosts

URL = "/api/v1/consultations"
YEAR = {"year": "2027"}


@pytest.fixture
def there(store: Store):
    programme = with_hosts(store)
    plan(store, programme)
    return programme


@pytest.fixture
def walkers(app: Flask, store: Store, there):
    """Clients of all who take part; ``guest`` comes to ``host``."""
    sides = {
        "coordinator": (Role.COORDINATOR, {}),
        "guest": (Role.KINDERGARTEN, {"kindergarten_id": there.hill}),
        "host": (Role.KINDERGARTEN, {"kindergarten_id": there.east_house}),
        "coach": (Role.COACH, {"coach_id": there.anna}),
        "county": (Role.COUNTY, {"area_id": there.jena}),
    }
    users = {}
    for name, (role, binding) in sides.items():
        user = make_user(store, f"{name}-visits")
        join(store, there.tenant_id, user, role, **binding)
        users[name] = user
    client = app.test_client(use_cookies=False)

    def ask(who: str, method: str, path: str = "", **more):
        own = bearer(store, there.tenant_id, users[who])
        given = {**own, **more.pop("headers", {})}
        return client.open(URL + path, method=method, headers=given, **more)

    return ask


def shown(walkers, who: str):
    return walkers(who, "GET", query_string=YEAR).json["items"]


def test_guest_and_host_read_their_own_and_the_others_none(walkers) -> None:
    (visit,) = shown(walkers, "guest")
    assert (visit["kindergarten"], visit["host"]) == ("Saaleknirpse", "Zeissnest")
    assert shown(walkers, "host") == [visit]
    assert len(shown(walkers, "coordinator")) == 3
    for who in ("coach", "county"):
        assert walkers(who, "GET", query_string=YEAR).status_code == 403


def test_a_visit_of_others_looks_as_if_it_were_not_there(walkers) -> None:
    (own,) = shown(walkers, "guest")
    foreign = next(v for v in shown(walkers, "coordinator") if v["id"] != own["id"])
    said = {"json": {"answer": "cancel"}, "headers": {"If-Match": '"1"'}}
    there = walkers("guest", "PUT", f"/{foreign['id']}/answer", **said)
    never = walkers("guest", "PUT", f"/{uuid4()}/answer", **said)
    assert (there.status_code, never.status_code) == (404, 404)
    assert {**there.json, "instance": ""} == {**never.json, "instance": ""}


@pytest.mark.server
def test_a_visit_moves_on_a_coordinators_word_with_the_version_she_saw(
    app: Flask, walkers
) -> None:
    (own,) = shown(walkers, "guest")
    day = date.fromisoformat(own["day"]) + timedelta(days=7)
    asked = {
        "json": {"day": day.isoformat()},
        "headers": {"If-Match": f'"{own["version"]}"'},
    }
    path = f"/{own['id']}/move"
    assert walkers("guest", "POST", path, **asked).status_code == 403
    with all_taken(app):
        assert walkers("coordinator", "POST", path, **asked).status_code == 503
    done = walkers("coordinator", "POST", path, **asked)
    assert (done.status_code, done.json["day"]) == (200, day.isoformat())
    app.extensions["answering"].close()
    assert walkers("coordinator", "POST", path, **asked).status_code == 412
    (now,) = shown(walkers, "host")
    assert (now["day"], now["state"]) == (day.isoformat(), "moved")
    answered = walkers(
        "host",
        "PUT",
        f"/{own['id']}/answer",
        json={"answer": "confirm"},
        headers={"If-Match": f'"{now["version"]}"'},
    )
    assert answered.status_code == 200, answered.json
    fixed = walkers("coordinator", "POST", path, json={}, headers={"If-Match": "*"})
    assert fixed.status_code == 409


@pytest.mark.server
def test_reasons_are_told_to_whom_they_concern(app: Flask, walkers, there) -> None:
    own = {"kindergarten_id": str(there.hill), "year": 2027}
    why = walkers("guest", "POST", "/explanations", json=own)
    assert why.status_code == 200, why.json
    (reason,) = why.json["reasons"]
    assert reason["text"].startswith("Saaleknirpse besucht Zeissnest am ")
    sunday = {**own, "host_id": str(there.west), "day": "2027-03-07"}
    (no,) = walkers("guest", "POST", "/explanations", json=sunday).json["reasons"]
    assert no["rule"] == "host-weekday"
    for about in (there.sun, uuid4()):
        foreign = {**own, "kindergarten_id": str(about)}
        answer = walkers("guest", "POST", "/explanations", json=foreign)
        assert answer.status_code == 404
    alone = walkers("guest", "POST", "/explanations", json={**own, "day": "2027-03-07"})
    assert alone.status_code == 422
    with all_taken(app):
        late = walkers("guest", "POST", "/explanations", json=own)
    assert (late.status_code, late.headers["Retry-After"]) == (503, "5"), late.text
    app.extensions["answering"].close()
