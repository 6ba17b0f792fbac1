"""Why a kindergarten has no coach: who is out, who holds the room, at what cost."""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.explanation.forcing import ANSWER_LIMITS
from solver.explanation.statements import Statement
from solver.matching.explanation.answers import SERVED_CANNOT, SERVED_FORCED
from solver.matching.explanation.basis import Basis
from solver.matching.explanation.cost import Cost
from solver.matching.explanation.forcing import force
from solver.matching.explanation.moves_told import told_moves
from solver.matching.explanation.pair_cost import full_statements
from solver.matching.explanation.reasons import breaches_with, unserved
from solver.matching.plan import RefusedCoach, Unserved
from solver.matching.problem import KindergartenId
from solver.result import SolveLimits


@dataclass(frozen=True, slots=True)
class WhyUnserved:
    """Each coach's reason, and the best plan in which the kindergarten is served.

    ``cost`` is ``None`` where the rules pass no coach at all.
    """

    kindergarten: KindergartenId
    unserved: Unserved
    cost: Cost | None
    statements: tuple[Statement, ...]


def why_unserved(
    basis: Basis, kindergarten: KindergartenId, limits: SolveLimits = ANSWER_LIMITS
) -> WhyUnserved:
    """Why the plan leaves a kindergarten alone.

    Raises
    ------
    KeyError
        If the plan serves it, or there is no such kindergarten.
    """
    found = {
        one.kindergarten: one
        for one in unserved(
            basis.index, basis.rules, basis.options, basis.plan.assignments
        )
    }[kindergarten]
    coaches = [
        option.coach
        for option in basis.options.options
        if option.kindergarten == kindergarten
    ]
    cost = force(basis, kindergarten, coaches, limits) if coaches else None
    said = (*_refused(basis, found), *_forced(basis, kindergarten, cost))
    return WhyUnserved(kindergarten, found, cost, said)


def _refused(basis: Basis, found: Unserved) -> Iterator[Statement]:
    """Each coach: all rules that leave no room, with who holds it; or the refusal."""
    options = {
        option.coach: option
        for option in basis.options.options
        if option.kindergarten == found.kindergarten
    }
    for refused in found.refusals:
        option = options.get(refused.coach)
        full: tuple[RefusedCoach, ...] = ()
        if option is not None:
            chosen = basis.plan.assignments
            full = tuple(breaches_with(basis.index, basis.rules, option, chosen))
        if option is None or not full:
            yield Statement(refused.rule, refused.facts)
        else:
            yield from full_statements(basis, option, full)


def _forced(
    basis: Basis, kindergarten: KindergartenId, cost: Cost | None
) -> Iterator[Statement]:
    if cost is None or (cost.unmet and cost.decided):
        yield Statement(SERVED_CANNOT.id, {"kindergarten": kindergarten})
        return
    first = cost.first_difference
    taker = next((e for e in cost.assignments if e.kindergarten == kindergarten), None)
    if first is None or taker is None:
        return
    facts = {"kindergarten": kindergarten, "coach": taker.coach, **first.facts}
    yield Statement(SERVED_FORCED.id, facts)
    yield from told_moves(basis, cost.moves)
