"""What a coordinator may get wrong over HTTP: refused at its field, or answered."""

import pytest
from flask import Flask

from service.db.store import Store
from service.domain.kinds import Role
from tests.api.world import bearer, join, make_user
from tests.service.matching.build import Builder, make_programme_tenant

API = "/api/v1/"
COACH = {
    "code": "P-1",
    "given_name": "Anja",
    "family_name": "Weg",
    "postcode": "99423",
    "monthly_minutes": 1200,
}
HOUSE = {
    "code": "K-1",
    "name": "Sonnenschein",
    "stage": "building",
    "postcode": "99423",
    "min_half_hours": 4,
    "wished_half_hours": 6,
}


class Office:
    """A programme with a county and a topic, and nobody in it."""

    def __init__(self, app: Flask, store: Store) -> None:
        self.app = app
        self.tenant = make_programme_tenant(store)
        with store.write(self.tenant.id) as session:
            build = Builder(session)
            build.topics()
            self.county = str(build.a_county("Weimar", 0).id)
        user = make_user(store, "coordinator-bad")
        join(store, self.tenant.id, user, Role.COORDINATOR)
        self.headers = bearer(store, self.tenant.id, user)

    def post(self, path: str, body: dict):
        client = self.app.test_client(use_cookies=False)
        return client.post(API + path, json=body, headers=self.headers)

    def pointers(self, path: str, body: dict) -> list[str]:
        answer = self.post(path, body)
        assert answer.status_code == 422, answer.text
        return [error["pointer"] for error in answer.json["errors"]]


@pytest.fixture
def office(app: Flask, store: Store) -> Office:
    return Office(app, store)


def test_without_any_coach_a_matching_is_refused_with_what_to_do(office) -> None:
    house = office.post("kindergartens", {**HOUSE, "area_id": office.county})
    assert house.status_code == 201, house.text
    asked = office.post("proposals/matching", {"year": 2027})
    assert asked.status_code == 422
    assert "zuerst die Liste der Begleitungen" in asked.json["detail"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"postcode": "5020"}, "/postcode"),
        ({"postcode": "00000"}, "/postcode"),
        ({"latitude": 48.21, "longitude": 16.37}, "/latitude"),
        ({"land": "AT"}, "/land"),
        ({"land": "XX"}, "/land"),
    ],
)
def test_a_coach_who_lives_abroad_is_refused_at_the_field(office, change, field):
    assert field in office.pointers("coaches", {**COACH, **change})


def test_a_coach_of_another_land_is_welcome(office) -> None:
    made = office.post("coaches", {**COACH, "postcode": "04109", "land": "SN"})
    assert (made.status_code, made.json["land"]) == (201, "SN"), made.text
    near = {"latitude": 50.5, "longitude": 11.2, "postcode": ""}
    assert office.post("coaches", {**COACH, **near, "code": "P-2"}).status_code == 201


def test_a_house_needs_a_county_that_there_is_and_a_land(office) -> None:
    unknown = "00000000-0000-4000-8000-000000000000"
    assert "/area_id" in office.pointers("kindergartens", {**HOUSE, "area_id": unknown})
    own = {**HOUSE, "area_id": office.county}
    assert office.pointers("kindergartens", {**own, "land": "CH"}) == ["/land"]


def test_hours_below_the_least_are_refused(office) -> None:
    own = {**HOUSE, "area_id": office.county}
    less = {"min_half_hours": 6, "wished_half_hours": 5}
    assert office.pointers("kindergartens", {**own, **less}) == ["/wished_half_hours"]


def test_a_budget_of_zero_is_a_budget_and_a_negative_one_is_none(office) -> None:
    budget = {"area_id": office.county, "year": 2028}
    made = office.post("county-budgets", {**budget, "budget_cents": 0})
    assert made.status_code == 201, made.text
    wrong = office.post("county-budgets", {**budget, "year": 2029, "budget_cents": -1})
    assert wrong.status_code in (409, 422)
