"""Every question of a proposal: facts, sentences, who may ask, and what never leaks."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest
from sqlalchemy import select, update

from service.db.tables.absences import Absence
from service.db.tables.children import Child, ChildIdentity, Guardian, Guardianship
from service.db.tables.people import Credential, Permit, Person
from service.db.tables.places import Place
from service.db.tables.planning import Proposal, ProposalGap, ProposalItem
from service.db.tables.publications import Assignment
from service.domain.actor import Actor
from service.domain.kinds import AbsenceClass, Role
from service.errors import Conflict, InvalidInput, NotFound, NotPermitted
from service.explaining.question import QuestionKind
from service.use_cases.ask_question import AskedQuestion, ask_question
from service.use_cases.explain import explain_assignment, explain_gap, explain_item
from service.use_cases.explain_person import PersonQuestion, explain_person
from tests.service.explaining.wired import answered_by_wire as by_wire
from tests.service.planning.build import MONDAY, TUESDAY
from tests.service.planning.run import propose, publish


def ask(store, town, proposal, question, **more):
    asked = AskedQuestion(QuestionKind(question), **more)
    return ask_question(store, town.actor, proposal, asked, by_wire)


def texts(found):
    return [sentence.text for part in found.parts for sentence in part.sentences]


@pytest.fixture
def proposal(store, town):
    return propose(store, town.actor)


@pytest.fixture
def with_gaps(store, town):
    """Neither Birte nor Carla may on Tuesday."""
    with store.write(town.tenant_id) as session:
        for permit in session.scalars(select(Permit)):
            if permit.person_id == town.birte:
                permit.valid_until = MONDAY
        for proof in session.scalars(select(Credential)):
            if (proof.person_id, proof.kind) == (town.carla, "first_aid"):
                proof.expires_on = MONDAY
    return propose(store, town.actor)


def test_why_says_what_speaks_for_the_choice(store, town, proposal):
    found = ask(store, town, proposal, "why", child_id=town.kids[0], day=MONDAY)
    (part,) = found.parts
    assert (part.child_id, part.day, part.proven) == (town.kids[0], MONDAY, True)
    assert "übernimmt" in texts(found)[0]


def test_why_not_says_which_tier_gets_worse_and_by_how_much(store, town, proposal):
    with store.read(town.tenant_id) as session:
        items = session.scalars(select(ProposalItem)).all()
        chosen = {i.person_id for i in items if i.child_id == town.kids[0]}
    (other,) = {town.birte, town.carla} - chosen
    found = ask(
        store,
        town,
        proposal,
        "why-not",
        child_id=town.kids[0],
        person_id=other,
        day=MONDAY,
    )
    (part,) = found.parts
    assert part.proven
    assert part.tiers[0].id == "uncovered"
    worse = [tier for tier in part.tiers if tier.forced != tier.planned]
    assert worse[0].forced > worse[0].planned
    assert all(tier.proven for tier in part.tiers)
    assert "würde der Plan bei" in texts(found)[0]


def test_alternatives_name_person_place_and_cost(store, town, proposal):
    found = ask(
        store, town, proposal, "alternatives", child_id=town.kids[0], day=MONDAY
    )
    (part,) = found.parts
    assert texts(found)[0].startswith("1. ")
    assert part.tiers


def test_a_gap_names_its_rules_and_the_single_change(store, town, with_gaps):
    gap = ask(store, town, with_gaps, "gap", child_id=town.kids[0])
    assert [part.day for part in gap.parts] == [TUESDAY]
    assert any("Erste Hilfe" in text for text in texts(gap))
    assert any("keinen zulässigen Plan" in text for text in texts(gap))
    change = ask(store, town, with_gaps, "single-change", child_id=town.kids[0])
    assert texts(change)[0].endswith("den Nachweis erneuert: Erste Hilfe am Kind.")
    every = ask(store, town, with_gaps, "single-change")
    assert {part.child_id for part in every.parts} == set(town.kids)


def test_the_difference_of_two_proposals_says_why(store, town, proposal):
    with store.write(town.tenant_id) as session:
        chosen = session.scalars(select(ProposalItem.person_id)).first()
        absence = session.scalars(select(Absence)).one()
        session.add(
            Absence(
                person_id=chosen,
                absence_class=absence.absence_class,
                first_day=TUESDAY,
                last_day=TUESDAY,
                reported_at=absence.reported_at,
            )
        )
    later = propose(store, town.actor)
    found = ask(store, town, later, "difference", earlier_proposal_id=proposal)
    assert TUESDAY in {part.day for part in found.parts}
    assert any("jetzt selbst nicht da" in text for text in texts(found))
    same = ask(store, town, later, "difference", earlier_proposal_id=later)
    assert same.parts == ()


def test_what_is_missing_in_a_question_is_said(store, town, proposal):
    for question in ("why-not", "alternatives", "difference"):
        with pytest.raises(InvalidInput):
            ask(store, town, proposal, question)
    with pytest.raises(NotFound):
        ask(store, town, proposal, "gap", child_id=town.kids[0])


def test_only_who_plans_asks_and_only_about_what_is_hers(store, town, proposal):
    asked = AskedQuestion(QuestionKind.WHY, child_id=town.kids[0])
    for role in (Role.GUARDIAN, Role.SUBSTITUTE, Role.CHILDMINDER):
        actor = Actor(None, town.tenant_id, frozenset({role}))
        with pytest.raises(NotPermitted):
            ask_question(store, actor, proposal, asked, by_wire)
    for wrong in (
        replace(asked, child_id=uuid4()),
        replace(asked, person_id=uuid4()),
        replace(asked, day=date(2026, 12, 24)),
        replace(asked, earlier_proposal_id=uuid4()),
    ):
        with pytest.raises(NotFound):
            ask_question(store, town.actor, proposal, wrong, by_wire)


def test_a_problem_that_is_no_longer_kept_is_said(store, town, proposal):
    with store.write(town.tenant_id) as session:
        session.execute(update(Proposal).values(problem=None))
    with pytest.raises(Conflict, match="gelöscht"):
        ask(store, town, proposal, "why")


CANARY = "Kanarienvogel"


def plant(store, town):
    """What no explanation may ever say, in every field that could hold it."""
    with store.write(town.tenant_id) as session:
        for child in session.scalars(select(Child)):
            child.household, child.postcode = CANARY, "99999"
            session.add(
                ChildIdentity(
                    child_id=child.id,
                    given_name="Mia",
                    family_name=CANARY,
                    notes=CANARY,
                )
            )
        guardian = Guardian(
            code="G1", given_name=CANARY, family_name=CANARY, email=CANARY, phone=CANARY
        )
        session.add(guardian)
        session.flush()
        for kid in town.kids:
            session.add(Guardianship(guardian_id=guardian.id, child_id=kid))
        for person in session.scalars(select(Person)):
            person.email, person.phone, person.institution = CANARY, CANARY, CANARY
        for permit in session.scalars(select(Permit)):
            permit.remark = CANARY
        for place in session.scalars(select(Place)):
            place.name, place.street = "Haus", CANARY
            place.city, place.postcode = CANARY, "99999"
        for absence in session.scalars(select(Absence)):
            absence.absence_class = AbsenceClass.SHORT_NOTICE
        return guardian.id


def viewers(town, guardian):
    """One actor of every role."""
    own = {
        Role.GUARDIAN: {"guardian_ids": frozenset({guardian})},
        Role.SUBSTITUTE: {"person_ids": frozenset({town.birte, town.carla})},
        Role.CHILDMINDER: {"person_ids": frozenset({town.anna})},
    }
    for role in Role:
        more = own.get(role, {})
        yield role, Actor(None, town.tenant_id, frozenset({role}), today=MONDAY, **more)


def everything_told(store, actor, town, ids):
    """Every explanation there is, as far as this viewer gets one."""
    proposal, earlier, items, gaps, assignments = ids
    asks = [
        *(lambda i=i: explain_item(store, actor, i) for i in items),
        *(lambda g=g: explain_gap(store, actor, g) for g in gaps),
        *(lambda a=a: explain_assignment(store, actor, a) for a in assignments),
    ]
    for person in (town.birte, town.carla, town.anna):
        question = PersonQuestion(town.kids[0], person)
        asks.append(
            lambda q=question: explain_person(store, actor, proposal, q, by_wire)
        )
        for kind in QuestionKind:
            asked = AskedQuestion(kind, town.kids[0], None, person, earlier)
            asks.append(
                lambda q=asked: ask_question(store, actor, proposal, q, by_wire)
            )
    told = []
    for one in asks:
        try:
            told.append(repr(one()))
        except (NotPermitted, NotFound):
            continue
    return told


def test_what_is_sensitive_is_in_no_explanation_for_any_role(store, town, with_gaps):
    guardian = plant(store, town)
    published = publish(store, town.actor)
    later = propose(store, town.actor)
    assert published
    with store.read(town.tenant_id) as session:

        def rows(table):
            mine = select(table.id).where(table.proposal_id == later)
            return session.scalars(mine).all()

        ids = (
            later,
            with_gaps,
            rows(ProposalItem),
            rows(ProposalGap),
            session.scalars(select(Assignment.id)).all(),
        )
    heard = {}
    for role, actor in viewers(town, guardian):
        told = everything_told(store, actor, town, ids)
        heard[role] = len(told)
        for text in told:
            assert CANARY not in text, role
            assert "99999" not in text, role
            assert "short_notice" not in text, role
            if role is not Role.COUNSELLOR and role is not Role.ADMINISTRATOR:
                assert "Mia" not in text, role
    assert heard[Role.COUNSELLOR] > 10
    assert heard[Role.GUARDIAN] > 0
    assert heard[Role.SUBSTITUTE] > 0
