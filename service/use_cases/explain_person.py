"""Why (not) this person for this child: the rules asked again on the stored problem."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from service.db.store import Store
from service.domain.actor import Actor
from service.explaining.question import Answering, QuestionKind
from service.planning.sentences import Sentence
from service.use_cases.ask_question import AskedQuestion, ask_question


@dataclass(frozen=True, slots=True)
class PersonQuestion:
    """Which child and which person; ``day`` narrows it to one day of the proposal."""

    child_id: UUID
    person_id: UUID
    day: date | None = None


@dataclass(frozen=True, slots=True)
class PersonAnswer:
    """Reasons for one stretch of the child's need, rendered for one viewer."""

    day: date
    start_minute: int
    end_minute: int
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class PersonExplanation:
    """Why (not) this person, for every need of the child in the proposal."""

    child_id: UUID
    person_id: UUID
    answers: tuple[PersonAnswer, ...]


def explain_person(
    store: Store,
    actor: Actor,
    proposal_id: UUID,
    asked: PersonQuestion,
    answering: Answering,
) -> PersonExplanation:
    """Why the person has or has not got the child, by the rules of the proposal.

    The pair rules are asked on the stored problem, the joint rules beside the stored
    plan. How much worse a plan with this person would be is not computed:
    ``ask_question`` does ("why not"). It is answered in the same place, for to read a
    large town's plan takes half a second of a processor.

    Raises
    ------
    NotPermitted, NotFound
        If proposal, child or person are not the viewer's to see, or the child needs
        nobody in the proposal.
    Conflict
        If the proposal has no plan, or its problem is no longer kept.
    Busy
        If there is no answer in time.
    """
    question = AskedQuestion(
        QuestionKind.WHY_NOT,
        child_id=asked.child_id,
        day=asked.day,
        person_id=asked.person_id,
        by_rules=True,
    )
    answered = ask_question(store, actor, proposal_id, question, answering)
    answers = tuple(
        PersonAnswer(part.day, part.start_minute, part.end_minute, part.sentences)
        for part in answered.parts
    )
    return PersonExplanation(asked.child_id, asked.person_id, answers)
