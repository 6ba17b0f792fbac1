"""Why (not) this person for this child: the rules asked again on the stored problem."""

from collections.abc import Iterable, Mapping
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
from service.errors import Conflict, NotFound
from service.planning.blobs import unpack_plan, unpack_problem, unpack_profile
from service.planning.facts import StoredFacts, row_id, stored_facts
from service.planning.keys import stored_pseudonyms
from service.planning.names import names_for
from service.planning.sentences import Sentence, assignment_text, refusal_texts
from service.snapshot.pseudonyms import Pseudonyms
from solver.substitution.explanation.gap_reasons import NOT_LINKED
from solver.substitution.explanation.why_not import why_not
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.plan import Plan
from solver.substitution.problem import ChildId, Need, PersonId
from solver.substitution.rules import load_rules


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


@dataclass(frozen=True, slots=True)
class _Stored:
    """What a plan was made of, read again."""

    index: ProblemIndex
    rules: RuleSet
    plan: Plan
    codes: Pseudonyms


@dataclass(frozen=True, slots=True)
class _Reasons:
    """Facts of one need before they are put into words."""

    need: Need
    taken: tuple[StoredFacts, ...]
    refusals: tuple[Mapping[str, Any], ...]


def explain_person(
    store: Store, actor: Actor, proposal_id: UUID, asked: PersonQuestion
) -> PersonExplanation:
    """Why the person has or has not got the child, by the rules of the proposal.

    The pair rules are asked on the stored problem, the joint rules beside the stored
    plan. How much worse a plan with this person would be is not computed here, where
    nothing may take long: ``ask_question`` does ("why not").

    Raises
    ------
    NotPermitted, NotFound
        If proposal, child or person are not the viewer's to see, or the child needs
        nobody in the proposal.
    Conflict
        If the proposal has no plan, or its problem is no longer kept.
    """
    with store.read(actor.tenant_id) as session:
        proposal = load(session, actor, Proposal, proposal_id, Action.EXPLAIN)
        load(session, actor, Child, asked.child_id, Action.READ_CHILDREN)
        load(session, actor, Person, asked.person_id, Action.READ_PERSONS)
        stored = _stored(session, proposal)
        found = tuple(_reasons(stored, need, asked) for need in _needs(stored, asked))
        if not found:
            raise NotFound("Das Kind braucht in diesem Vorschlag keine Vertretung.")
        names = names_for(session, actor, _ids(found), full=True)
    answers = tuple(_answer(reasons, names, actor) for reasons in found)
    return PersonExplanation(asked.child_id, asked.person_id, answers)


def _stored(session: Session, proposal: Proposal) -> _Stored:
    if proposal.plan is None:
        raise Conflict("Zu diesem Vorschlag gibt es (noch) keinen Plan.")
    codes = stored_pseudonyms(session, proposal.id)
    if proposal.problem is None or proposal.rule_profile is None or codes is None:
        raise Conflict(
            "Die Grundlage dieses Vorschlags ist nach Ablauf der Frist gelöscht."
        )
    return _Stored(
        index=ProblemIndex(unpack_problem(proposal.problem)),
        rules=load_rules(unpack_profile(proposal.rule_profile)),
        plan=unpack_plan(proposal.plan),
        codes=codes,
    )


def _needs(stored: _Stored, asked: PersonQuestion) -> Iterable[Need]:
    child: ChildId | None = stored.codes.children.get(asked.child_id)
    return (
        need
        for need in stored.index.problem.needs
        if need.child == child
        and (asked.day is None or need.day == asked.day.toordinal())
    )


def _reasons(stored: _Stored, need: Need, asked: PersonQuestion) -> _Reasons:
    person = stored.codes.persons.get(asked.person_id)
    if person is None or person not in stored.index.problem.persons:
        facts: StoredFacts = {
            "person": str(asked.person_id),
            "child": str(asked.child_id),
            "day": date.fromordinal(need.day).isoformat(),
        }
        return _Reasons(need, (), ({"rule": NOT_LINKED.id, "facts": facts},))
    refusals = why_not(
        stored.index, stored.rules, stored.plan.assignments, need, person
    )
    return _Reasons(
        need,
        _taken(stored, need, person),
        tuple(
            {"rule": r.rule, "facts": stored_facts(r.facts, stored.codes)}
            for r in refusals
        ),
    )


def _taken(stored: _Stored, need: Need, person: PersonId) -> tuple[StoredFacts, ...]:
    """Facts of what the person has of the need."""
    return tuple(
        stored_facts(reason.facts, stored.codes)
        for reason in stored.plan.reasons
        if reason.option.need == need.id and reason.option.person == person
    )


def _ids(found: Iterable[_Reasons]) -> list[UUID]:
    facts = [
        stored
        for reasons in found
        for stored in (*reasons.taken, *(r["facts"] for r in reasons.refusals))
    ]
    return [row for each in facts for v in each.values() if (row := row_id(v))]


def _answer(reasons: _Reasons, names: Mapping[str, str], actor: Actor) -> PersonAnswer:
    need = reasons.need
    return PersonAnswer(
        day=date.fromordinal(need.day),
        start_minute=need.slot.start,
        end_minute=need.slot.end,
        sentences=(
            *(assignment_text(facts, names, actor.roles) for facts in reasons.taken),
            *refusal_texts(reasons.refusals, names, actor.roles),
        ),
    )
