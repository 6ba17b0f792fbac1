"""Contact visits over HTTP: planned by a job, read, answered, moved, logged."""

from datetime import timedelta
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
from tests.api.turns import all_taken
from tests.api.world import bearer, join, make_user
from tests.service.ahead.visits.test_contact_visits import a_cluster
from tests.service.planning.build import MONDAY, built
from tests.tenants import make_tenant

URL = "/api/v1/contact-visits"
TWO_WEEKS = {"weeks": 2, "seconds": 120}


class Town:
    """A floater for two childminders, and those who ask."""

    def __init__(self, app: Flask, store: Store) -> None:
        self.app, self.store, self.tenant = app, store, make_tenant(store)
        self.rows = built(store, self.tenant, a_cluster)
        bindings = {
            "counsellor": (Role.COUNSELLOR, {}),
            "floater": (Role.SUBSTITUTE, {"person_id": self.rows.floater}),
            "host": (Role.CHILDMINDER, {"person_id": self.rows.hosts[0]}),
        }
        self.headers = {}
        for name, (role, bound) in bindings.items():
            user = make_user(store, f"{name}-visits")
            join(store, self.tenant.id, user, role, **bound)
            self.headers[name] = bearer(store, self.tenant.id, user)

    def ask(self, who: str, method: str, path: str = "", body=None, **headers: str):
        client = self.app.test_client(use_cookies=False)
        sent = {**self.headers[who], **headers}
        return client.open(URL + path, method=method, json=body, headers=sent)

    def planned(self) -> list[dict]:
        asked = self.ask("counsellor", "POST", body=TWO_WEEKS)
        assert asked.status_code == 202, asked.text
        job = table.claim(self.store, UUID(asked.json["id"]), "test")
        assert job is not None
        run_attempt(self.store, handlers(SETTINGS), job, JobLimits(), lambda: None)
        return self.ask("counsellor", "GET").json["items"]


@pytest.fixture
def town(app: Flask, store: Store) -> Town:
    return Town(app, store)


def test_visits_are_asked_for_planned_once_and_read(town: Town) -> None:
    asked = town.ask("counsellor", "POST", body=TWO_WEEKS)
    assert asked.headers["Location"].endswith(f"jobs/{asked.json['id']}")
    twice = town.ask("counsellor", "POST", body=TWO_WEEKS)
    assert (twice.status_code, "schon geplant" in twice.json["detail"]) == (409, True)
    job = table.claim(town.store, UUID(asked.json["id"]), "test")
    run_attempt(town.store, handlers(SETTINGS), job, JobLimits(), lambda: None)
    listed = town.ask("counsellor", "GET").json
    assert (listed["total"], listed["items"][0]["state"]) == (6, "planned")
    assert town.ask("host", "GET").json["total"] == 3
    assert town.ask("floater", "GET").json["total"] == 6


def test_each_side_answers_and_a_stale_answer_is_refused(town: Town) -> None:
    first = town.planned()[0]
    read = town.ask("floater", "GET", f"/{first['id']}")
    said = {"answer": "confirm"}
    path = f"/{first['id']}/answer"
    assert town.ask("floater", "PUT", path, said).status_code == 428
    tag = {"If-Match": read.headers["ETag"]}
    assert town.ask("floater", "PUT", path, said, **tag).status_code == 200
    assert town.ask("floater", "PUT", path, said, **tag).status_code == 412
    again = town.ask("floater", "PUT", path, {"answer": "cancel"}, **{"If-Match": "*"})
    assert again.status_code == 200
    states = {v["id"]: v["state"] for v in town.ask("floater", "GET").json["items"]}
    assert states[first["id"]] == "cancelled"


@pytest.mark.server
def test_a_visit_is_moved_by_who_plans_and_logged_by_who_was_there(town: Town) -> None:
    # The turn of a week leaves one day of it, so a whole week is looked at.
    visit = town.planned()[-1]
    star = {"If-Match": "*"}
    path = f"/{visit['id']}"
    assert town.ask("host", "POST", f"{path}/move", {}, **star).status_code == 403
    second = next(
        v
        for v in town.ask("counsellor", "GET").json["items"]
        if v["day"] >= (MONDAY + timedelta(days=7)).isoformat()
        and v["day"] < (MONDAY + timedelta(days=14)).isoformat()
    )
    path = f"/{second['id']}"
    moved = town.ask("counsellor", "POST", f"{path}/move", {}, **star)
    assert moved.status_code == 200, moved.text
    assert moved.json["day"] != second["day"]
    town.app.extensions["answering"].close()
    early = town.ask("floater", "PUT", f"{path}/held", {"minutes": 90}, **star)
    assert early.status_code == 409
    town.store.clock.advance(days=14)
    logged = town.ask("floater", "PUT", f"{path}/held", {"minutes": 90}, **star)
    assert (logged.status_code, logged.json["contacts"]) == (200, 2)


@pytest.mark.server
def test_files_and_reasons_are_for_who_oversees_visits(town: Town) -> None:
    first = town.planned()[0]
    asked = {"host_id": first["host_id"], "visitor_id": first["visitor_id"]}
    told = town.ask("counsellor", "POST", "/explanations", asked)
    assert told.status_code == 200, told.text
    assert "contact-chosen" in {each["rule"] for each in told.json["reasons"]}
    with all_taken(town.app):
        late = town.ask("counsellor", "POST", "/explanations", asked)
    assert (late.status_code, late.headers["Retry-After"]) == (503, "5"), late.text
    town.app.extensions["answering"].close()
    assert town.ask("host", "POST", "/explanations", asked).status_code == 403
    query = f"?first_day={MONDAY}&last_day={MONDAY + timedelta(days=20)}"
    for ending, starts in (("svg", b"<svg"), ("xlsx", b"PK")):
        path = f"/overview.{ending}"
        file = town.ask("counsellor", "GET", path + query)
        assert file.status_code == 200, file.text
        assert file.data.startswith(starts)
        assert f"kontaktbesuche.{ending}" in file.headers["Content-Disposition"]
        assert town.ask("floater", "GET", path).status_code == 403
