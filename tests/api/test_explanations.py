"""Questions over HTTP, answered by the process beside the web process."""

from uuid import UUID

import pytest
from sqlalchemy import select

from service.db.tables.planning import ProposalItem
from service.explaining.turns import MOST_WAITING, Turns
from tests.api.test_planning_flow import ask, requested, work
from tests.api.world import World

pytestmark = pytest.mark.server
NOBODY = UUID(int=0)


def test_questions_are_answered_once_per_key(world: World) -> None:
    waiting = requested(world)
    asked = {"proposal_id": waiting["id"], "question": "why"}
    early = ask(world, "POST", "explanations", asked)
    assert early.status_code == 409
    work(world, waiting["job_id"])
    key = {"Idempotency-Key": "frage-1"}
    answer = ask(world, "POST", "explanations", asked, **key)
    assert answer.status_code == 200, answer.text
    assert answer.json["question"] == "why"
    again = ask(world, "POST", "explanations", asked, **key)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert again.json == answer.json
    with world.store.read(world.tenant.id) as session:
        planned = session.scalars(
            select(ProposalItem).where(ProposalItem.proposal_id == UUID(waiting["id"]))
        ).all()
    assert len(answer.json["parts"]) == len(planned)
    unknown = ask(world, "POST", "explanations", {**asked, "question": "wozu"})
    assert unknown.status_code == 422
    lacking = ask(world, "POST", "explanations", {**asked, "question": "why-not"})
    assert lacking.status_code == 422
    assert {e["pointer"] for e in lacking.json["errors"]} == {
        "/child_id",
        "/person_id",
    }
    world.app.extensions["answering"].close()


@pytest.mark.parametrize(
    ("role", "path", "asked"),
    [
        (
            "coordinator",
            "consultations/explanations",
            {"kindergarten_id": str(NOBODY), "year": 2026},
        ),
        (
            "coordinator",
            "cluster-events/explanations",
            {"kind": "workshop", "year": 2026},
        ),
        ("counsellor", "contact-visits/explanations", {"host_id": str(NOBODY)}),
    ],
)
def test_who_finds_enough_waiting_is_told_at_once(world: World, role, path, asked):
    of = world.headers[role]
    free = ask(world, "POST", path, asked, **of)
    assert free.status_code == 404, free.text
    turns = world.app.extensions.setdefault("turns", Turns())
    taken = [turns._room.acquire(blocking=False) for _ in range(MOST_WAITING + 1)]
    assert all(taken)
    told = ask(world, "POST", path, asked, **of)
    assert (told.status_code, told.headers["Retry-After"]) == (503, "5"), told.text
