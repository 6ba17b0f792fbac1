"""Questions about a plan in a file: why this one, why a gap, why not that person."""

from dataclasses import dataclass

from service.commands.common.documents import read_plan, read_problem
from service.commands.common.file_question import FileQuestion
from service.errors import NotFound
from service.i18n import translate as _
from service.settings import read_settings
from service.solving.rules import rules_for
from solver.exchange.plan_document import clock
from solver.explanation.statements import Statement
from solver.rule import Facts
from solver.sentences import filled
from solver.substitution.explanation.basis import basis_of
from solver.substitution.explanation.person_cost import person_cost
from solver.substitution.explanation.reasons import (
    ASSIGNMENT_SENTENCE,
    gaps,
    reasons,
    sentence,
)
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import generate
from solver.substitution.plan import Plan, RefusalReason
from solver.substitution.problem import PersonId
from solver.substitution.rules import load_rules


@dataclass(frozen=True, slots=True)
class Told:
    """One reason: rule, facts and the sentence made of them."""

    rule: str
    facts: Facts
    text: str


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A stretch of a need with its reasons."""

    need: str
    child: str
    day: str
    time: str
    sentences: tuple[Told, ...]


def explain_files(question: FileQuestion) -> list[ToldPart]:
    """Reasons for every piece and gap, or about a person.

    Raises
    ------
    InvalidInput
        If a file cannot be read, with every fault.
    NotFound
        If there is no such child, need or person.
    """
    settings = read_settings()
    outside = read_problem(question.problem, settings)
    plan = read_plan(question.plan, outside, settings)
    profile = rules_for(outside, question.profile)
    wanted = [
        need
        for need in outside.problem.needs
        if question.child in (None, need.child, need.id)
    ]
    if not wanted:
        raise NotFound(f"„{question.child}“ braucht in dieser Aufgabe niemanden.")
    if question.person is None:
        ids = {need.id for need in wanted}
        rules, index = load_rules(profile), ProblemIndex(outside.problem)
        return [part for part in _all(index, rules, plan) if part.need in ids]
    if question.person not in outside.problem.persons:
        raise NotFound(f"Die Person „{question.person}“ nennt diese Aufgabe nicht.")
    person = PersonId(question.person)
    basis = basis_of(outside.problem, profile, plan)
    return [
        ToldPart(
            need.id,
            need.child,
            iso(need.day),
            f"{clock(need.slot.start)}–{clock(need.slot.end)}",
            tuple(
                _told(said) for said in person_cost(basis, (need,), person).statements
            ),
        )
        for need in wanted
    ]


def _all(index: ProblemIndex, rules: RuleSet, plan: Plan) -> list[ToldPart]:
    """Why each assignment, and why nobody takes what stays open."""
    options = generate(index, rules)
    known = tuple(o for o in plan.assignments if o.need in index.needs)
    parts = [
        ToldPart(
            reason.option.need,
            reason.option.child,
            iso(reason.option.day),
            f"{clock(reason.option.slot.start)}–{clock(reason.option.slot.end)}",
            (
                Told(
                    "assignment",
                    reason.facts,
                    filled(ASSIGNMENT_SENTENCE, reason.facts, {}, _),
                ),
            ),
        )
        for reason in reasons(index, options, known)
    ]
    parts += [
        ToldPart(
            gap.need,
            gap.child,
            iso(gap.day),
            f"{clock(gap.slot.start)}–{clock(gap.slot.end)}",
            tuple(_told(reason) for reason in gap.refusals),
        )
        for gap in gaps(index, rules, options, known)
    ]
    return parts


def _told(said: RefusalReason | Statement) -> Told:
    kind = said.kind if isinstance(said, Statement) else said.rule
    return Told(kind, said.facts, sentence(kind, said.facts, {}, _))
