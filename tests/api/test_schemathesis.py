"""What the document promises, tried with inputs a person would not think of."""

import re
from collections import Counter

import pytest
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished
from schemathesis.openapi import from_wsgi
from schemathesis.schemas import BaseSchema

from tests.api.matrix import ITEMS, NOUNS
from tests.api.world import World

REFUSED = ["400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428"]
CONFIG = {
    "seed": 20261102,
    "checks": {
        # If-Match is asked for by 428, which the tool does not count as a refusal
        "missing_required_header": {"expected-statuses": REFUSED},
        # a wrong version is refused with 412
        "negative_data_rejection": {"expected-statuses": REFUSED},
        # a schema cannot say which ids are there, nor that an end follows its start
        "positive_data_acceptance": {
            "expected-statuses": ["2xx", "401", "403", "404", "409", "412", "422"]
        },
        # everything here is asked for with a good sign-in; the matrix asks without
        "ignored_auth": {"enabled": False},
    },
    "generation": {"max-examples": 5, "database": "none", "no-shrink": True},
}


ALIKE = tuple(sorted(set(NOUNS) - {"permits", "places", "absences"}))
"""Plain nouns come from one factory: three of them stand for all in the long walk."""


def schema_of(world: World, phase: str) -> BaseSchema:
    phases = {
        name: {"enabled": name == phase}
        for name in ("examples", "coverage", "fuzzing", "stateful")
    }
    config = SchemathesisConfig.from_dict({**CONFIG, "phases": phases})
    found = from_wsgi("/api/v1/openapi.json", world.app, config=config)
    found.config.update(headers=world.headers["administrator"])
    return found


@pytest.fixture(scope="module")
def schema(still_world: World) -> BaseSchema:
    return schema_of(still_world, "fuzzing")


def run(schema: BaseSchema) -> tuple[Counter[str], list[str]]:
    """Requests by operation, and what was not as promised."""
    failures: list[str] = []
    tried: Counter[str] = Counter()
    for event in from_schema(schema).execute():
        if isinstance(event, NonFatalError):
            failures.append(f"{event.label}: {event.value}")
        if not isinstance(event, ScenarioFinished):
            continue
        tried[event.recorder.label] += len(event.recorder.interactions)
        for nodes in event.recorder.checks.values():
            failures.extend(
                f"{event.recorder.label} {node.name}: {node.failure_info.failure}"
                for node in nodes
                if node.failure_info is not None
            )
    return tried, failures


def test_all_operations_keep_what_the_document_promises(schema: BaseSchema) -> None:
    tried, failures = run(schema)
    assert failures == []
    operations = {
        f"{method.upper()} {path}"
        for path, item in schema.raw_schema["paths"].items()
        for method in item
        if method in ("get", "post", "put", "patch", "delete")
    }
    assert set(tried) >= operations
    assert min(tried[operation] for operation in operations) > 0


@pytest.mark.slow
def test_each_kind_of_operation_keeps_it_at_every_limit(still_world: World) -> None:
    every = schema_of(still_world, "coverage")
    tried, failures = run(every.exclude(path_regex=f"^/api/v1/({'|'.join(ALIKE)})"))
    assert failures == []
    assert sum(tried.values()) > 1000


def rows() -> list[str]:
    calls = [f"{noun}/<{noun}>" for noun in NOUNS]
    return calls + [
        call.removeprefix("GET ") for call in ITEMS if call.startswith("GET ")
    ]


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
