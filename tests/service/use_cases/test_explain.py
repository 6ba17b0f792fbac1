"""Why this person, why nobody: in words, and only what the viewer may know."""

import pytest
from sqlalchemy import select

from service.db.tables.children import Guardian, Guardianship
from service.db.tables.people import Credential, Permit
from service.db.tables.planning import ProposalGap, ProposalItem
from service.db.tables.publications import Assignment
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import NotFound, NotPermitted
from service.planning.fact_roles import FACT_ROLES, PLANNERS, sees
from service.planning.sentences import (
    ASSIGNMENT_SENTENCES,
    GAP_SENTENCE,
    WITHHELD,
    refusal_texts,
)
from service.use_cases.explain import (
    YOUR_CHILD,
    explain_assignment,
    explain_gap,
    explain_item,
)
from solver.sentences import gaps_of
from solver.substitution.explanation import reasons
from solver.substitution.rules import catalogue
from tests.service.planning.build import MONDAY, TUESDAY
from tests.service.planning.run import propose, publish


def first(store, town, table):
    with store.read(town.tenant_id) as session:
        return session.scalars(select(table)).first()


def guardian_of(store, town, child):
    with store.write(town.tenant_id) as session:
        guardian = Guardian(code="G1")
        session.add(guardian)
        session.flush()
        session.add(Guardianship(guardian_id=guardian.id, child_id=child))
        return Actor(
            user_id=None,
            tenant_id=town.tenant_id,
            roles=frozenset({Role.GUARDIAN}),
            guardian_ids=frozenset({guardian.id}),
            today=MONDAY,
        )


def test_a_counsellor_reads_the_whole_reason_of_a_proposed_assignment(store, town):
    propose(store, town.actor)
    explanation = explain_item(store, town.actor, first(store, town, ProposalItem).id)
    (reason,) = explanation.sentences
    assert "vertraut" in reason.text
    assert "08:00 bis 15:00" in reason.text
    assert "in Frage" in reason.text
    assert "{" not in reason.text


def test_each_viewer_reads_what_concerns_her(store, town):
    publish(store, town.actor)
    row = first(store, town, Assignment)
    parent = guardian_of(store, town, row.child_id)
    substitute = Actor(
        user_id=None,
        tenant_id=town.tenant_id,
        roles=frozenset({Role.SUBSTITUTE}),
        person_ids=frozenset({row.person_id}),
        today=MONDAY,
    )
    told = {
        name: explain_assignment(store, actor, row.id).sentences[0]
        for name, actor in (
            ("counsellor", town.actor),
            ("guardian", parent),
            ("substitute", substitute),
        )
    }
    assert "in Frage" in told["counsellor"].text
    assert YOUR_CHILD in told["guardian"].text
    assert "vertraut" in told["guardian"].text
    assert "in Frage" not in told["guardian"].text
    assert "vertraut" not in told["substitute"].text
    for name in ("guardian", "substitute"):
        assert {"others", "present"}.isdisjoint(told[name].facts)


def test_a_guardian_of_another_child_is_told_it_is_not_there(store, town):
    publish(store, town.actor)
    row = first(store, town, Assignment)
    (other,) = [kid for kid in town.kids if kid != row.child_id]
    with pytest.raises(NotFound):
        explain_assignment(store, guardian_of(store, town, other), row.id)


def test_a_gap_names_each_person_with_the_rule_and_its_facts(store, town):
    with store.write(town.tenant_id) as session:
        for permit in session.scalars(select(Permit)):
            if permit.person_id == town.birte:
                permit.valid_until = MONDAY
        for proof in session.scalars(select(Credential)):
            if (proof.person_id, proof.kind) == (town.carla, "first_aid"):
                proof.expires_on = MONDAY
    propose(store, town.actor, TUESDAY, TUESDAY)
    explanation = explain_gap(store, town.actor, first(store, town, ProposalGap).id)
    by_rule = {sentence.rule: sentence.text for sentence in explanation.sentences}
    assert "keine Vertretung gefunden" in by_rule["gap"]
    assert "sie ist abgelaufen" in by_rule["permit"]
    assert "Erste Hilfe" in by_rule["credentials"]
    assert "03.11.2026" in by_rule["permit"]


def test_a_guardian_reads_no_gap_of_a_proposal(store, town):
    propose(store, town.actor)
    with pytest.raises(NotPermitted):
        explain_gap(store, guardian_of(store, town, town.kids[0]), town.kids[0])


def test_what_a_viewer_may_not_see_is_named_as_withheld_once():
    refusal = {"rule": "permit", "facts": {"permit_fault": "expired"}}
    told = refusal_texts([refusal, refusal], {}, [Role.GUARDIAN])
    assert [sentence.text for sentence in told] == [WITHHELD]


@pytest.mark.parametrize("role", [Role.GUARDIAN, Role.SUBSTITUTE, Role.CHILDMINDER])
def test_facts_about_other_persons_are_for_those_who_plan(role):
    for fact in ("permit_fault", "credential", "units", "personal_limit", "others"):
        assert not sees([role], fact)
        assert sees([Role.COUNSELLOR], fact)


def test_every_fact_of_every_rule_and_answer_lists_its_readers():
    templates = [info.sentence for info in reasons.SENTENCES.infos.values()]
    templates += [info.sentence for info in catalogue()]
    templates += [*ASSIGNMENT_SENTENCES, GAP_SENTENCE]
    facts = {fact for template in templates for fact in gaps_of(template)}
    assert facts == FACT_ROLES.keys()
    for fact in facts:
        assert FACT_ROLES[fact] >= PLANNERS
