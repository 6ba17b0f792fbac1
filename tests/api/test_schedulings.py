"""Dates over HTTP: asked for, watched, called off, moved, confirmed by both sides."""

from uuid import UUID

import pytest
from flask import Flask

from service.db.store import Store
from service.domain.kinds import Role
from service.jobs import table
from service.jobs.attempt import run_attempt
from service.jobs.limits import JobLimits
from service.jobs.registry import handlers
from tests.api.conftest import SETTINGS
from tests.api.world import bearer, join, make_user
from tests.service.dates.conftest import accepted

API = "/api/v1/"
DECEMBER = {"year": 2027, "first_month": 12, "seconds": 60}


class Programme:
    """Accepted engagements, and those who ask."""

    def __init__(self, app: Flask, store: Store) -> None:
        self.app, self.store = app, store
        self.rows = accepted(store)
        bindings = {
            "coordinator": (Role.COORDINATOR, {}),
            "coach": (Role.COACH, {"coach_id": self.rows.anna}),
            "kindergarten": (Role.KINDERGARTEN, {"kindergarten_id": self.rows.sun}),
        }
        self.headers = {}
        for name, (role, bound) in bindings.items():
            user = make_user(store, f"{name}-dates")
            join(store, self.rows.tenant_id, user, role, **bound)
            self.headers[name] = bearer(store, self.rows.tenant_id, user)

    def ask(self, who: str, method: str, path: str, body=None, **headers: str):
        client = self.app.test_client(use_cookies=False)
        sent = {**self.headers[who], **headers}
        return client.open(API + path, method=method, json=body, headers=sent)

    def work(self, asked) -> None:
        """What a worker does with a waiting job."""
        job = table.claim(self.store, UUID(asked.json["job_id"]), "test")
        assert job is not None
        run_attempt(self.store, handlers(SETTINGS), job, JobLimits(), lambda: None)

    def sessions(self, who: str = "coordinator") -> list[dict]:
        path = "coaching-sessions?year=2027"
        return self.ask(who, "GET", path).json["items"]

    def found(self) -> dict:
        asked = self.ask("coordinator", "POST", "schedulings", DECEMBER)
        assert asked.status_code == 202, asked.text
        self.work(asked)
        return self.ask("coordinator", "GET", asked.headers["Location"][8:]).json


@pytest.fixture
def programme(app: Flask, store: Store) -> Programme:
    return Programme(app, store)


def test_dates_are_asked_for_watched_and_stand(programme: Programme) -> None:
    asked = programme.ask("coordinator", "POST", "schedulings", DECEMBER)
    assert asked.status_code == 202, asked.text
    assert asked.headers["Location"].endswith(f"schedulings/{asked.json['id']}")
    assert asked.headers["Retry-After"] == "1"
    assert (asked.json["state"], asked.json["added"]) == ("queued", 0)
    twice = programme.ask("coordinator", "POST", "schedulings", DECEMBER)
    assert twice.status_code == 409
    assert "werden schon gesucht" in twice.json["detail"]
    assert programme.sessions() == []
    programme.work(asked)
    done = programme.ask("coordinator", "GET", f"schedulings/{asked.json['id']}").json
    assert (done["state"], done["share"], done["failure"]) == ("done", 1.0, "")
    assert (done["added"], done["moved"], done["without_date"]) == (3, 0, [])
    assert done["proven"]
    assert len(programme.sessions()) == 3
    listed = programme.ask("coordinator", "GET", "schedulings").json["items"]
    assert [each["id"] for each in listed] == [asked.json["id"]]
    for who in ("coach", "kindergarten"):
        assert programme.ask(who, "POST", "schedulings", DECEMBER).status_code == 403
        assert programme.ask(who, "GET", "schedulings").status_code == 403


def test_a_search_called_off_leaves_everything_as_it_was(programme: Programme) -> None:
    asked = programme.ask("coordinator", "POST", "schedulings", DECEMBER)
    path = f"schedulings/{asked.json['id']}/cancellation"
    assert programme.ask("coordinator", "POST", path).status_code == 202
    assert programme.ask("coordinator", "POST", path).status_code == 409
    told = programme.ask("coordinator", "GET", f"schedulings/{asked.json['id']}").json
    assert (told["state"], told["failure"]) == (
        "cancelled",
        "Die Berechnung wurde abgebrochen.",
    )
    assert programme.sessions() == []
    assert programme.found()["added"] == 3


