"""Two people publish the same days at once: one wins, every time, on both databases."""

import os
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from service.db.base import Base
from service.db.tables.planning import Proposal, ProposalItem
from service.db.tables.publications import Assignment, Publication, PublicationDay
from service.domain.answers import Answer
from service.domain.kinds import AssignmentState, ProposalState
from service.errors import Conflict
from service.snapshot.standing import load_publications
from service.use_cases.answer_assignment import AnswerAssignment, answer_assignment
from service.use_cases.publish_proposal import publish_proposal
from tests.service.planning.build import FRIDAY, MONDAY
from tests.service.planning.run import propose, publish

ROUNDS = int(os.environ.get("LUECKENLOS_RACE_ROUNDS", "10000")) // 50


def copy_of(row: Base, **changes: object) -> Base:
    """The same row once more, as a new one."""
    kind = type(row)
    values = {
        column.key: getattr(row, column.key)
        for column in kind.__mapper__.column_attrs
        if column.key not in ("id", "version")
    }
    return kind(**{**values, "id": uuid4(), **changes})


def twins(store, tenant_id, proposal_id):
    """Two ready proposals with the plan of the first, as of what stands now."""
    with store.write(tenant_id) as session:
        proposal = session.get_one(Proposal, (tenant_id, proposal_id))
        items = session.scalars(
            select(ProposalItem).where(ProposalItem.proposal_id == proposal_id)
        ).all()
        standing = {
            day.isoformat(): publication.hex
            for day, publication in load_publications(session, MONDAY, FRIDAY).items()
        }
        made = []
        for _ in range(2):
            twin = copy_of(proposal, state=ProposalState.READY, standing=standing)
            session.add(twin)
            session.flush()
            session.add_all(copy_of(item, proposal_id=twin.id) for item in items)
            made.append(twin.id)
        return made


def outcome(barrier, work):
    """What came of the work, begun at the same moment as the other's."""
    barrier.wait()
    try:
        return work()
    except Conflict as refused:
        return refused


def at_once(*works):
    """Run all at the same moment; what came of each."""
    barrier = Barrier(len(works))
    with ThreadPoolExecutor(len(works)) as pool:
        running = [pool.submit(outcome, barrier, work) for work in works]
        return [one.result() for one in running]


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_of_two_who_publish_at_once_one_wins(any_store, any_town):
    town = any_town
    first = propose(any_store, town.actor)
    for number in range(1, ROUNDS + 1):
        pair = twins(any_store, town.tenant_id, first)
        ends = at_once(
            *(
                lambda proposal=proposal: publish_proposal(
                    any_store, town.actor, proposal
                )
                for proposal in pair
            )
        )
        losers = [end for end in ends if isinstance(end, Conflict)]
        assert len(losers) == 1
        assert f"Nr. {number}." in losers[0].difference[0]
    with any_store.read(town.tenant_id) as session:
        assert session.scalar(select(func.max(Publication.number))) == ROUNDS
        assert len(set(session.scalars(select(PublicationDay.publication_id)))) == 1
        live = Assignment.state == AssignmentState.PUBLISHED
        assert session.scalar(select(func.count()).where(live)) == 4


def test_an_answer_and_a_publication_at_once_leave_one_truth(any_store, any_town):
    town = any_town
    publish(any_store, town.actor)
    with any_store.read(town.tenant_id) as session:
        row = session.scalars(select(Assignment).limit(1)).one()
    proposal = propose(any_store, town.actor)
    accepted, published = at_once(
        lambda: answer_assignment(
            any_store, town.actor, AnswerAssignment(row.id, Answer.ACCEPT)
        ),
        lambda: publish_proposal(any_store, town.actor, proposal),
    )
    with any_store.read(town.tenant_id) as session:
        state = session.scalars(
            select(Assignment.state).where(Assignment.id == row.id)
        ).one()
    # accepted first: the plan no longer fits and says so; published first: it stands
    assert accepted is AssignmentState.ACCEPTED
    assert state is AssignmentState.ACCEPTED
    if isinstance(published, Conflict):
        assert any("schon fest" in line for line in published.difference)


def test_of_two_answers_at_once_one_counts(any_store, any_town):
    town = any_town
    publish(any_store, town.actor)
    with any_store.read(town.tenant_id) as session:
        rows = session.scalars(select(Assignment)).all()
    for row in rows:
        ends = at_once(
            *(
                lambda answer=answer, row=row: answer_assignment(
                    any_store,
                    town.actor,
                    AnswerAssignment(row.id, answer, version=row.version),
                )
                for answer in (Answer.ACCEPT, Answer.DECLINE)
            )
        )
        assert sum(isinstance(end, Conflict) for end in ends) == 1
