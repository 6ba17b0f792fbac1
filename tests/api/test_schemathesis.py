"""What the document promises, tried with inputs a person would not think of."""

from collections import Counter

import pytest
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished
from schemathesis.openapi import from_wsgi
from schemathesis.schemas import BaseSchema

from tests.api.matrix import NOUNS
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
            "expected-statuses": [
                "2xx",
                "304",
                "401",
                "403",
                "404",
                "409",
                "412",
                "422",
            ]
        },
        # everything here is asked for with a good sign-in; the matrix asks without
        "ignored_auth": {"enabled": False},
    },
    # rows the walk itself stands on stay as they are
    "operations": [
        {
            "include-name": f"{method} /api/v1/{path}",
            "parameters": {name: "00000000-0000-4000-8000-000000000000"},
        }
        for method, path, name in (
            ("DELETE", "tokens/{token_id}", "token_id"),
            ("PATCH", "users/{user_id}", "user_id"),
            ("PATCH", "memberships/{row_id}", "row_id"),
            ("DELETE", "memberships/{row_id}", "row_id"),
        )
    ],
    "generation": {"max-examples": 4, "database": "none", "no-shrink": True},
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


def run(schema: BaseSchema) -> tuple[Counter[str], list[str]]:
    """Requests by operation, and what was not as promised."""
    failures: list[str] = []
    tried: Counter[str] = Counter()
    for event in from_schema(schema).execute():
        if isinstance(event, NonFatalError):
            failures.append(f"{event.label}: {event.value}")
        if not isinstance(event, ScenarioFinished):
            continue
        for interaction in event.recorder.interactions.values():
            if interaction.response is not None:
                tried[f"status {interaction.response.status_code}"] += 1
            tried[event.recorder.label] += 1
        for nodes in event.recorder.checks.values():
            failures.extend(
                f"{event.recorder.label} {node.name}: {node.failure_info.failure}"
                for node in nodes
                if node.failure_info is not None
            )
    return tried, failures


def assert_the_walker_was_let_in(world: World, tried: Counter[str]) -> None:
    """Being refused at the door keeps every promise and shows nothing."""
    refused = tried["status 401"] + tried["status 403"]
    assert refused < sum(tried.values()) / 20
    assert {"status 200", "status 201", "status 204"} <= set(tried)
    own = world.client().get(
        "/api/v1/sessions/current", headers=world.headers["administrator"]
    )
    assert own.json["roles"] == ["administrator"]


def test_all_operations_keep_what_the_document_promises(still_world: World) -> None:
    schema = schema_of(still_world, "fuzzing")
    tried, failures = run(schema)
    assert failures == []
    operations = {
        f"{method.upper()} {path}"
        for path, item in schema.raw_schema["paths"].items()
        for method in item
        if method in ("get", "post", "put", "patch", "delete")
    }
    assert set(tried) >= operations
    assert_the_walker_was_let_in(still_world, tried)


@pytest.mark.slow
def test_each_kind_of_operation_keeps_it_at_every_limit(still_world: World) -> None:
    every = schema_of(still_world, "coverage")
    tried, failures = run(every.exclude(path_regex=f"^/api/v1/({'|'.join(ALIKE)})"))
    assert failures == []
    assert_the_walker_was_let_in(still_world, tried)
