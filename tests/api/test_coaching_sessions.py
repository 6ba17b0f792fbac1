"""Sessions over HTTP: each side its own, held hours once, a statement to hand on."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from flask import Flask

from service.db.store import Store
from service.domain.kinds import Role
from service.use_cases.request_dates import RequestDates
from tests.api.world import bearer, join, make_user
from tests.service.dates import run
from tests.service.dates.conftest import accepted

URL = "/api/v1/coaching-sessions"
YEAR = {"year": "2027"}


@pytest.fixture
def walkers(app: Flask, store: Store):
    """Clients of coach, kindergarten and county, and the sessions of two months."""
    programme = accepted(store)
    run.plan(store, programme.actor, RequestDates(2027, 11, workers=1))
    sides = {
        "coach": (Role.COACH, {"coach_id": programme.anna}),
        "kindergarten": (Role.KINDERGARTEN, {"kindergarten_id": programme.hill}),
        "county": (Role.COUNTY, {"area_id": programme.jena}),
    }
    users = {}
    for name, (role, binding) in sides.items():
        user = make_user(store, f"{name}-sessions")
        join(store, programme.tenant_id, user, role, **binding)
        users[name] = user
    client = app.test_client(use_cookies=False)

    def ask(who: str, method: str, path: str = "", **more):
        # Anew each time: the clock goes on for months.
        own = bearer(store, programme.tenant_id, users[who])
        given = {**own, **more.pop("headers", {})}
        return client.open(URL + path, method=method, headers=given, **more)

    return ask


def test_each_side_reads_its_own_and_no_more_than_it_needs(walkers) -> None:
    told = {
        who: walkers(who, "GET", query_string=YEAR).json["items"]
        for who in ("coach", "kindergarten", "county")
    }
    assert {each["kindergarten"] for each in told["coach"]} == {
        "Ilmwichtel",
        "Sonnenschein",
    }
    assert {each["coach"] for each in told["kindergarten"]} == {"Berta Muster"}
    assert {each["coach"] for each in told["county"]} == {"eine Prozessbegleitung"}
    accounts = walkers("kindergarten", "GET", "/accounts", query_string=YEAR).json
    (own,) = accounts["kindergartens"]
    assert (own["agreed_minutes"], own["planned_minutes"]) == (12 * 120, 240)
    assert own["held_cents"] is None


def test_held_hours_are_logged_once(walkers, clock) -> None:
    first = walkers("coach", "GET", query_string=YEAR).json["items"][0]
    path = f"/{first['id']}/held"
    send = {"json": {"minutes": 125}, "headers": {"If-Match": f'"{first["version"]}"'}}
    early = walkers("coach", "PUT", path, **send)
    assert early.status_code == 409
    year, month, day = map(int, first["day"].split("-"))
    clock.set(datetime(year, month, day, 20, tzinfo=UTC))
    assert walkers("county", "PUT", path, **send).status_code == 403
    done = walkers("coach", "PUT", path, **send)
    assert done.status_code == 200, done.json
    again = walkers("coach", "PUT", path, **send)
    assert again.status_code == 409
    assert "schon eingetragen (125 Minuten)" in again.json["detail"]
    month_of = {"month": first["day"][:7]}
    book = walkers("coach", "GET", "/statement.xlsx", query_string=month_of)
    page = ZipFile(BytesIO(book.data)).read("xl/worksheets/sheet1.xml").decode()
    assert first["kindergarten"] in page
    assert walkers("coach", "GET", "/statement.xlsx").status_code == 422
    none = {"month": "0000-01"}
    assert (
        walkers("coach", "GET", "/statement.xlsx", query_string=none).status_code == 422
    )