def test_a_search_that_is_asked_for_badly_is_refused_at_once(
    programme: Programme,
) -> None:
    for wrong in (
        {},
        {"year": 2027, "first_month": 13},
        {"year": 1999},
        {**DECEMBER, "seconds": 0},
        {**DECEMBER, "kind": "holidays"},
    ):
        answer = programme.ask("coordinator", "POST", "schedulings", wrong)
        assert answer.status_code == 422, wrong


def test_a_session_is_confirmed_refused_and_moved(programme: Programme) -> None:
    programme.found()
    own = programme.sessions("kindergarten")[0]
    path = f"coaching-sessions/{own['id']}"
    tag = {"If-Match": f'"{own["version"]}"'}
    confirm, refuse = {"answer": "confirm"}, {"answer": "refuse"}
    half = programme.ask("kindergarten", "PUT", f"{path}/answer", confirm, **tag)
    assert half.json["open_sides"] == ["coach"]
    late = programme.ask("coach", "PUT", f"{path}/answer", confirm, **tag)
    assert late.status_code == 412
    tag = {"If-Match": f'"{half.json["version"]}"'}
    stands = programme.ask("coach", "PUT", f"{path}/answer", confirm, **tag)
    assert stands.json["state"] == "confirmed"
    tag = {"If-Match": f'"{stands.json["version"]}"'}
    assert programme.ask("coach", "POST", f"{path}/move", {}, **tag).status_code == 403
    fixed = programme.ask("coordinator", "POST", f"{path}/move", {}, **tag)
    assert fixed.status_code == 409
    open_ = programme.ask("coach", "PUT", f"{path}/answer", refuse, **tag)
    assert (open_.json["state"], len(open_.json["open_sides"])) == ("planned", 2)
    tag = {"If-Match": f'"{open_.json["version"]}"'}
    asked = programme.ask("coordinator", "POST", f"{path}/move", {}, **tag)
    assert asked.status_code == 202, asked.text
    programme.work(asked)
    done = programme.ask("coordinator", "GET", f"schedulings/{asked.json['id']}").json
    assert (done["state"], done["moved"]) == ("done", 1), done
    (after,) = [s for s in programme.sessions() if s["id"] == own["id"]]
    assert after["day"] != own["day"]
    assert (after["state"], after["refused_by"]) == ("moved", [])


def test_each_side_asks_why_and_reads_its_own(programme: Programme) -> None:
    programme.found()
    house = str(programme.rows.sun)
    asked = {"kindergarten_id": house, "month": "2027-12-15", "question": "why"}
    told = {
        who: programme.ask(who, "POST", "explanations/session", asked)
        for who in ("coordinator", "coach", "kindergarten")
    }
    rules = {w: [s["rule"] for s in t.json["sentences"]] for w, t in told.items()}
    assert rules == {
        "coordinator": ["date-chosen", "shared-trip"],
        "coach": ["date-chosen", "shared-trip"],
        "kindergarten": ["date-chosen", "withheld"],
    }
    assert "Ilmwichtel" not in told["kindergarten"].text
    foreign = {**asked, "kindergarten_id": str(programme.rows.hill)}
    for who in ("coach", "kindergarten"):
        answer = programme.ask(who, "POST", "explanations/session", foreign)
        assert answer.status_code == 404, who
    lacking = {**asked, "question": "why-not"}
    answer = programme.ask("coach", "POST", "explanations/session", lacking)
    assert answer.status_code == 422


def test_a_move_to_a_holiday_fails_and_says_why(programme: Programme) -> None:
    programme.found()
    own = programme.sessions()[0]
    tag = {"If-Match": f'"{own["version"]}"'}
    path = f"coaching-sessions/{own['id']}/move"
    elsewhere = programme.ask("coordinator", "POST", path, {"day": "2027-01-08"}, **tag)
    assert elsewhere.status_code == 409
    assert "gehört in den" in elsewhere.json["detail"]
    asked = programme.ask("coordinator", "POST", path, {"day": "2027-12-25"}, **tag)
    assert asked.status_code == 202, asked.text
    programme.work(asked)
    told = programme.ask("coordinator", "GET", f"schedulings/{asked.json['id']}").json
    assert told["state"] == "failed"
    assert "Am 25.12.2027 geht es nicht." in told["failure"]
