"""From a sick call to a withdrawn publication, as a program sees it."""

from uuid import UUID

import pytest
from sqlalchemy import select

from service.db.tables.jobs import Job
from service.jobs import table
from service.jobs.attempt import run_attempt
from service.jobs.limits import JobLimits
from service.jobs.registry import handlers
from tests.api.conftest import SETTINGS
from tests.api.world import World

API = "/api/v1/"
DAYS = {"first_day": "2026-11-09", "last_day": "2026-11-10"}


def ask(world: World, method: str, path: str, body: object = None, **headers: str):
    sent = {**world.headers["counsellor"], **headers}
    return world.client().open(API + path, method=method, json=body, headers=sent)


def work(world: World, job_id: str) -> None:
    """What a worker does with a waiting job."""
    job = table.claim(world.store, UUID(job_id), "test")
    assert job is not None
    run_attempt(world.store, handlers(SETTINGS), job, JobLimits(), lambda: None)


def requested(world: World) -> dict:
    answer = ask(world, "POST", "proposals", {**DAYS, "seconds": 5})
    assert answer.status_code == 202, answer.text
    assert answer.headers["Location"].endswith(answer.json["id"])
    assert answer.headers["Retry-After"] == "1"
    return answer.json


def test_a_sick_call_is_reported_changed_and_taken_back(world: World) -> None:
    person = str(world.ids["own"]["persons"])
    made = ask(world, "POST", "absences", {"person_id": person, **DAYS})
    assert made.status_code == 201, made.text
    assert made.json["absence_class"] == "short_notice"
    url = f"absences/{made.json['id']}"
    longer = {"last_day": "2026-11-12"}
    changed = ask(world, "PATCH", url, longer, **{"If-Match": made.headers["ETag"]})
    assert (changed.status_code, changed.json["last_day"]) == (200, "2026-11-12")
    late = ask(world, "DELETE", url, **{"If-Match": made.headers["ETag"]})
    assert late.status_code == 412
    gone = ask(world, "DELETE", url, **{"If-Match": changed.headers["ETag"]})
    assert gone.status_code == 204
    assert ask(world, "GET", url).json["withdrawn_at"] is not None


def test_a_plan_is_watched_published_and_withdrawn(world: World) -> None:
    waiting = requested(world)
    assert (waiting["state"], waiting["share"]) == ("queued", 0.0)
    early = ask(world, "POST", "publications", {"proposal_id": waiting["id"]})
    assert early.status_code == 409
    work(world, waiting["job_id"])
    ready = ask(world, "GET", f"proposals/{waiting['id']}")
    assert (ready.json["state"], ready.json["share"]) == ("ready", 1.0)
    assert ready.json["tiers"]
    assert all(tier["proven"] for tier in ready.json["tiers"])
    assert ready.json["not_checked"] is not None
    assert (ready.json["seconds"], ready.json["seed"]) == (5, 1)
    assert ready.json["as_of"] == "2026-11-02T05:10:00+00:00"
    now = ask(world, "GET", f"proposals/{waiting['id']}/audit").json
    assert (now["publishable"], now["difference"], now["decided"]) == (True, [], [])
    then = ask(world, "GET", f"proposals/{waiting['id']}/original-audit").json
    assert then["accepted"]
    assert then["digest_agrees"]
    assert then["tiers_agree"]
    assert then["not_checked"] == ready.json["not_checked"]
    for name in ("items", "gaps"):
        part = ask(world, "GET", f"proposals/{waiting['id']}/{name}").json
        counted = ready.json[f"{name.removesuffix('s')}_count"]
        assert part["total"] == counted == len(part["items"])
        for row in part["items"]:
            said = ask(world, "GET", f"proposals/{name}/{row['id']}/explanation")
            assert said.json["sentences"][0]["text"]
            asked = (
                f"child_id={row['child_id']}&person_id={world.ids['own']['persons']}"
            )
            url = f"proposals/{waiting['id']}/explanation?{asked}"
            answers = ask(world, "GET", url).json["answers"]
            assert answers[0]["sentences"][0]["text"]
    assert ready.json["item_count"] + ready.json["gap_count"] > 0
    done = ask(world, "POST", "publications", {"proposal_id": waiting["id"]})
    assert done.status_code == 201, done.text
    assert done.json["contradictions"] == []
    again = ask(world, "POST", "publications", {"proposal_id": waiting["id"]})
    assert again.status_code == 409
    url = f"publications/{done.json['publication_id']}"
    assert ask(world, "GET", url).json["number"] == done.json["number"]
    back = ask(world, "POST", f"{url}/withdrawal")
    assert (back.status_code, back.json["days"]) == (
        200,
        ["2026-11-09", "2026-11-10"],
    )
    assert ask(world, "GET", url).json["withdrawn_at"] is not None


@pytest.mark.parametrize("by", ["proposals", "jobs"])
def test_a_waiting_computation_is_called_off(world: World, by: str) -> None:
    waiting = requested(world)
    key = waiting["id"] if by == "proposals" else waiting["job_id"]
    answer = ask(world, "POST", f"{by}/{key}/cancellation")
    assert (answer.status_code, answer.json["state"]) == (202, "cancelled")
    assert ask(world, "GET", f"proposals/{waiting['id']}").json["state"] == "cancelled"
    assert ask(world, "POST", f"{by}/{key}/cancellation").status_code == 409
    with world.store.system_read() as session:
        job = session.scalars(select(Job).where(Job.id == UUID(waiting["job_id"])))
        assert job.one().cancel_requested


def test_an_area_counsellor_plans_her_area_only(world: World) -> None:
    headers = world.headers["counsellor_of_area"]
    own, foreign = (str(world.ids[name]["areas"]) for name in ("own", "foreign"))
    for area, status in ((own, 202), (foreign, 404), (None, 403)):
        answer = ask(world, "POST", "proposals", {**DAYS, "area_id": area}, **headers)
        assert answer.status_code == status, answer.text


def test_a_substitute_answers_once(world: World) -> None:
    url = f"{API}assignments/{world.ids['own']['assignments']}"
    headers = world.headers["substitute"]
    client = world.client()
    tag = client.get(url, headers=headers).headers["ETag"]
    said = client.put(
        f"{url}/answer", json={"answer": "accept"}, headers={**headers, "If-Match": tag}
    )
    assert said.json == {"state": "accepted"}
    again = client.put(
        f"{url}/answer", json={"answer": "accept"}, headers={**headers, "If-Match": tag}
    )
    assert again.status_code == 412
