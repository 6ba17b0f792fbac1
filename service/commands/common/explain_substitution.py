"""Questions about substitutions in a file: why this one, why a gap, why not that."""

from dataclasses import dataclass

from service.commands.common.documents import ReadProblem
from service.commands.common.file_question import FileQuestion
from service.commands.common.told import Told, told
from service.errors import NotFound
from service.i18n import translate as _
from service.solving.rules import rules_for
from solver.exchange.plan_document import clock
from solver.explanation.statements import Statement
from solver.sentences import filled
from solver.substitution.explanation.basis import basis_of
from solver.substitution.explanation.person_cost import person_cost
from solver.substitution.explanation.reasons import (
    ASSIGNMENT_SENTENCE,
    SENTENCES,
    gaps,
    reasons,
)
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.options import generate
from solver.substitution.plan import Plan
from solver.substitution.problem import PersonId, Problem
from solver.substitution.rules import load_rules


@dataclass(frozen=True, slots=True)
class ToldPart:
    """A stretch of a need with its reasons."""

    need: str
    child: str
    day: str
    time: str
    sentences: tuple[Told, ...]

    @property
    def heading(self) -> str:
        """What it is about."""
        return f"{self.need} ({self.child}, {self.day}, {self.time})"


def explain_substitution(
    read: ReadProblem, plan: Plan, question: FileQuestion
) -> list[ToldPart]:
    """Reasons for every piece and gap, or about a person.

    Raises
    ------
    NotFound
        If there is no such child, need or person.
    """
    problem: Problem = read.outside.problem
    profile = rules_for(read.outside, question.profile, read.kind)
    wanted = [
        need for need in problem.needs if question.child in (None, need.child, need.id)
    ]
    if not wanted:
        raise NotFound(f"„{question.child}“ braucht in dieser Aufgabe niemanden.")
    if question.person is None:
        ids = {need.id for need in wanted}
        rules, index = load_rules(profile), ProblemIndex(problem)
        return [part for part in _all(index, rules, plan) if part.need in ids]
    if question.person not in problem.persons:
        raise NotFound(f"Die Person „{question.person}“ nennt diese Aufgabe nicht.")
    person = PersonId(question.person)
    basis = basis_of(problem, profile, plan)
    return [
        ToldPart(
            need.id,
            need.child,
            iso(need.day),
            f"{clock(need.slot.start)}–{clock(need.slot.end)}",
            told(SENTENCES, person_cost(basis, (need,), person).statements),
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
            told(SENTENCES, (Statement(r.rule, r.facts) for r in gap.refusals)),
        )
        for gap in gaps(index, rules, options, known)
    ]
    return parts
