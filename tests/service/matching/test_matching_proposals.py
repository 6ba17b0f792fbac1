"""From a programme to a matching that is proven, stored once and publishable."""

import pytest
from sqlalchemy import select

from service.db.tables.engagements import Engagement, EngagementGap, EngagementItem
from service.db.tables.feeds import OutboxMessage
from service.db.tables.jobs import Job
from service.db.tables.planning import Proposal, PseudonymKey
from service.domain.kinds import (
    EngagementState,
    JobState,
    ProposalKind,
    ProposalState,
)
from service.matching.blobs import unpack_matching_problem
from service.use_cases.audit_proposal import audit_proposal, derive_again
from service.use_cases.read_proposals import read_proposal
from tests.service.explaining.wired import audited_by_wire
from tests.service.matching.build import DECEMBER, JANUARY, ask, match


def rows(store, programme, table):
    with store.read(programme.tenant_id) as session:
        return session.scalars(select(table)).all()


def test_everybody_is_served_by_the_nearer_coach_with_the_wished_hours(
    any_store, any_programme
):
    programme = any_programme
    match(any_store, programme.actor)
    found = {i.kindergarten_id: i for i in rows(any_store, programme, EngagementItem)}
    assert {key: item.coach_id for key, item in found.items()} == {
        programme.sun: programme.anna,
        programme.river: programme.anna,
        programme.hill: programme.berta,
    }
    assert {item.half_hours for item in found.values()} == {6}
    months = {(item.first_month, item.last_month) for item in found.values()}
    assert months == {(JANUARY, DECEMBER)}
    assert rows(any_store, programme, EngagementGap) == []


def test_a_result_is_stored_with_its_provenance(store, programme):
    proposal_id = match(store, programme.actor)
    (proposal,) = rows(store, programme, Proposal)
    (job,) = rows(store, programme, Job)
    (key,) = rows(store, programme, PseudonymKey)
    assert (proposal.kind, proposal.state) == (
        ProposalKind.MATCHING,
        ProposalState.READY,
    )
    assert job.state is JobState.DONE
    assert key.proposal_id == proposal_id
    assert all(tier["proven"] for tier in proposal.tiers)
    assert proposal.profile_id == "th-programm"
    problem = unpack_matching_problem(proposal.problem)
    assert str(programme.anna) not in str(problem)
    assert "Anna" not in str(problem)


def test_a_proposal_is_read_like_any_other(store, programme):
    view = read_proposal(store, programme.actor, match(store, programme.actor))
    assert view.kind is ProposalKind.MATCHING
    assert (view.item_count, view.gap_count, view.share) == (3, 0, 1.0)
    assert (view.first_day.year, view.last_day.month) == (2027, 12)


def test_a_stored_plan_is_derived_again(store, programme):
    derived = derive_again(
        store, programme.actor, match(store, programme.actor), audited_by_wire
    )
    assert derived.accepted
    assert derived.digest_agrees
    assert derived.tiers_agree


def test_a_fresh_proposal_is_publishable_and_says_so(store, programme):
    found = audit_proposal(store, programme.actor, match(store, programme.actor))
    assert found.publishable
    assert (found.difference, found.unplanned) == ((), ())


def test_publishing_asks_coaches_and_kindergartens(any_store, any_programme):
    programme = any_programme
    done = ask(any_store, programme.actor)
    assert (done.number, done.added, done.changed, done.ended) == (1, 3, 0, 0)
    found = rows(any_store, programme, Engagement)
    assert {row.state for row in found} == {EngagementState.PROPOSED}
    assert {row.fee_cents_per_hour for row in found} == {6000}
    told = {m.recipient_id for m in rows(any_store, programme, OutboxMessage)}
    assert told == {row.coach_id for row in found} | {
        row.kindergarten_id for row in found
    }


@pytest.mark.parametrize("year", [2021, 2101])
def test_years_without_rules_are_refused(store, programme, year):
    with pytest.raises(Exception, match="Programmjahr"):
        match(store, programme.actor, year=year)
