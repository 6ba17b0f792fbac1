"""Studies over HTTP: asked for, watched, read, taken as files, called off."""

from uuid import UUID

import pytest

from service.jobs import table
from service.jobs.attempt import run_attempt
from service.jobs.limits import JobLimits
from service.jobs.registry import handlers
from tests.api.conftest import SETTINGS
from tests.api.world import World

API = "/api/v1/studies"
STRESS = {"kind": "stress", "parameters": {"draws": 2, "pairs": False}}


def ask(world: World, method: str, path: str = "", body: object = None, **headers):
    sent = {**world.headers["counsellor"], **headers}
    return world.client().open(API + path, method=method, json=body, headers=sent)


def ready(world: World, body: dict = STRESS) -> str:
    """Address of a study that is computed."""
    asked = ask(world, "POST", "", body)
    assert asked.status_code == 202, asked.text
    job = table.claim(world.store, UUID(asked.json["job_id"]), "test")
    assert job is not None
    run_attempt(world.store, handlers(SETTINGS), job, JobLimits(), lambda: None)
    return f"/{asked.json['id']}"


def test_a_study_is_watched_and_read(world: World) -> None:
    asked = ask(world, "POST", "", STRESS)
    assert asked.status_code == 202, asked.text
    assert asked.headers["Location"].endswith(asked.json["id"])
    assert (asked.json["state"], asked.json["title"]) == ("queued", "Belastungsprobe")
    waiting = ask(world, "GET", f"/{asked.json['id']}")
    assert waiting.headers["Retry-After"] == "1"
    assert waiting.json["result"] is None
    job = table.claim(world.store, UUID(asked.json["job_id"]), "test")
    run_attempt(world.store, handlers(SETTINGS), job, JobLimits(), lambda: None)
    done = ask(world, "GET", f"/{asked.json['id']}")
    assert done.json["study"]["state"] == "ready", done.json["study"]["failure"]
    assert done.json["result"]["n1"]["absences"] > 0
    parameters = done.json["study"]["parameters"]
    assert (parameters["draws"], parameters["pairs"]) == (2, False)
    assert parameters["month"] == 2  # what nobody named is spelled out


def test_whoever_has_it_already_is_told_so(world: World) -> None:
    path = ready(world)
    tag = ask(world, "GET", path).headers["ETag"]
    again = ask(world, "GET", path, **{"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    coded = ask(world, "GET", path + "?names=false", **{"If-None-Match": tag})
    assert coded.status_code == 200
    assert coded.headers["ETag"] != tag


@pytest.mark.parametrize(
    ("ending", "kind"),
    [
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("svg", "image/svg+xml"),
    ],
)
def test_a_study_is_taken_as_a_file(world: World, ending: str, kind: str) -> None:
    path = ready(world)
    for names in ("", "?names=true"):
        file = ask(world, "GET", f"{path}.{ending}{names}")
        assert file.status_code == 200
        assert file.mimetype == kind
        assert f'.{ending}"' in file.headers["Content-Disposition"]
        if ending == "svg":
            assert (b"Muster" in file.data) == bool(names)


def test_a_picture_that_is_not_there_is_refused(world: World) -> None:
    refused = ask(world, "GET", ready(world) + ".svg?picture=mond")
    assert refused.status_code == 422
    assert "netz" in refused.json["detail"]


def test_no_parameters_but_those_of_the_kind(world: World) -> None:
    refused = ask(world, "POST", "", {"kind": "stress", "parameters": {"wetter": 1}})
    assert refused.status_code == 422
    assert refused.json["errors"][0]["pointer"] == "/parameters/wetter"


def test_a_waiting_study_is_called_off(world: World) -> None:
    asked = ask(world, "POST", "", STRESS)
    path = f"/{asked.json['id']}"
    gone = ask(world, "POST", path + "/cancellation")
    assert gone.status_code in (200, 202)
    assert gone.json["state"] == "cancelled"
    assert ask(world, "POST", path + "/cancellation").status_code == 409
    assert ask(world, "GET", path + ".xlsx").status_code == 409


def test_asked_twice_with_a_key_it_is_computed_once(world: World) -> None:
    first, second = (
        ask(world, "POST", "", STRESS, **{"Idempotency-Key": "eins"}) for _ in range(2)
    )
    assert first.json["id"] == second.json["id"]
