"""Why (not) this coach: the refusing rules, or what the plan would be with her."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from solver.explanation.forcing import ANSWER_LIMITS
from solver.explanation.priced import cost_statements
from solver.explanation.refusals import refusals_of
from solver.explanation.statements import Statement
from solver.matching.explanation.answers import ALREADY_CHOSEN, ALREADY_FIXED
from solver.matching.explanation.basis import Basis
from solver.matching.explanation.cost import Cost
from solver.matching.explanation.forcing import force
from solver.matching.explanation.held import held_statements
from solver.matching.explanation.moves_told import told_moves
from solver.matching.explanation.reasons import breaches_with
from solver.matching.plan import RefusedCoach
from solver.matching.problem import CoachId, Engagement, KindergartenId
from solver.result import SolveLimits


@dataclass(frozen=True, slots=True)
class PairCost:
    """Why (not) a coach for a kindergarten.

    ``refusals`` are the rules' own words: what forbids the pair whatever else is, or
    what would break if she came on top of the plan. ``cost`` is the best plan in which
    she takes it, ``None`` where she may not or does already.
    """

    kindergarten: KindergartenId
    coach: CoachId
    refusals: tuple[RefusedCoach, ...]
    cost: Cost | None
    statements: tuple[Statement, ...]


def pair_cost(
    basis: Basis,
    kindergarten: KindergartenId,
    coach: CoachId,
    limits: SolveLimits = ANSWER_LIMITS,
) -> PairCost:
    """What keeps a coach from a kindergarten, and what the plan would be with her.

    Where rules refuse the pair, all of them are the answer. Where they pass it, the
    rules that leave no room for it beside the plan are told with who holds the room,
    and the plan is solved again with the pair fixed.
    """
    fixed = basis.index.fixed_of.get(kindergarten)
    taken = basis.taken.get(kindergarten)
    if fixed is not None:
        facts = {"kindergarten": kindergarten, "holder": fixed.coach}
        return _told(kindergarten, coach, [Statement(ALREADY_FIXED.id, facts)])
    if taken is not None and taken.coach == coach:
        return _told(kindergarten, coach, [_already(taken)])
    least = basis.problem.kindergartens[kindergarten].min_half_hours
    option = Engagement(kindergarten, coach, least)
    refusals = tuple(
        RefusedCoach(coach, refusal.rule, refusal.facts)
        for refusal in refusals_of(basis.index, basis.rules, option)
    )
    if refusals:
        said = [Statement(refused.rule, refused.facts) for refused in refusals]
        return PairCost(kindergarten, coach, refusals, None, tuple(said))
    beside = [e for e in basis.plan.assignments if e.kindergarten != kindergarten]
    full = tuple(breaches_with(basis.index, basis.rules, option, beside))
    cost = force(basis, kindergarten, [coach], limits)
    said = [
        *full_statements(basis, option, full),
        *said_of(basis, cost, kindergarten, coach),
    ]
    return PairCost(kindergarten, coach, full, cost, tuple(said))


def full_statements(
    basis: Basis, option: Engagement, full: Sequence[RefusedCoach]
) -> Iterator[Statement]:
    """What leaves no room for a pair, and what holds the room, each told once."""
    known: list[Statement] = []
    for refused in full:
        yield Statement(refused.rule, refused.facts)
        for held in held_statements(basis, option, refused):
            if held not in known:
                known.append(held)
                yield held


def said_of(
    basis: Basis, cost: Cost, kindergarten: KindergartenId, coach: CoachId
) -> Iterator[Statement]:
    """The cost in words: the tier that decides, the others, who changes."""
    yield from cost_statements(cost, {"coach": coach, "kindergarten": kindergarten})
    if not cost.unmet:
        yield from told_moves(basis, cost.moves)


def _already(taken: Engagement) -> Statement:
    facts: dict[str, int | str] = {
        "coach": taken.coach,
        "kindergarten": taken.kindergarten,
        "agreed": taken.half_hours,
    }
    return Statement(ALREADY_CHOSEN.id, facts)


def _told(
    kindergarten: KindergartenId, coach: CoachId, said: Sequence[Statement]
) -> PairCost:
    return PairCost(kindergarten, coach, (), None, tuple(said))
