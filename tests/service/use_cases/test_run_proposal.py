"""Computing a proposal: stored once, with everything to derive it again."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from service.db.tables.jobs import Job
from service.db.tables.people import Permit
from service.db.tables.planning import (
    Proposal,
    ProposalGap,
    ProposalItem,
    PseudonymKey,
)
from service.db.tables.tenancy import RuleOverride
from service.domain.actor import Actor
from service.domain.kinds import JobState, ProposalKind, ProposalState, Role
from service.errors import Conflict, InvalidInput, NotPermitted
from service.jobs import table
from service.jobs.contract import AttemptLost
from service.planning.blobs import unpack_problem, unpack_profile
from service.use_cases.audit_proposal import audit_proposal, derive_again
from service.use_cases.request_proposal import RequestProposal, request_proposal
from service.use_cases.run_proposal import run_proposal
from solver.rule import Finding, RuleId
from solver.substitution.rules import load_rules
from tests.service.explaining.wired import audited_by_wire
from tests.service.planning.build import FRIDAY, MONDAY, TUESDAY
from tests.service.planning.run import Control, propose


def test_a_request_waits_with_its_job(any_store, any_town):
    town = any_town
    asked = request_proposal(any_store, town.actor, RequestProposal(MONDAY, FRIDAY))
    with any_store.read(town.tenant_id) as session:
        proposal = session.get_one(Proposal, (town.tenant_id, asked.proposal_id))
        job = session.scalars(select(Job)).one()
    assert (proposal.state, job.state) == (ProposalState.QUEUED, JobState.QUEUED)
    assert proposal.job_id == job.id == asked.job_id


def test_a_result_is_stored_with_its_provenance(any_store, any_town):
    town = any_town
    proposal_id = propose(any_store, town.actor)
    with any_store.read(town.tenant_id) as session:
        proposal = session.get_one(Proposal, (town.tenant_id, proposal_id))
        items = session.scalars(select(ProposalItem)).all()
        assert session.scalars(select(PseudonymKey)).one().proposal_id == proposal_id
        job = session.scalars(select(Job)).one()
    assert (proposal.state, job.state) == (ProposalState.READY, JobState.DONE)
    assert len(items) == 4
    assert all(tier["proven"] for tier in proposal.tiers)
    rules = load_rules(unpack_profile(proposal.rule_profile))
    assert proposal.not_checked == list(rules.not_checked)
    assert len(proposal.problem_digest) == 64
    assert proposal.profile_revision
    assert proposal.code_version


def test_a_stored_plan_is_derived_again(store, town):
    derived = derive_again(
        store, town.actor, propose(store, town.actor), audited_by_wire
    )
    assert (derived.accepted, derived.digest_agrees, derived.tiers_agree) == (
        True,
        True,
        True,
    )


def test_what_the_answering_process_finds_is_told_with_names(store, town):
    """The web process reads the stored plan itself no more."""

    def other(order):
        assert order.kind is ProposalKind.SUBSTITUTION
        (report,) = audited_by_wire(order)
        need = unpack_problem(order.stored.problem).needs[0]
        facts = {
            "child": need.child,
            "person": need.absent,
            "day": date.fromordinal(need.day).isoformat(),
            "permit_fault": "expired",
        }
        breach = Finding(RuleId("permit"), facts)
        return (replace(report, findings=(breach,), tiers=report.tiers[1:]),)

    derived = derive_again(store, town.actor, propose(store, town.actor), other)
    assert not derived.accepted
    assert not derived.tiers_agree
    assert [found.rule for found in derived.decided] == ["permit"]
    assert UUID(derived.decided[0].facts["person"])


def test_without_its_key_a_plan_is_still_audited(store, town):
    proposal_id = propose(store, town.actor)
    with store.write(town.tenant_id) as session:
        session.delete(session.scalars(select(PseudonymKey)).one())
    assert derive_again(store, town.actor, proposal_id, audited_by_wire).accepted


def test_what_is_deleted_after_its_time_cannot_be_derived(store, town):
    proposal_id = propose(store, town.actor)
    with store.write(town.tenant_id) as session:
        session.get_one(Proposal, (town.tenant_id, proposal_id)).problem = None
    with pytest.raises(Conflict, match="gelöscht"):
        derive_again(store, town.actor, proposal_id, audited_by_wire)


def test_a_fresh_proposal_is_publishable_and_says_so(store, town):
    found = audit_proposal(store, town.actor, propose(store, town.actor))
    assert found.publishable
    assert (found.difference, found.unplanned) == ((), ())


def test_gaps_carry_who_was_refused_and_why(store, town):
    with store.write(town.tenant_id) as session:
        for permit in session.scalars(select(Permit)):
            permit.valid_until = MONDAY
    propose(store, town.actor, TUESDAY, TUESDAY)
    with store.read(town.tenant_id) as session:
        gaps = session.scalars(select(ProposalGap)).all()
    assert len(gaps) == 2
    for gap in gaps:
        people = {refusal["person"] for refusal in gap.refusals}
        assert people == {str(town.birte), str(town.carla)}
        assert {refusal["rule"] for refusal in gap.refusals} == {"permit"}
        assert gap.refusals[0]["facts"]["person"] in people


def claimed(store, town):
    asked = request_proposal(store, town.actor, RequestProposal(MONDAY, FRIDAY))
    return asked, table.claim(store, asked.job_id, "test")


def test_a_run_told_to_stop_stores_nothing(store, town):
    asked, job = claimed(store, town)
    run_proposal(store, job, Control(store, job, stop=True))
    with store.read(town.tenant_id) as session:
        proposal = session.get_one(Proposal, (town.tenant_id, asked.proposal_id))
        assert proposal.plan is None
        assert session.scalars(select(ProposalItem)).all() == []
        proposal_state = proposal.state
    assert proposal_state is ProposalState.RUNNING  # its job's end settles it
    with store.write(town.tenant_id) as session:  # for the doctor
        session.get_one(
            Proposal, (town.tenant_id, asked.proposal_id)
        ).state = ProposalState.CANCELLED
        table.end(session, job, JobState.CANCELLED, "", store.clock.now())


def test_a_lost_attempt_stores_nothing_and_the_next_one_does(any_store, any_town):
    town = any_town
    asked, lost = claimed(any_store, town)
    with any_store.system_write() as session:
        table.give_back(session, lost, any_store.clock.now())
    again = table.claim(any_store, asked.job_id, "other")
    with pytest.raises(AttemptLost):
        run_proposal(any_store, lost, Control(any_store, lost))
    with any_store.read(town.tenant_id) as session:
        assert session.scalars(select(ProposalItem)).all() == []
    run_proposal(any_store, again, Control(any_store, again))
    with any_store.read(town.tenant_id) as session:
        assert len(session.scalars(select(ProposalItem)).all()) == 4


def test_progress_names_the_tiers_reached(store, town):
    _, job = claimed(store, town)
    control = Control(store, job)
    run_proposal(store, job, control)
    shares = [share for share, _, _ in control.reports]
    assert shares == sorted(shares)
    assert 0 <= shares[0] <= shares[-1] <= 1
    assert control.reports[-1][2]["tiers"]


def test_rules_that_contradict_themselves_are_told_when_asked(store, town):
    with store.write(town.tenant_id) as session:
        session.add(
            RuleOverride(
                rule="present-at-once-person",
                parameter="max_children",
                value=9,
                source="Satzung § 1",
                valid_from=MONDAY,
            )
        )
    with pytest.raises(InvalidInput, match="verschärft"):
        request_proposal(store, town.actor, RequestProposal(MONDAY, FRIDAY))


def test_a_municipal_number_that_begins_within_the_days_is_told_with_its_day(
    store, town
):
    with store.write(town.tenant_id) as session:
        session.add(
            RuleOverride(
                rule="present-at-once-person",
                parameter="max_children",
                value=4,
                source="Satzung § 1",
                valid_from=TUESDAY,
            )
        )
    with pytest.raises(InvalidInput, match=r"03\.11\.2026"):
        request_proposal(store, town.actor, RequestProposal(MONDAY, FRIDAY))
    assert propose(store, town.actor, MONDAY, MONDAY)
    assert propose(store, town.actor, TUESDAY, FRIDAY)


@pytest.mark.parametrize(
    "command",
    [
        RequestProposal(FRIDAY, MONDAY),
        RequestProposal(MONDAY, MONDAY + timedelta(days=90)),
        RequestProposal(MONDAY, FRIDAY, seconds=0),
        RequestProposal(MONDAY, FRIDAY, seconds=601),
    ],
)
def test_a_request_out_of_range_is_refused(store, town, command):
    with pytest.raises(InvalidInput):
        request_proposal(store, town.actor, command)


def test_a_guardian_asks_for_no_proposal(store, town):
    guardian = Actor(None, town.tenant_id, frozenset({Role.GUARDIAN}))
    with pytest.raises(NotPermitted):
        request_proposal(store, guardian, RequestProposal(MONDAY, FRIDAY))
