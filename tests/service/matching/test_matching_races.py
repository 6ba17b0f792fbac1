"""Two people at once: one wins, the other is told, nothing is doubled or lost."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from sqlalchemy import select

from service.db.tables.engagements import Engagement
from service.db.tables.planning import Proposal
from service.db.tables.publications import Publication
from service.domain.kinds import EngagementState, ProposalState
from service.errors import Conflict
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.publish_proposal import publish_proposal
from tests.service.matching.build import ask, match


def together(*works):
    """What came of each, all begun at the same moment."""
    barrier = Barrier(len(works))

    def outcome(work):
        barrier.wait()
        try:
            return work()
        except Conflict as error:
            return error

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(outcome, works))


def rows(store, programme, table):
    with store.read(programme.tenant_id) as session:
        return session.scalars(select(table)).all()


def test_two_coordinators_publish_at_once_one_wins_the_other_reads_who(
    any_store, any_programme
):
    store, actor = any_store, any_programme.actor
    proposals = [match(store, actor), match(store, actor)]
    done = together(
        *(lambda each=each: publish_proposal(store, actor, each) for each in proposals)
    )
    (lost,) = [outcome for outcome in done if isinstance(outcome, Conflict)]
    assert len(lost.difference) == 3
    assert len(rows(store, any_programme, Publication)) == 1
    engagements = rows(store, any_programme, Engagement)
    assert len(engagements) == len({row.kindergarten_id for row in engagements}) == 3
    states = sorted(row.state for row in rows(store, any_programme, Proposal))
    assert states == [ProposalState.PUBLISHED, ProposalState.READY]


def test_the_same_proposal_is_published_once(any_store, any_programme):
    store, actor = any_store, any_programme.actor
    proposal = match(store, actor)
    done = together(*[lambda: publish_proposal(store, actor, proposal)] * 2)
    (lost,) = [outcome for outcome in done if isinstance(outcome, Conflict)]
    assert "schon freigegeben" in str(lost)
    assert len(rows(store, any_programme, Engagement)) == 3


def test_accepting_and_taking_back_at_once_one_of_them_is_told(
    any_store, any_programme
):
    store, actor = any_store, any_programme.actor
    ask(store, actor)
    row = rows(store, any_programme, Engagement)[0]
    done = together(
        *(
            lambda said=said: answer_engagement(
                store, actor, AnswerEngagement(row.id, said, row.version)
            )
            for said in (EngagementAnswer.ACCEPT, EngagementAnswer.RELEASE)
        )
    )
    (lost,) = [outcome for outcome in done if isinstance(outcome, Conflict)]
    (won,) = [outcome for outcome in done if not isinstance(outcome, Conflict)]
    assert "Version" in lost.difference[0]
    stands = {r.id: r.state for r in rows(store, any_programme, Engagement)}[row.id]
    assert stands is won
    assert won in (EngagementState.ACCEPTED, EngagementState.ENDED)
