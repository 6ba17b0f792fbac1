"""Coaches answer, coordinators take back and settle by hand; plans keep what stands."""

import pytest
from sqlalchemy import select

from service.db.tables.engagements import Engagement, EngagementItem
from service.domain.kinds import EngagementState as State
from service.errors import Conflict, InvalidInput, NotFound, Stale
from service.use_cases.agree_engagement import AgreeEngagement, agree_engagement
from service.use_cases.answer_engagement import (
    AnswerEngagement,
    EngagementAnswer,
    answer_engagement,
)
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.withdraw_publication import withdraw_publication
from tests.service.matching.build import YEAR, ask, match

ACCEPT, DECLINE = EngagementAnswer.ACCEPT, EngagementAnswer.DECLINE
RELEASE = EngagementAnswer.RELEASE


def engagement(store, programme, kindergarten):
    """The engagement of a kindergarten that stands, else the last one."""
    with store.read(programme.tenant_id) as session:
        rows = session.scalars(
            select(Engagement)
            .where(Engagement.kindergarten_id == kindergarten)
            .order_by(Engagement.revised_at)
        ).all()
    live = [row for row in rows if row.state in (State.PROPOSED, State.ACCEPTED)]
    return (live or rows)[-1]


def say(store, programme, kindergarten, answer, **more):
    row = engagement(store, programme, kindergarten)
    return answer_engagement(
        store, programme.actor, AnswerEngagement(row.id, answer, **more)
    )


def items(store, programme, proposal_id):
    with store.read(programme.tenant_id) as session:
        rows = session.scalars(
            select(EngagementItem).where(EngagementItem.proposal_id == proposal_id)
        ).all()
    return {row.kindergarten_id: row for row in rows}


def test_accepting_and_declining_lead_where_they_say(store, programme):
    ask(store, programme.actor)
    assert say(store, programme, programme.sun, ACCEPT) is State.ACCEPTED
    assert say(store, programme, programme.hill, DECLINE) is State.DECLINED
    for answer in (ACCEPT, DECLINE):
        with pytest.raises(Conflict, match="zugesagt"):
            say(store, programme, programme.sun, answer)


def test_an_answer_to_an_older_state_is_told_so(store, programme):
    ask(store, programme.actor)
    row = engagement(store, programme, programme.sun)
    say(store, programme, programme.sun, ACCEPT, version=row.version)
    with pytest.raises(Stale):
        say(store, programme, programme.sun, RELEASE, version=row.version)


def test_after_a_decline_only_that_kindergarten_is_planned_and_by_somebody_else(
    store, programme
):
    ask(store, programme.actor)
    say(store, programme, programme.sun, ACCEPT)
    say(store, programme, programme.river, DECLINE)
    found = items(store, programme, match(store, programme.actor))
    assert {key: row.coach_id for key, row in found.items()} == {
        programme.river: programme.berta
    }


def test_a_repaired_matching_is_published_beside_what_stands(store, programme):
    ask(store, programme.actor)
    say(store, programme, programme.river, DECLINE)
    done = ask(store, programme.actor)
    assert (done.number, done.added, done.changed, done.ended) == (2, 1, 0, 0)
    assert engagement(store, programme, programme.river).coach_id == programme.berta
    assert engagement(store, programme, programme.sun).coach_id == programme.anna


def test_what_nobody_answered_is_planned_anew_only_where_asked_for(store, programme):
    ask(store, programme.actor)
    say(store, programme, programme.sun, ACCEPT)
    kept = items(store, programme, match(store, programme.actor))
    assert kept == {}
    anew = items(store, programme, match(store, programme.actor, keep_proposed=False))
    assert set(anew) == {programme.river, programme.hill}


def test_publishing_the_same_again_keeps_rows_and_uids(store, programme):
    ask(store, programme.actor)
    before = engagement(store, programme, programme.hill)
    done = ask(store, programme.actor, keep_proposed=False)
    assert (done.added, done.changed, done.ended) == (0, 0, 0)
    after = engagement(store, programme, programme.hill)
    assert (after.id, after.uid, after.sequence) == (before.id, before.uid, 0)


def test_withdrawing_ends_what_has_not_begun_and_publishing_revives_it(
    store, programme
):
    published = ask(store, programme.actor)
    say(store, programme, programme.sun, ACCEPT)
    say(store, programme, programme.hill, DECLINE)
    before = engagement(store, programme, programme.sun)
    done = withdraw_publication(store, programme.actor, published.publication_id)
    assert done.ended == 2
    assert engagement(store, programme, programme.sun).state is State.ENDED
    with pytest.raises(Conflict, match="nichts mehr"):
        withdraw_publication(store, programme.actor, published.publication_id)
    ask(store, programme.actor)
    after = engagement(store, programme, programme.sun)
    assert (after.id, after.uid, after.state) == (before.id, before.uid, State.PROPOSED)
    assert after.sequence > before.sequence


def test_what_has_begun_is_not_withdrawn(store, programme, clock):
    published = ask(store, programme.actor)
    clock.advance(days=60)  # the first of January 2027
    with pytest.raises(Conflict, match="begonnen"):
        withdraw_publication(store, programme.actor, published.publication_id)


def test_two_proposals_of_the_same_state_one_is_published_the_other_told(
    any_store, any_programme
):
    programme = any_programme
    first = match(any_store, programme.actor)
    second = match(any_store, programme.actor)
    publish_proposal(any_store, programme.actor, first)
    with pytest.raises(Conflict) as refused:
        publish_proposal(any_store, programme.actor, second)
    assert any(
        "Sonnenschein" in sentence and "Anna Muster" in sentence
        for sentence in refused.value.difference
    )


def test_a_pair_settled_by_hand_is_kept_by_every_plan(store, programme):
    agreed = agree_engagement(
        store,
        programme.actor,
        AgreeEngagement(programme.berta, programme.sun, 8, YEAR),
    )
    (finding,) = agreed.findings
    assert finding.rule == "hours-agreed"
    assert "Sonnenschein" in finding.text
    found = items(store, programme, match(store, programme.actor, keep_proposed=True))
    assert set(found) == {programme.river, programme.hill}


def test_a_kindergarten_that_is_accompanied_is_settled_with_nobody_else(
    store, programme
):
    ask(store, programme.actor)
    with pytest.raises(Conflict, match="Anna Muster"):
        agree_engagement(
            store,
            programme.actor,
            AgreeEngagement(programme.berta, programme.sun, 6, YEAR),
        )


@pytest.mark.parametrize("half_hours", [0, 321])
def test_hours_that_cannot_be_are_refused(store, programme, half_hours):
    with pytest.raises(InvalidInput, match="halbe Stunden"):
        agree_engagement(
            store,
            programme.actor,
            AgreeEngagement(programme.anna, programme.sun, half_hours, YEAR),
        )


def test_a_pair_with_nobody_is_not_there(store, programme):
    with pytest.raises(NotFound):
        agree_engagement(
            store,
            programme.actor,
            AgreeEngagement(programme.sun, programme.anna, 6, YEAR),
        )
