"""What the document promises, tried with inputs a person would not think of.

An administrator walks every operation: with the examples of the document, at every
limit its schemas name, and with random inputs; an operator walks what is hers. A last
walk goes from one answer to the next request. What was answered well is asked for
again without a sign-in and with a wrong one, and must be refused.
"""

from collections import Counter

import pytest
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import from_schema
from schemathesis.engine.events import NonFatalError, ScenarioFinished
from schemathesis.openapi import from_wsgi
from schemathesis.schemas import BaseSchema
from schemathesis.transport.wsgi import WSGITransport

from tests.api.matrix import NOUNS
from tests.api.world import World

ALIKE = "|".join(sorted(set(NOUNS) - {"permits", "places", "absences"}))
"""Plain nouns come from one factory: at the limits, creating is tried on all of them,
all else on three (what is changed has the limits of what is created); at random,
everything on all."""

NOBODY = "00000000-0000-4000-8000-000000000000"
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
                "429",  # signing in, more than thirty times a minute
            ]
        },
    },
    "operations": [
        {
            "include-name-regex": rf"^(GET|PATCH|DELETE) /api/v1/({ALIKE})(/|$)",
            "phases": {"coverage": {"enabled": False}},
        },
        {
            "include-name-regex": rf"^[A-Z]+ /api/v1/({ALIKE})(/|$)",
            "phases": {"coverage": {"unexpected-methods": []}},
        },
        # rows the walk itself stands on stay as they are
        *(
            {
                "include-name": f"{method} /api/v1/{path}",
                "parameters": {name: NOBODY},
            }
            for method, path, name in (
                ("DELETE", "tokens/{token_id}", "token_id"),
                ("PATCH", "users/{user_id}", "user_id"),
                ("PATCH", "memberships/{row_id}", "row_id"),
                ("DELETE", "memberships/{row_id}", "row_id"),
                ("PATCH", "tenants/{tenant_id}", "tenant_id"),
            )
        ),
    ],
}
ENDS_THE_WALK = {"method": "DELETE", "path": "/api/v1/sessions/current"}
"""A browser that signs out is refused from then on; tokens have no session to end."""

OF_AN_OPERATOR = "tenants|jobs|sessions|rules|glossary"
"""Where an operator is not refused at the door, which the matrix tries everywhere."""

NOT_IN_PROCESS = ("max_redirects", "verify", "cert", "proxies")


@pytest.fixture(autouse=True)
def _in_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Mend two things of the tool where it speaks to an application without a network.

    It hands settings of sockets along with its requests without sign-in, and its
    client drops a header field of cookies, so that every session looked ended.
    """
    send = WSGITransport.send

    def sent(self, case, *, headers=None, **settings):
        for name in NOT_IN_PROCESS:
            settings.pop(name, None)
        headers = dict(headers or {})
        name, _, value = headers.pop("Cookie", "").partition("=")
        if name:
            settings["cookies"] = {name: value, **(settings.get("cookies") or {})}
        return send(self, case, headers=headers, **settings)

    monkeypatch.setattr(WSGITransport, "send", sent)


def schema_of(
    world: World, role: str, phases: tuple[str, ...], **generation
) -> BaseSchema:
    switched = {
        name: {"enabled": name in phases}
        for name in ("examples", "coverage", "fuzzing", "stateful")
    }
    config = SchemathesisConfig.from_dict(
        {
            **CONFIG,
            "phases": switched,
            "generation": {"database": "none", "no-shrink": True, **generation},
        }
    )
    found = from_wsgi("/api/v1/openapi.json", world.app, config=config)
    # the tool makes up a token where it is given none, and a token outranks a session
    found.config.update(headers={"Authorization": "", **world.headers[role]})
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


def operations(schema: BaseSchema) -> set[str]:
    return {
        f"{method.upper()} {path}"
        for path, item in schema.raw_schema["paths"].items()
        for method in item
        if method in ("get", "post", "put", "patch", "delete")
    }


def assert_still_signed_in(world: World, role: str) -> None:
    """Being refused at the door keeps every promise and shows nothing."""
    own = world.client().get("/api/v1/sessions/current", headers=world.headers[role])
    assert own.json["roles"] == [role]


@pytest.mark.slow
@pytest.mark.timeout(900)  # about 45 s of CPU time; a loaded machine takes its time
def test_all_operations_keep_what_the_document_promises(still_world: World) -> None:
    schema = schema_of(
        still_world,
        "administrator",
        ("examples", "coverage", "fuzzing"),
        **{"max-examples": 1},
    )
    tried, failures = run(schema)
    assert failures == []
    assert set(tried) >= operations(schema)
    assert tried["status 401"] + tried["status 403"] < sum(tried.values()) / 10
    assert {"status 200", "status 201", "status 204"} <= set(tried)
    assert_still_signed_in(still_world, "administrator")


def test_what_is_the_operators_keeps_it_too(still_world: World) -> None:
    schema = schema_of(
        still_world,
        "operator",
        ("examples", "coverage", "fuzzing"),
        **{"max-examples": 4},
    )
    hers = schema.exclude(path_regex=f"^/api/v1/(?!({OF_AN_OPERATOR}))").exclude(
        **ENDS_THE_WALK
    )
    tried, failures = run(hers)
    assert failures == []
    assert {"POST /api/v1/tenants", "PATCH /api/v1/tenants/{tenant_id}"} <= set(tried)
    assert tried["status 201"] + tried["status 409"] > 0
    assert tried["status 403"] == 0
    assert tried["status 200"] > tried["status 401"]
    assert_still_signed_in(still_world, "operator")


def test_one_answer_leads_to_the_next_request(still_world: World) -> None:
    schema = schema_of(
        still_world, "administrator", ("stateful",), **{"max-examples": 10}
    )
    tried, failures = run(schema)
    assert failures == []
    assert tried["Stateful tests"] > 50
    assert tried["status 200"] > 0


def test_the_walk_notices_an_answer_nobody_was_told_of(
    still_world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The walk is a walk: a status or a field out of the document fails it."""
    view = still_world.app.view_functions["glossary.Collection"]
    monkeypatch.setitem(
        still_world.app.view_functions, "glossary.Collection", lambda: ({"odd": 1}, 200)
    )
    only = schema_of(
        still_world, "administrator", ("fuzzing",), **{"max-examples": 2}
    ).exclude(path_regex="^/api/v1/(?!glossary)")
    _, failures = run(only)
    assert failures
    assert view is not still_world.app.view_functions["glossary.Collection"]
