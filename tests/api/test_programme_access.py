"""Coach, kindergarten and county: their own engagements and money, nobody else's."""

from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from service.db.store import Store
from service.db.tables.engagements import Engagement
from service.domain.kinds import Role
from tests.api.world import bearer, join, make_user
from tests.service.matching.build import ask, make_programme

API = "/api/v1/"
WALKERS = ("coordinator", "coach", "kindergarten", "county")


class Walk:
    """A programme whose three engagements are asked for, and who looks at it."""

    def __init__(self, app: Flask, store: Store) -> None:
        self.app, self.store = app, store
        self.programme = make_programme(store)
        ask(store, self.programme.actor)
        tenant_id = self.programme.tenant_id
        bindings = {
            "coordinator": (Role.COORDINATOR, {}),
            "coach": (Role.COACH, {"coach_id": self.programme.anna}),
            "kindergarten": (
                Role.KINDERGARTEN,
                {"kindergarten_id": self.programme.hill},
            ),
            "county": (Role.COUNTY, {"area_id": self.programme.jena}),
        }
        self.headers = {}
        for name, (role, binding) in bindings.items():
            user = make_user(store, f"{name}-walker")
            join(store, tenant_id, user, role, **binding)
            self.headers[name] = bearer(store, tenant_id, user)
        with store.read(tenant_id) as session:
            rows = session.scalars(select(Engagement)).all()
        self.of = {row.kindergarten_id: row.id for row in rows}

    def open(self, who: str, method: str, path: str, **more):
        client = self.app.test_client(use_cookies=False)
        headers = {**self.headers[who], **more.pop("headers", {})}
        return client.open(API + path, method=method, headers=headers, **more)

    def houses(self, who: str) -> set[UUID]:
        answer = self.open(who, "GET", "engagements?year=2027")
        assert answer.status_code == 200, answer.json
        return {UUID(item["kindergarten_id"]) for item in answer.json["items"]}

    def say(self, who: str, house: UUID, answer: str, version: str = '"1"'):
        return self.open(
            who,
            "PUT",
            f"engagements/{self.of[house]}/answer",
            json={"answer": answer},
            headers={"If-Match": version},
        )


@pytest.fixture
def walk(app: Flask, store: Store) -> Walk:
    return Walk(app, store)


def test_each_side_sees_its_own_engagements(walk: Walk) -> None:
    there = walk.programme
    assert walk.houses("coordinator") == {there.sun, there.river, there.hill}
    assert walk.houses("coach") == {there.sun, there.river}
    assert walk.houses("kindergarten") == {there.hill}
    assert walk.houses("county") == {there.hill}


def test_others_engagements_look_as_if_they_were_not_there(walk: Walk) -> None:
    for who in ("coach", "kindergarten", "county"):
        foreign = walk.programme.hill if who == "coach" else walk.programme.sun
        there = walk.open(who, "GET", f"engagements/{walk.of[foreign]}")
        never = walk.open(who, "GET", f"engagements/{uuid4()}")
        assert (there.status_code, never.status_code) == (404, 404), who
        assert {**there.json, "instance": ""} == {**never.json, "instance": ""}


def test_a_county_reads_no_coach_and_a_kindergarten_no_money(walk: Walk) -> None:
    path = f"engagements/{walk.of[walk.programme.hill]}"
    county = walk.open("county", "GET", path)
    assert (county.json["coach_id"], county.json["way_minutes"]) == (None, None)
    assert "Berta" not in county.text
    assert county.json["year_cents"] > 0
    house = walk.open("kindergarten", "GET", path)
    assert house.json["coach"] == "Berta Muster"
    assert house.json["year_cents"] is None


def test_budgets_are_for_those_who_pay_and_those_who_plan(walk: Walk) -> None:
    told = {who: walk.open(who, "GET", "budgets?year=2027") for who in WALKERS}
    assert {who: answer.status_code for who, answer in told.items()} == {
        "coordinator": 200,
        "coach": 403,
        "kindergarten": 403,
        "county": 200,
    }
    (budget,) = told["county"].json["items"]
    assert budget["county"] == "Jena"
    assert budget["left_cents"] == 2_000_000 - budget["asked_cents"]
    # twelve months of three hours at 60 euros; she lives next door
    assert budget["asked_cents"] == 12 * 6 * 3000


def test_a_coach_accepts_her_own_with_the_version_she_saw(walk: Walk) -> None:
    sun = walk.programme.sun
    shown = walk.open("coach", "GET", f"engagements/{walk.of[sun]}")
    tag = shown.headers["ETag"]
    said = walk.say("coach", sun, "accept", tag)
    assert (said.status_code, said.json) == (200, {"state": "accepted"})
    assert walk.say("coach", sun, "decline", tag).status_code == 412
    assert walk.say("coach", sun, "release", "*").status_code == 403


def test_nobody_answers_for_another_coach(walk: Walk) -> None:
    for who, status in (("coach", 404), ("kindergarten", 403), ("county", 403)):
        assert walk.say(who, walk.programme.hill, "accept").status_code == status


NOTHING_OF_THEIRS = (
    "GET proposals",
    "POST proposals",
    "POST proposals/matching",
    "POST publications",
    "POST explanations/matching",
    "POST engagements",
    "GET persons",
    "GET children",
    "GET users",
    "GET audit-events",
)


def test_those_taking_part_plan_nothing_and_see_nobody_else(walk: Walk) -> None:
    for call in NOTHING_OF_THEIRS:
        method, path = call.split()
        body = {"json": {}} if method == "POST" else {}
        for who in ("coach", "kindergarten", "county"):
            answer = walk.open(who, method, path, **body)
            assert answer.status_code == 403, (who, call)


def test_the_coordination_matches_reads_publishes_and_asks(walk: Walk) -> None:
    asked = walk.open("coordinator", "POST", "proposals/matching", json={"year": 2028})
    assert asked.status_code == 202, asked.json
    assert (asked.json["kind"], asked.json["state"]) == ("matching", "queued")
    address = asked.headers["Location"].removeprefix(API)
    assert walk.open("coordinator", "GET", address).status_code == 200
    assert walk.open("coordinator", "GET", f"{address}/pairs").json["total"] == 0
    early = walk.open(
        "coordinator", "POST", "publications", json={"proposal_id": asked.json["id"]}
    )
    assert early.status_code == 409


def test_a_pair_is_settled_by_hand_once(walk: Walk) -> None:
    there = walk.programme
    pair = {
        "coach_id": str(there.berta),
        "kindergarten_id": str(there.sun),
        "half_hours": 6,
        "year": 2028,
    }
    made = walk.open("coordinator", "POST", "engagements", json=pair)
    assert made.status_code == 201, made.json
    again = walk.open("coordinator", "POST", "engagements", json=pair)
    assert again.status_code == 409
    assert "Berta Muster" in again.json["detail"]
