"""Questions about substitutions in a file: why this one, why a gap, why not that."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from service.commands.common.documents import ReadProblem
from service.commands.common.file_question import FileQuestion
from service.commands.common.told import Told, told
from service.errors import NotFound
from service.i18n import translate as _
from solver.exchange.plan_document import clock
from solver.explanation.statements import Statement
from solver.rule import Facts
from solver.sentences import filled
from solver.substitution.explanation.alternatives import alternatives
from solver.substitution.explanation.basis import Basis, basis_of
from solver.substitution.explanation.forced_gap import forced_gap
from solver.substitution.explanation.gap_reasons import already_fixed
from solver.substitution.explanation.person_cost import person_cost
from solver.substitution.explanation.reasons import (
    ASSIGNMENT_SENTENCE,
    SENTENCES,
    gaps,
    reasons,
)
from solver.substitution.explanation.single_change import ChangeSearch
from solver.substitution.facts import iso
from solver.substitution.plan import Gap, Option, Plan
from solver.substitution.problem import Need, PersonId, Problem


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
    wanted = [
        need for need in problem.needs if question.child in (None, need.child, need.id)
    ]
    if not wanted:
        raise NotFound(f"„{question.child}“ braucht in dieser Aufgabe niemanden.")
    if question.person is None:
        every = question.child is None
        return _told_needs(basis_of_file(read, plan), wanted, every=every)
    if question.person not in problem.persons:
        raise NotFound(f"Die Person „{question.person}“ nennt diese Aufgabe nicht.")
    person = PersonId(question.person)
    basis = basis_of(problem, read.rules, plan)
    return [
        _part(need, told(SENTENCES, person_cost(basis, (need,), person).statements))
        for need in wanted
    ]


def basis_of_file(read: ReadProblem, plan: Plan) -> Basis:
    """The tables for a plan from anywhere; what it leaves open is found anew."""
    problem: Problem = read.outside.problem
    needs = {need.id for need in problem.needs}
    known = tuple(o for o in plan.assignments if o.need in needs)
    basis = basis_of(problem, read.rules, Plan(known))
    found = gaps(basis.index, basis.rules, basis.options, known)
    return replace(basis, plan=Plan(known, found))


def _told_needs(basis: Basis, wanted: Sequence[Need], *, every: bool) -> list[ToldPart]:
    """Why each assignment, and why nobody takes what stays open.

    Of one child also what else there is, and what would close a gap.
    """
    asked = {need.id for need in wanted}
    parts = [
        _part(option, (_why(reason.facts), *_others(basis, option, every=every)))
        for reason in reasons(basis.index, basis.options, basis.plan.assignments)
        if (option := reason.option).need in asked
    ]
    search = ChangeSearch(basis)
    for gap in basis.plan.gaps:
        if gap.need in asked:
            said = [Statement(r.rule, r.facts) for r in gap.refusals]
            if not every:
                said += forced_gap(basis, gap).statements
                said += search.smallest(gap).statements
            parts.append(_part(gap, told(SENTENCES, said)))
    if not every:
        parts += _settled(basis, wanted)
    return parts


def _why(facts: Facts) -> Told:
    return Told("assignment", facts, filled(ASSIGNMENT_SENTENCE, facts, {}, _))


def _others(basis: Basis, taken: Option, *, every: bool) -> tuple[Told, ...]:
    """The next best for the need of a piece, unless everything is asked about."""
    if every:
        return ()
    found = alternatives(basis, basis.index.needs[taken.need])
    return told(SENTENCES, found.statements)


def _settled(basis: Basis, wanted: Sequence[Need]) -> Iterable[ToldPart]:
    """Needs with nothing left to decide: fixed cover has it, or it is past."""
    for need in wanted:
        if not basis.index.segments[need.id]:
            said = already_fixed(need, need.absent)
            yield _part(need, told(SENTENCES, [Statement(said.rule, said.facts)]))


def _part(about: Need | Option | Gap, sentences: tuple[Told, ...]) -> ToldPart:
    """What is said about a need, or about a piece or a gap of one."""
    return ToldPart(
        about.id if isinstance(about, Need) else about.need,
        about.child,
        iso(about.day),
        f"{clock(about.slot.start)}–{clock(about.slot.end)}",
        sentences,
    )
