"""What is told of each stored thing is what the document says."""

import re

import pytest
from schemathesis.openapi import from_wsgi
from schemathesis.schemas import BaseSchema

from tests.api.matrix import ITEMS, NOUNS
from tests.api.test_planning_flow import requested, work
from tests.api.test_studies import ready
from tests.api.world import World

COMPUTED = {
    "proposals/<proposals>/audit",
    "proposals/<proposals>/original-audit",
    "proposals/<proposals>/explanation",
}
"""Told of a computed proposal only, which the rows of the still world are not."""

FILES = {"studies/<studies>.xlsx", "studies/<studies>.svg"}
"""Made of a computed study only, as well."""


@pytest.fixture(scope="module")
def schema(still_world: World) -> BaseSchema:
    return from_wsgi("/api/v1/openapi.json", still_world.app)


def rows() -> list[str]:
    calls = [f"{noun}/<{noun}>" for noun in NOUNS]
    items = [call.removeprefix("GET ") for call in ITEMS if call.startswith("GET ")]
    return calls + [call for call in items if call not in COMPUTED | FILES]


@pytest.mark.parametrize("call", rows())
def test_what_is_there_is_told_as_documented(
    still_world: World, schema: BaseSchema, call: str
) -> None:
    key = re.search(r"<([\w-]+)>", call)[1]
    name = next(
        path
        for path in schema.raw_schema["paths"]
        if re.sub("{.*?}", "<>", path) == re.sub("<.*?>", "<>", f"/api/v1/{call}")
    )
    parameter = re.search("{(.*?)}", name)[1]
    row_id = still_world.ids["own"][key]
    case = schema[name]["GET"].Case(path_parameters={parameter: str(row_id)})
    answer = case.call_and_validate(headers=still_world.headers["administrator"])
    assert answer.status_code == 200


def test_what_is_told_of_a_computed_proposal_is_as_documented(world: World) -> None:
    waiting = requested(world)
    work(world, waiting["job_id"])
    schema = from_wsgi("/api/v1/openapi.json", world.app)
    own = world.ids["own"]
    asked = {"child_id": str(own["children"]), "person_id": str(own["persons"])}
    for call in COMPUTED:
        name = f"/api/v1/{call.replace('<proposals>', '{proposal_id}')}"
        case = schema[name]["GET"].Case(
            path_parameters={"proposal_id": waiting["id"]},
            query=asked if name.endswith("explanation") else {},
        )
        answer = case.call_and_validate(headers=world.headers["counsellor"])
        assert answer.status_code == 200, call


def test_files_of_a_computed_study_are_as_documented(world: World) -> None:
    path = ready(world).removeprefix("/")
    schema = from_wsgi("/api/v1/openapi.json", world.app)
    for call in FILES:
        name = f"/api/v1/{call.replace('<studies>', '{study_id}')}"
        case = schema[name]["GET"].Case(path_parameters={"study_id": path})
        answer = case.call_and_validate(headers=world.headers["counsellor"])
        assert answer.status_code == 200, call
