"""Questions over HTTP, answered by the process beside the web process."""

from uuid import UUID

import pytest
from sqlalchemy import select

from service.db.tables.planning import ProposalItem
from tests.api.test_planning_flow import ask, requested, work
from tests.api.world import World

pytestmark = pytest.mark.server


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
