"""Publishing: whole days, identities kept, refused with the difference."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from service.db.tables.audit import AuditEvent
from service.db.tables.children import Child
from service.db.tables.feeds import OutboxMessage
from service.db.tables.people import Permit
from service.db.tables.planning import Proposal
from service.db.tables.publications import Assignment, Publication, PublicationDay
from service.db.tables.tenancy import Area
from service.domain.actor import Actor
from service.domain.answers import Answer
from service.domain.kinds import AreaKind, AssignmentState, ProposalState, Role
from service.errors import Conflict, NotFound, NotPermitted
from service.planning.proposal_rows import items_of
from service.use_cases.answer_assignment import AnswerAssignment, answer_assignment
from service.use_cases.arrange import (
    Arrange,
    arrange_by_hand,
    forbid,
    pin,
    release_arrangement,
)
from service.use_cases.change_absence import ChangeAbsence, extend_absence
from service.use_cases.publish_proposal import publish_proposal
from service.use_cases.report_absence import ReportAbsence, report_absence
from service.use_cases.report_child_absence import (
    ReportChildAbsence,
    report_child_absence,
)
from service.use_cases.withdraw_publication import withdraw_publication
from tests.service.planning.build import FRIDAY, MONDAY, TUESDAY, Builder
from tests.service.planning.run import counsellor, propose, publish
from tests.tenants import make_tenant as another_tenant


def rows_of(store, town):
    """What was ever assigned, in the order of day and child."""
    with store.read(town.tenant_id) as session:
        return list(
            session.scalars(
                select(Assignment).order_by(
                    Assignment.day, Assignment.child_id, Assignment.revised_at
                )
            )
        )


def live(store, town):
    return [
        row
        for row in rows_of(store, town)
        if row.state not in (AssignmentState.ENDED, AssignmentState.DECLINED)
    ]


def test_a_proposal_stands_for_its_days_with_trail_and_messages(any_store, any_town):
    published = publish(any_store, any_town.actor)
    assert (published.number, published.added, published.unplanned) == (1, 4, ())
    with any_store.read(any_town.tenant_id) as session:
        days = session.scalars(select(PublicationDay.day)).all()
        actions = session.scalars(select(AuditEvent.action)).all()
        told = session.scalars(select(OutboxMessage)).all()
        state = session.scalars(select(Proposal.state)).one()
    assert sorted(days) == [MONDAY + timedelta(days=i) for i in range(5)]
    assert actions == ["request_proposal", "finish_proposal", "publish_proposal"]
    assert {m.topic for m in told} == {"published"}
    assert state is ProposalState.PUBLISHED
    assert {row.day for row in live(any_store, any_town)} == {MONDAY, TUESDAY}
    assert {row.state for row in live(any_store, any_town)} == {
        AssignmentState.PUBLISHED
    }


def test_publishing_the_same_plan_again_changes_no_event(store, town):
    publish(store, town.actor)
    before = {(r.uid, r.sequence, r.revised_at) for r in rows_of(store, town)}
    published = publish(store, town.actor)
    assert (published.added, published.changed, published.ended) == (0, 0, 0)
    assert {(r.uid, r.sequence, r.revised_at) for r in rows_of(store, town)} == before


def test_a_change_of_person_ends_one_identity_and_starts_another(any_store, any_town):
    publish(any_store, any_town.actor)
    (before, *_) = [r for r in live(any_store, any_town) if r.day == MONDAY]
    forbid(
        any_store,
        any_town.actor,
        Arrange(before.child_id, MONDAY, before.person_id),
    )
    published = publish(any_store, any_town.actor)
    assert (published.added, published.ended) == (1, 1)
    ended = next(r for r in rows_of(any_store, any_town) if r.uid == before.uid)
    assert (ended.state, ended.sequence) == (AssignmentState.ENDED, 1)
    assert ended.revised_at > before.revised_at


def test_an_identity_that_returns_keeps_its_uid_and_raises_its_sequence(store, town):
    publish(store, town.actor)
    before = {r.uid: (r.sequence, r.revised_at) for r in live(store, town)}
    ban = forbid(
        store, town.actor, Arrange(town.kids[0], MONDAY, live(store, town)[0].person_id)
    )
    publish(store, town.actor)
    release_arrangement(store, town.actor, ban)
    publish(store, town.actor)
    for row in live(store, town):
        sequence, revised = before.get(row.uid, (0, None))
        if row.sequence != sequence:
            assert row.sequence == 2
            assert row.revised_at > revised
    assert {r.uid for r in live(store, town)} <= {r.uid for r in rows_of(store, town)}


def test_a_moved_interval_keeps_its_uid_and_raises_its_sequence(store, town):
    publish(store, town.actor)
    before = {row.uid: row for row in live(store, town) if row.day == TUESDAY}
    extend_absence(
        store, town.actor, ChangeAbsence(town.absence, TUESDAY, end_minute=720)
    )
    published = publish(store, town.actor)
    assert published.changed == 2
    for row in live(store, town):
        if row.day == TUESDAY:
            assert (row.end_minute, row.sequence) == (720, 1)
            assert row.uid in before


def test_what_a_publication_no_longer_needs_ends(store, town):
    publish(store, town.actor)
    extend_absence(store, town.actor, ChangeAbsence(town.absence, MONDAY))
    published = publish(store, town.actor)
    assert published.ended == 2
    assert {row.day for row in live(store, town)} == {MONDAY}


def test_a_day_published_meanwhile_is_refused_with_the_number(any_store, any_town):
    proposal = propose(any_store, any_town.actor)
    publish(any_store, any_town.actor, TUESDAY, TUESDAY)
    with pytest.raises(Conflict) as refused:
        publish_proposal(any_store, any_town.actor, proposal)
    assert refused.value.difference == (
        "Für den 03.11.2026 gilt inzwischen die Freigabe Nr. 1.",
    )
    assert len(live(any_store, any_town)) == 2


def test_a_publication_withdrawn_meanwhile_is_a_difference_too(store, town):
    first = publish(store, town.actor)
    proposal = propose(store, town.actor)
    withdraw_publication(store, town.actor, first.publication_id)
    with pytest.raises(Conflict) as refused:
        publish_proposal(store, town.actor, proposal)
    assert "zurückgezogen" in refused.value.difference[0]


def test_a_plan_whose_substitute_fell_ill_is_refused_with_the_rule(store, town):
    proposal = propose(store, town.actor)
    person = plan_person(store, town, proposal)
    report_absence(store, town.actor, ReportAbsence(person, MONDAY, MONDAY))
    with pytest.raises(Conflict) as refused:
        publish_proposal(store, town.actor, proposal)
    assert any("nicht durchgehend verfügbar" in s for s in refused.value.difference)
    assert live(store, town) == []


def plan_person(store, town, proposal):

    with store.read(town.tenant_id) as session:
        return items_of(session, proposal)[0].person_id


def test_a_plan_whose_permit_ran_out_meanwhile_is_refused(store, town):
    proposal = propose(store, town.actor)
    with store.write(town.tenant_id) as session:
        for permit in session.scalars(select(Permit)):
            permit.valid_until = MONDAY
    with pytest.raises(Conflict) as refused:
        publish_proposal(store, town.actor, proposal)
    assert all("03.11.2026" in sentence for sentence in refused.value.difference)
    assert any("abgelaufen" in sentence for sentence in refused.value.difference)


def test_a_plan_for_a_child_that_stays_at_home_is_refused_by_name(store, town):
    proposal = propose(store, town.actor)
    report_child_absence(
        store, town.actor, ReportChildAbsence(town.kids[0], TUESDAY, TUESDAY)
    )
    with pytest.raises(Conflict) as refused:
        publish_proposal(store, town.actor, proposal)
    (sentence,) = refused.value.difference
    with store.read(town.tenant_id) as session:
        code = session.scalars(select(Child.code).where(Child.id == town.kids[0])).one()
    assert code in sentence
    assert "nicht mehr" in sentence


def test_new_needs_are_shown_and_block_nothing(any_store, any_town):
    proposal = propose(any_store, any_town.actor)
    extend_absence(any_store, any_town.actor, ChangeAbsence(any_town.absence, FRIDAY))
    published = publish_proposal(any_store, any_town.actor, proposal)
    assert len(published.unplanned) == 6
    assert all("noch nicht geplant" in s for s in published.unplanned)
    assert published.added == 4


def test_what_was_planned_just_before_the_children_came_may_still_be_published(
    store, town, clock
):
    clock.advance(minutes=100)  # 07:50, the children come at eight
    proposal = propose(store, town.actor)
    clock.advance(minutes=20)
    assert publish_proposal(store, town.actor, proposal).added == 4


def test_a_plan_that_is_hours_old_is_refused_for_what_has_begun(store, town, clock):
    proposal = propose(store, town.actor)
    clock.advance(hours=4)  # 10:10
    with pytest.raises(Conflict) as refused:
        publish_proposal(store, town.actor, proposal)
    assert all("02.11.2026" in sentence for sentence in refused.value.difference)


@pytest.mark.parametrize(
    ("state", "word"),
    [
        (ProposalState.QUEUED, "noch berechnet"),
        (ProposalState.RUNNING, "noch berechnet"),
        (ProposalState.FAILED, "gescheitert"),
        (ProposalState.CANCELLED, "abgebrochen"),
        (ProposalState.PUBLISHED, "schon freigegeben"),
    ],
)
def test_only_a_ready_proposal_is_published(store, tenant, state, word):
    actor = counsellor(tenant.id)
    proposal = propose(store, actor)
    with store.write(tenant.id) as session:
        session.get_one(Proposal, (tenant.id, proposal)).state = state
    with pytest.raises(Conflict, match=word):
        publish_proposal(store, actor, proposal)


def test_a_proposal_of_another_tenant_is_not_there(store, town):
    proposal = propose(store, town.actor)
    other = another_tenant(store, "Verein Nachbarstadt")
    with pytest.raises(NotFound):
        publish_proposal(store, counsellor(other.id), proposal)


def test_a_pin_is_published_and_kept_against_every_wish(any_store, any_town):
    kid = any_town.kids[0]
    pin(any_store, any_town.actor, Arrange(kid, MONDAY, any_town.carla))
    publish(any_store, any_town.actor)
    (row,) = [
        r for r in live(any_store, any_town) if (r.child_id, r.day) == (kid, MONDAY)
    ]
    assert (row.person_id, row.place_id) == (any_town.carla, any_town.carlas_home)
    again = publish(any_store, any_town.actor)
    assert (again.changed, again.ended) == (0, 0)


def test_care_arranged_outside_is_nobodys_assignment(store, town):
    arrange_by_hand(store, town.actor, Arrange(town.kids[0], MONDAY))
    published = publish(store, town.actor)
    assert published.added == 3
    assert published.unplanned == ()


def test_contradicting_pins_are_told_and_the_rest_is_published(store, town):
    for person in (town.carla, town.birte):
        pin(store, town.actor, Arrange(town.kids[0], MONDAY, person))
    published = publish(store, town.actor)
    assert len(published.contradictions) == 1
    assert len(live(store, town)) == 4


def test_accepted_cover_is_never_overwritten(any_store, any_town):
    publish(any_store, any_town.actor)
    accepted = next(r for r in live(any_store, any_town) if r.day == TUESDAY)
    answer_assignment(
        any_store, any_town.actor, AnswerAssignment(accepted.id, Answer.ACCEPT)
    )
    forbid(
        any_store,
        any_town.actor,
        Arrange(accepted.child_id, TUESDAY, accepted.person_id),
    )
    publish(any_store, any_town.actor)
    row = next(r for r in rows_of(any_store, any_town) if r.uid == accepted.uid)
    assert row.state is AssignmentState.ACCEPTED
    assert row.sequence == accepted.sequence


def test_a_declined_offer_goes_to_somebody_else(store, town):
    publish(store, town.actor)
    declined = next(r for r in live(store, town) if r.day == TUESDAY)
    answer_assignment(store, town.actor, AnswerAssignment(declined.id, Answer.DECLINE))
    publish(store, town.actor)
    new = [
        r
        for r in live(store, town)
        if (r.child_id, r.day) == (declined.child_id, TUESDAY)
    ]
    assert [r.person_id == declined.person_id for r in new] == [False]


def test_a_plan_for_an_area_leaves_the_cover_of_others_alone(store, tenant):

    actor = counsellor(tenant.id)
    with store.write(tenant.id) as session:
        build = Builder(session)
        areas = []
        for name in ("Nord", "Süd"):
            area = Area(kind=AreaKind.DISTRICT, name=name)
            session.add(area)
            session.flush()
            anna = build.a_person(home=build.a_place(area_id=area.id))
            birte = build.a_childminder()
            build.a_tandem(anna, birte)
            kid = build.a_child()
            build.a_contract(kid, anna)
            build.they_know_each_other(kid, birte)
            build.an_absence(anna)
            areas.append((area.id, kid.id))
        tenant_town = type("Town", (), {"tenant_id": tenant.id})
    for area, kid in areas:
        published = publish(store, actor, MONDAY, MONDAY, area_id=area)
        assert (published.added, published.ended, published.changed) == (1, 0, 0)
        assert kid in {row.child_id for row in live(store, tenant_town)}
    assert len(live(store, tenant_town)) == 2
    with store.read(tenant.id) as session:
        standing = session.scalars(select(PublicationDay.publication_id)).all()
        newest = session.scalars(
            select(Publication.id).where(Publication.number == 2)
        ).one()
    assert standing == [newest]
    assert {r.publication_id for r in live(store, tenant_town)} == {newest}


def test_a_publication_is_withdrawn_and_revived_with_the_same_events(
    any_store, any_town
):
    first = publish(any_store, any_town.actor)
    uids = {row.uid for row in live(any_store, any_town)}
    withdrawn = withdraw_publication(any_store, any_town.actor, first.publication_id)
    assert (len(withdrawn.days), withdrawn.ended) == (5, 4)
    assert live(any_store, any_town) == []
    publish(any_store, any_town.actor)
    assert {row.uid for row in live(any_store, any_town)} == uids
    assert {row.sequence for row in live(any_store, any_town)} == {2}


def test_days_that_have_begun_are_not_withdrawn(store, town, clock):
    first = publish(store, town.actor)
    clock.advance(hours=4)  # Monday 10:10
    withdrawn = withdraw_publication(store, town.actor, first.publication_id)
    assert MONDAY not in withdrawn.days
    assert {row.day for row in live(store, town)} == {MONDAY}
    clock.advance(days=1)
    with pytest.raises(Conflict, match="kein"):
        withdraw_publication(store, town.actor, first.publication_id)


def test_a_counsellor_of_an_area_plans_and_publishes_hers_only(store, town):

    with store.write(town.tenant_id) as session:
        area = Area(kind=AreaKind.DISTRICT, name="Nord")
        session.add(area)
    bound = Actor(
        user_id=None,
        tenant_id=town.tenant_id,
        roles=frozenset({Role.COUNSELLOR}),
        area_ids=frozenset({area.id}),
    )
    with pytest.raises(NotPermitted, match="Gebiet"):
        propose(store, bound)
    assert propose(store, bound, area_id=area.id)
    whole = propose(store, town.actor)
    with pytest.raises((NotFound, NotPermitted)):
        publish_proposal(store, bound, whole)
