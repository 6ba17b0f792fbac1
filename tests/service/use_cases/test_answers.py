"""The life of an assignment, step by step, and who may take which."""

import pytest
from sqlalchemy import select

from service.db.tables.publications import Assignment
from service.domain.actor import Actor
from service.domain.answers import Answer, following, possible
from service.domain.kinds import AssignmentState as State
from service.domain.kinds import Role
from service.errors import Conflict, InvalidInput, NotFound, NotPermitted, Stale
from service.use_cases.answer_assignment import AnswerAssignment, answer_assignment
from tests.service.planning.build import MONDAY
from tests.service.planning.run import publish

ALLOWED = {
    (State.PUBLISHED, Answer.ACCEPT): State.ACCEPTED,
    (State.PUBLISHED, Answer.DECLINE): State.DECLINED,
    (State.PUBLISHED, Answer.START): State.STARTED,
    (State.ACCEPTED, Answer.DECLINE): State.DECLINED,
    (State.ACCEPTED, Answer.START): State.STARTED,
    (State.ACCEPTED, Answer.RELEASE): State.PUBLISHED,
    (State.STARTED, Answer.FINISH): State.DONE,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("answer", Answer)
def test_every_step(state, answer):
    assert following(state, answer) == ALLOWED.get((state, answer))
    assert (answer in possible(state)) == ((state, answer) in ALLOWED)


def substitute(town, person):
    return Actor(
        user_id=None,
        tenant_id=town.tenant_id,
        roles=frozenset({Role.SUBSTITUTE, Role.CHILDMINDER}),
        person_ids=frozenset({person}),
        today=MONDAY,
    )


@pytest.fixture
def row(store, town):
    publish(store, town.actor)
    with store.read(town.tenant_id) as session:
        return session.scalars(select(Assignment).order_by(Assignment.day)).first()


def answer(store, actor, row, word, **more):
    return answer_assignment(store, actor, AnswerAssignment(row.id, word, **more))


def test_the_substitute_accepts_and_later_declines(store, town, row):
    actor = substitute(town, row.person_id)
    assert answer(store, actor, row, Answer.ACCEPT) is State.ACCEPTED
    assert answer(store, actor, row, Answer.DECLINE, note="Krank") is State.DECLINED
    with store.read(town.tenant_id) as session:
        now = session.get_one(Assignment, (town.tenant_id, row.id))
    assert (now.sequence, now.answer_note) == (1, "Krank")
    assert now.revised_at > row.revised_at


def test_whoever_is_substituted_does_not_answer_for_her_substitute(store, town, row):
    with pytest.raises(NotFound):
        answer(store, substitute(town, town.anna), row, Answer.ACCEPT)


def test_somebody_else_does_not_even_see_it(store, town, row):
    other = town.carla if row.person_id == town.birte else town.birte
    with pytest.raises(NotFound):
        answer(store, substitute(town, other), row, Answer.ACCEPT)


def test_only_who_plans_releases_what_was_accepted(store, town, row):
    actor = substitute(town, row.person_id)
    answer(store, actor, row, Answer.ACCEPT)
    with pytest.raises(NotPermitted):
        answer(store, actor, row, Answer.RELEASE)
    assert answer(store, town.actor, row, Answer.RELEASE) is State.PUBLISHED


def test_an_answer_that_does_not_fit_says_why(store, town, row):
    answer(store, town.actor, row, Answer.DECLINE)
    with pytest.raises(Conflict, match="schon abgesagt"):
        answer(store, town.actor, row, Answer.ACCEPT)


def test_an_answer_to_an_old_version_is_stale(store, town, row):
    answer(store, town.actor, row, Answer.ACCEPT, version=row.version)
    with pytest.raises(Stale):
        answer(store, town.actor, row, Answer.DECLINE, version=row.version)


def test_a_note_has_a_length(store, town, row):
    answer(store, town.actor, row, Answer.ACCEPT, note="x" * 200)
    with pytest.raises(InvalidInput):
        answer(store, town.actor, row, Answer.DECLINE, note="x" * 201)
