"""Whatever is asked over HTTP, and whoever asks: nothing sensitive is answered."""

from uuid import UUID

import pytest
from sqlalchemy import select

from service.db.tables.planning import ProposalGap, ProposalItem
from service.db.tables.publications import Assignment
from service.explaining.question import QuestionKind
from tests.api.test_planning_flow import requested, work
from tests.api.world import World
from tests.canary import plant, sings

pytestmark = pytest.mark.server


def test_no_explanation_over_http_tells_what_is_sensitive(world: World) -> None:
    with world.store.write(world.tenant.id) as session:
        plant(session)
    waiting = requested(world)
    work(world, waiting["job_id"])
    answered = dict.fromkeys(world.headers, 0)
    for role, headers in world.headers.items():
        client = world.client(cookies=role == "operator")
        for path in paths(world, waiting["id"]):
            told = client.get(f"/api/v1/{path}", headers=headers)
            answered[role] += told.status_code == 200
            assert not sings(told.text), (role, path, told.text)
        for asked in questions(world, waiting["id"]):
            told = client.post("/api/v1/explanations", json=asked, headers=headers)
            answered[role] += told.status_code == 200
            assert not sings(told.text), (role, asked, told.text)
    world.app.extensions["answering"].close()
    assert answered["counsellor"] > len(QuestionKind)
    assert answered["nobody"] == answered["other"] == 0


def paths(world: World, proposal: str) -> list[str]:
    """Every explanation that is read."""
    with world.store.read(world.tenant.id) as session:
        mine = UUID(proposal)

        def ids(table: type[ProposalItem] | type[ProposalGap]) -> list[UUID]:
            of_proposal = select(table.id).where(table.proposal_id == mine)
            return list(session.scalars(of_proposal.limit(2)))

        items, gaps = ids(ProposalItem), ids(ProposalGap)
        assignments = list(session.scalars(select(Assignment.id).limit(2)))
    assert items or gaps
    child, person = world.ids["own"]["children"], world.ids["own"]["persons"]
    return [
        f"proposals/{proposal}/explanation?child_id={child}&person_id={person}",
        *(f"proposals/items/{one}/explanation" for one in items),
        *(f"proposals/gaps/{one}/explanation" for one in gaps),
        *(f"assignments/{one}/explanation" for one in assignments),
    ]


def questions(world: World, proposal: str) -> list[dict[str, str]]:
    """Every question that is asked, about all and about one child."""
    own = world.ids["own"]
    about = {"child_id": str(own["children"]), "person_id": str(own["persons"])}
    kinds = [{"proposal_id": proposal, "question": kind.value} for kind in QuestionKind]
    since = {"earlier_proposal_id": proposal}
    return [
        {**kind, **more, **(since if kind["question"] == "difference" else {})}
        for kind in kinds
        for more in ({}, about)
    ]
