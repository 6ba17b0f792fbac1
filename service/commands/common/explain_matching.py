"""Questions about a matching in a file: why this coach, why nobody, why not her."""

from collections.abc import Iterable
from dataclasses import dataclass

from service.commands.common.documents import ReadProblem
from service.commands.common.file_question import FileQuestion
from service.commands.common.told import Told, told
from service.errors import NotFound
from service.i18n import translate as _
from solver.explanation.statements import Statement
from solver.matching.explanation.alternatives import alternatives
from solver.matching.explanation.basis import Basis, basis_of
from solver.matching.explanation.changes.change import Gain
from solver.matching.explanation.cost import Cost, move_statements
from solver.matching.explanation.pair_cost import pair_cost
from solver.matching.explanation.reasons import reasons
from solver.matching.explanation.sentences import ENGAGEMENT_SENTENCE, SENTENCES
from solver.matching.explanation.single_change import single_change
from solver.matching.explanation.why_unserved import why_unserved
from solver.matching.plan import MatchingPlan
from solver.matching.problem import CoachId, KindergartenId, MatchingProblem
from solver.sentences import filled


@dataclass(frozen=True, slots=True)
class MatchingPart:
    """A kindergarten with its coach, if any, and the reasons.

    ``moves`` are all others that would change; ``sentences`` tell few of many.
    """

    kindergarten: str
    coach: str
    sentences: tuple[Told, ...]
    moves: tuple[Told, ...] = ()

    @property
    def heading(self) -> str:
        """What it is about."""
        return f"{self.kindergarten} ({self.coach or '–'})"


def explain_matching(
    read: ReadProblem, plan: MatchingPlan, question: FileQuestion
) -> list[MatchingPart]:
    """Reasons for every kindergarten; of one of them more, or about a coach.

    Raises
    ------
    NotFound
        If there is no such kindergarten or coach.
    """
    basis = basis_of_file(read, plan)
    problem = basis.problem
    wanted = [id_ for id_ in problem.kindergartens if question.child in (None, id_)]
    if not wanted:
        raise NotFound(f"Die Einrichtung „{question.child}“ nennt diese Aufgabe nicht.")
    if question.person is None:
        every = question.child is None
        parts = [_of_kindergarten(basis, id_, every=every) for id_ in wanted]
        return [part for part in parts if part.sentences]
    if question.person not in problem.coaches:
        raise NotFound(f"Die Person „{question.person}“ nennt diese Aufgabe nicht.")
    coach = CoachId(question.person)
    return [_with_coach(basis, id_, coach) for id_ in wanted]


def basis_of_file(read: ReadProblem, plan: MatchingPlan) -> Basis:
    """The tables for a plan from anywhere: of it, what the problem knows."""
    problem: MatchingProblem = read.outside.problem
    known = (
        e
        for e in plan.assignments
        if e.kindergarten in problem.kindergartens and e.coach in problem.coaches
    )
    return basis_of(problem, read.rules, MatchingPlan(tuple(known)))


def _with_coach(basis: Basis, id_: KindergartenId, coach: CoachId) -> MatchingPart:
    """Why (not) this coach."""
    found = pair_cost(basis, id_, coach)
    return _part(basis, id_, told(SENTENCES, found.statements), found.cost)


def _of_kindergarten(basis: Basis, id_: KindergartenId, *, every: bool) -> MatchingPart:
    """Why this coach, or why nobody; of one kindergarten also what else there is."""
    taken = basis.taken.get(id_)
    if taken is None:
        if id_ in basis.index.fixed_of:
            return _part(basis, id_, ())
        alone = why_unserved(basis, id_)
        said: list[Statement] = list(alone.statements)
        if not every:
            said += single_change(basis, id_).statements
        return _part(basis, id_, told(SENTENCES, said), alone.cost)
    told_of = reasons(basis.index, basis.options, basis.plan.assignments)
    reason = next(one for one in told_of if one.engagement == taken)
    text = filled(ENGAGEMENT_SENTENCE, reason.facts, {}, _)
    why = Told("assignment", reason.facts, text)
    return _part(basis, id_, (why, *told(SENTENCES, _more(basis, id_, every=every))))


def _more(basis: Basis, id_: KindergartenId, *, every: bool) -> Iterable[Statement]:
    if every:
        return
    yield from alternatives(basis, id_).statements
    wished = basis.problem.kindergartens[id_].wished_half_hours
    if basis.taken[id_].half_hours < wished:
        yield from single_change(basis, id_, Gain.HOURS).statements


def _part(
    basis: Basis,
    id_: KindergartenId,
    sentences: tuple[Told, ...],
    cost: Cost | None = None,
) -> MatchingPart:
    taken = basis.taken.get(id_) or basis.index.fixed_of.get(id_)
    moves = () if cost is None or cost.unmet else move_statements(cost.moves)
    coach = taken.coach if taken else ""
    return MatchingPart(id_, coach, sentences, told(SENTENCES, moves))
