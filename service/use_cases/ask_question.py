"""A question about a proposal is answered: facts and sentences for one viewer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from service.access import Action, load
from service.db.store import Store
from service.db.tables.children import Child
from service.db.tables.people import Person
from service.db.tables.planning import Proposal
from service.domain.actor import Actor
from service.errors import NotFound
from service.explaining.asking import joined, require_named, stored_plan
from service.explaining.question import (
    Answering,
    Order,
    Part,
    QuestionKind,
    StoredPlan,
    TierFacts,
)
from service.planning.facts import row_id, stored_facts
from service.planning.keys import stored_pseudonyms
from service.planning.names import names_for
from service.planning.sentences import Sentence, assignment_text, refusal_texts
from service.snapshot.pseudonyms import Pseudonyms

#: Sentences about a choice are told by its facts, not by a rule.
_ASSIGNMENT = "assignment"


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What is asked; without child or day all of the proposal's are meant.

    ``earlier_proposal_id`` is the last plan of a difference. ``whole_time`` asks why
    not for all days the child misses the same person, ``by_rules`` what the rules
    alone say of somebody: nothing is solved for that.
    """

    question: QuestionKind
    child_id: UUID | None = None
    day: date | None = None
    person_id: UUID | None = None
    earlier_proposal_id: UUID | None = None
    whole_time: bool = False
    by_rules: bool = False


@dataclass(frozen=True, slots=True)
class AnswerPart:
    """What is answered about one stretch of one child's day.

    ``proven`` is false where the time did not suffice for exact numbers.
    """

    child_id: UUID
    day: date
    start_minute: int
    end_minute: int
    proven: bool
    tiers: tuple[TierFacts, ...]
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class AnsweredQuestion:
    """The answer, part by part; empty where there is nothing to say."""

    proposal_id: UUID
    question: QuestionKind
    parts: tuple[AnswerPart, ...]


def ask_question(
    store: Store,
    actor: Actor,
    proposal_id: UUID,
    asked: AskedQuestion,
    answering: Answering,
) -> AnsweredQuestion:
    """The answer to a question about a proposal, verified by checks or by solving.

    Raises
    ------
    NotPermitted, NotFound
        If proposal, child or person are not the viewer's to see, or there is nothing
        of the kind in the proposal.
    InvalidInput
        If the question lacks what it is about.
    Conflict
        If a proposal has no plan, or its problem is no longer kept.
    Busy
        If there is no answer in time.
    """
    require_named(asked, _NEEDED.get(asked.question, ()))
    with store.read(actor.tenant_id) as session:
        order, codes = _order(session, actor, proposal_id, asked)
    parts = answering(order)
    if not parts and asked.child_id is not None:
        raise NotFound(_NOTHING[asked.question])
    with store.read(actor.tenant_id) as session:
        told = tuple(_told(session, actor, codes, part) for part in parts)
    return AnsweredQuestion(proposal_id, asked.question, told)


_NO_NEED = "Das Kind braucht in diesem Vorschlag keine Vertretung."
_NO_GAP = "Das Kind hat in diesem Vorschlag keine Lücke."
_NOTHING: Mapping[QuestionKind, str] = {
    QuestionKind.WHY: "Das Kind hat in diesem Vorschlag keine Vertretung.",
    QuestionKind.WHY_NOT: _NO_NEED,
    QuestionKind.GAP: _NO_GAP,
    QuestionKind.SINGLE_CHANGE: _NO_GAP,
    QuestionKind.ALTERNATIVES: _NO_NEED,
    QuestionKind.DIFFERENCE: "Für das Kind hat sich nichts geändert.",
}


_NEEDED: Mapping[QuestionKind, tuple[str, ...]] = {
    QuestionKind.WHY_NOT: ("child_id", "person_id"),
    QuestionKind.ALTERNATIVES: ("child_id",),
    QuestionKind.DIFFERENCE: ("earlier_proposal_id",),
}


def _order(
    session: Session, actor: Actor, proposal_id: UUID, asked: AskedQuestion
) -> tuple[Order, Pseudonyms]:
    """The question in the proposal's codes; what the actor may not see is not there."""
    stored, codes = _stored(session, actor, proposal_id)
    child = person = None
    if asked.child_id is not None:
        load(session, actor, Child, asked.child_id, Action.READ_CHILDREN)
        child = str(codes.children.get(asked.child_id, asked.child_id))
    if asked.person_id is not None:
        load(session, actor, Person, asked.person_id, Action.READ_PERSONS)
        person = str(codes.persons.get(asked.person_id, asked.person_id))
    earlier, renaming = None, None
    if asked.earlier_proposal_id is not None:
        earlier, old = _stored(session, actor, asked.earlier_proposal_id)
        codes, renaming = joined(codes, old)
    order = Order(
        kind=asked.question,
        stored=stored,
        child=child,
        day=None if asked.day is None else asked.day.toordinal(),
        person=person,
        episode=asked.whole_time,
        by_rules=asked.by_rules,
        earlier=earlier,
        renaming=renaming,
    )
    return order, codes


def _stored(
    session: Session, actor: Actor, proposal_id: UUID
) -> tuple[StoredPlan, Pseudonyms]:
    proposal = load(session, actor, Proposal, proposal_id, Action.EXPLAIN)
    return stored_plan(proposal, stored_pseudonyms(session, proposal.id))


def _told(session: Session, actor: Actor, codes: Pseudonyms, part: Part) -> AnswerPart:
    """One part in the words of the viewer."""
    said: Sequence[Mapping[str, Any]] = [
        {"rule": said.rule, "facts": stored_facts(said.facts, codes)}
        for said in part.said
    ]
    ids = [
        row
        for one in said
        for value in one["facts"].values()
        if (row := row_id(value)) is not None
    ]
    names = names_for(session, actor, ids, full=True)
    texts = [
        assignment_text(one["facts"], names, actor.roles)
        for one in said
        if one["rule"] == _ASSIGNMENT
    ]
    rules = [one for one in said if one["rule"] != _ASSIGNMENT]
    return AnswerPart(
        child_id=codes.rows[part.child],
        day=date.fromordinal(part.day),
        start_minute=part.start,
        end_minute=part.end,
        proven=part.proven,
        tiers=part.tiers,
        sentences=(*texts, *refusal_texts(rules, names, actor.roles)),
    )
