"""A question about a matching answered; like ``answer`` it needs the engine."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from math import inf
from time import monotonic

from service.explaining.plain import said_facts, tier_facts
from service.explaining.question import (
    MatchingOrder,
    MatchingPart,
    QuestionKind,
    SaidFacts,
    StoredPlan,
)
from service.explaining.renaming import renamed
from service.matching.blobs import unpack_matching_plan, unpack_matching_problem
from service.planning.blobs import unpack_profile, unpacked
from solver.matching.codec import plan_from_bytes, problem_from_bytes
from solver.matching.explanation.alternatives import alternatives
from solver.matching.explanation.basis import Basis, basis_of
from solver.matching.explanation.changes.change import Gain
from solver.matching.explanation.cost import Cost, move_statements
from solver.matching.explanation.difference import ChangeOf, differences
from solver.matching.explanation.pair_cost import pair_cost
from solver.matching.explanation.single_change import single_change
from solver.matching.explanation.why_unserved import why_unserved
from solver.matching.problem import CoachId, KindergartenId
from solver.rule import RuleId

#: Why this coach is no rule's business: the facts are the choice's own.
ENGAGEMENT = RuleId("engagement")


def answer_matching(order: MatchingOrder) -> tuple[MatchingPart, ...]:
    """The answer to a question, every part of it verified by checks or by solving.

    Raises
    ------
    DocumentError
        If a stored document is damaged.
    """
    basis = _basis(order.stored)
    return tuple(_ANSWERS[order.kind](basis, order))


@lru_cache(maxsize=2)
def _basis(stored: StoredPlan) -> Basis:
    """The last plans asked about stay at hand: people ask more than once."""
    return basis_of(
        unpack_matching_problem(stored.problem),
        unpack_profile(stored.profile),
        unpack_matching_plan(stored.plan),
    )


def _why(basis: Basis, order: MatchingOrder) -> Iterator[MatchingPart]:
    for reason in basis.plan.reasons:
        kindergarten = reason.engagement.kindergarten
        if order.kindergarten in (None, kindergarten):
            said = (SaidFacts(ENGAGEMENT, reason.facts),)
            yield MatchingPart(kindergarten, proven=True, said=said)


def _why_not(basis: Basis, order: MatchingOrder) -> Iterator[MatchingPart]:
    kindergarten = KindergartenId(order.kindergarten or "")
    coach = CoachId(order.coach or "")
    if kindergarten not in basis.problem.kindergartens:
        return
    if coach not in basis.problem.coaches:
        return
    found = pair_cost(basis, kindergarten, coach)
    yield MatchingPart(
        kindergarten,
        proven=found.cost is None or found.cost.proven,
        said=said_facts(found.statements),
        tiers=tier_facts(found.cost),
        moves=_moves(found.cost),
    )


def _moves(cost: Cost | None) -> tuple[SaidFacts, ...]:
    """All other kindergartens that change; nothing where it cannot be at all."""
    if cost is None or cost.unmet:
        return ()
    return said_facts(tuple(move_statements(cost.moves)))


def _gaps(basis: Basis, order: MatchingOrder) -> Iterator[MatchingPart]:
    for kindergarten in _unserved(basis, order):
        found = why_unserved(basis, kindergarten)
        yield MatchingPart(
            kindergarten,
            proven=found.cost is None or found.cost.proven,
            said=said_facts(found.statements),
            tiers=tier_facts(found.cost),
            moves=_moves(found.cost),
        )


def _single_changes(basis: Basis, order: MatchingOrder) -> Iterator[MatchingPart]:
    """What would serve those alone; for one that is served, what gives it all hours."""
    asked = [(one, Gain.SERVED) for one in _unserved(basis, order)]
    served = basis.taken.get(KindergartenId(order.kindergarten or ""))
    if served is not None:
        wished = basis.problem.kindergartens[served.kindergarten].wished_half_hours
        if served.half_hours < wished:
            asked.append((served.kindergarten, Gain.HOURS))
    ends = monotonic() + (inf if order.seconds is None else order.seconds)
    for kindergarten, gain in asked:
        if monotonic() >= ends:
            yield MatchingPart(kindergarten, proven=False, said=(), reached=False)
            continue
        found = single_change(basis, kindergarten, gain)
        yield MatchingPart(
            kindergarten, proven=found.smallest, said=said_facts(found.statements)
        )


def _alternatives(basis: Basis, order: MatchingOrder) -> Iterator[MatchingPart]:
    kindergarten = KindergartenId(order.kindergarten or "")
    known = {found.id for found in basis.index.open}
    if kindergarten not in known:
        return
    found = alternatives(basis, kindergarten)
    if not found.found:
        yield MatchingPart(kindergarten, proven=True, said=said_facts(found.statements))
    for statement, other in zip(found.statements, found.found, strict=False):
        yield MatchingPart(
            kindergarten,
            proven=other.cost.proven,
            said=said_facts((statement,)),
            tiers=tier_facts(other.cost),
        )


def _difference(basis: Basis, order: MatchingOrder) -> Iterator[MatchingPart]:
    if order.earlier is None:
        return
    codes, earlier = order.renaming or {}, order.earlier
    old = basis_of(
        problem_from_bytes(renamed(unpacked(earlier.problem), codes)),
        unpack_profile(earlier.profile),
        plan_from_bytes(renamed(unpacked(earlier.plan), codes)),
    )
    for one in differences(old, basis):
        asked = order.kindergarten in (None, one.kindergarten)
        if asked and one.change is not ChangeOf.KEPT:
            yield MatchingPart(
                one.kindergarten,
                proven=one.cost is None or one.cost.proven,
                said=said_facts(one.statements),
                tiers=tier_facts(one.cost),
            )


def _unserved(basis: Basis, order: MatchingOrder) -> Iterable[KindergartenId]:
    return (
        one.kindergarten
        for one in basis.plan.unserved
        if order.kindergarten in (None, one.kindergarten)
    )


_ANSWERS: Mapping[
    QuestionKind, Callable[[Basis, MatchingOrder], Iterator[MatchingPart]]
] = {
    QuestionKind.WHY: _why,
    QuestionKind.WHY_NOT: _why_not,
    QuestionKind.GAP: _gaps,
    QuestionKind.SINGLE_CHANGE: _single_changes,
    QuestionKind.ALTERNATIVES: _alternatives,
    QuestionKind.DIFFERENCE: _difference,
}
