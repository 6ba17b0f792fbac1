"""Why (not) this person: the true reason, by the rules of the stored problem."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from service.db.tables.people import Credential
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.domain.kinds import Role
from service.errors import Conflict, NotFound, NotPermitted
from service.use_cases.explain_person import PersonQuestion, explain_person
from tests.service.explaining.wired import answered_by_wire as by_wire
from tests.service.planning.build import FRIDAY, MONDAY, TUESDAY, Builder
from tests.service.planning.run import propose


@pytest.fixture
def proposal(store, town):
    propose(store, town.actor)
    with store.read(town.tenant_id) as session:
        return session.scalars(select(Proposal.id)).one()


def told(store, town, proposal, person, day=MONDAY):
    asked = PersonQuestion(town.kids[0], person, day)
    found = explain_person(store, town.actor, proposal, asked, by_wire)
    (answer,) = found.answers
    assert answer.day == day
    return {sentence.rule: sentence.text for sentence in answer.sentences}


def test_who_was_possible_is_told_whom_the_plan_chose_instead(store, town, proposal):
    answers = {
        name: told(store, town, proposal, getattr(town, name))
        for name in ("birte", "carla")
    }
    chosen, other = sorted(answers.values(), key=lambda rules: "chosen-other" in rules)
    assert "übernimmt" in chosen["assignment"]
    assert "wäre für" in other["chosen-other"]
    assert "gewählt wurde" in other["chosen-other"]
    assert "beantwortet die Frage „Warum nicht" in other["chosen-other"]


def test_a_refusing_rule_says_its_sentence(store, town):
    with store.write(town.tenant_id) as session:
        for proof in session.scalars(select(Credential)):
            if (proof.person_id, proof.kind) == (town.carla, "first_aid"):
                proof.expires_on = MONDAY
    propose(store, town.actor)
    with store.read(town.tenant_id) as session:
        proposal = session.scalars(select(Proposal.id)).one()
    assert "credentials" not in told(store, town, proposal, town.carla, MONDAY)
    rules = told(store, town, proposal, town.carla, TUESDAY)
    assert list(rules) == ["credentials"]
    assert "Erste Hilfe" in rules["credentials"]


def test_who_is_not_linked_and_who_is_absent_are_told_so(store, town, proposal):
    with store.write(town.tenant_id) as session:
        stranger = Builder(session, prefix="Z").a_childminder(north=0.005).id
    rules = told(store, town, proposal, stranger)
    assert "keine Kooperation und kein Kontakt" in rules["not-linked"]
    assert "selbst abwesend" in told(store, town, proposal, town.anna)["own-absence"]


def test_a_large_plan_was_read_in_the_web_process_bug(store, town, proposal):
    """It took half a second of the processor that all other requests wait for."""
    orders = []

    def answering(order):
        orders.append(order)
        return by_wire(order)

    asked = PersonQuestion(town.kids[0], town.carla, MONDAY)
    (answer,) = explain_person(store, town.actor, proposal, asked, answering).answers
    assert answer.sentences
    (order,) = orders
    assert order.by_rules
    with pytest.raises(NotFound):
        explain_person(store, town.actor, proposal, asked, lambda _order: ())


def test_without_a_day_every_day_of_the_child_is_answered(store, town, proposal):
    asked = PersonQuestion(town.kids[0], town.carla)
    found = explain_person(store, town.actor, proposal, asked, by_wire)
    assert [answer.day for answer in found.answers] == [MONDAY, TUESDAY]
    assert all(answer.sentences for answer in found.answers)


def test_only_who_plans_asks_and_only_about_what_is_hers(store, town, proposal):
    asked = PersonQuestion(town.kids[0], town.carla)
    for role in (Role.GUARDIAN, Role.SUBSTITUTE, Role.CHILDMINDER):
        actor = Actor(None, town.tenant_id, frozenset({role}))
        with pytest.raises(NotPermitted):
            explain_person(store, actor, proposal, asked, by_wire)
    for wrong in (
        replace(asked, child_id=uuid4()),
        replace(asked, person_id=uuid4()),
        replace(asked, day=FRIDAY),
    ):
        with pytest.raises(NotFound):
            explain_person(store, town.actor, proposal, wrong, by_wire)
    with pytest.raises(NotFound):
        explain_person(store, town.actor, uuid4(), asked, by_wire)


def test_a_problem_that_is_no_longer_kept_is_said(store, town, proposal):
    with store.write(town.tenant_id) as session:
        session.execute(update(Proposal).values(problem=None))
    asked = PersonQuestion(town.kids[0], town.carla)
    with pytest.raises(Conflict, match="gelöscht"):
        explain_person(store, town.actor, proposal, asked, by_wire)
