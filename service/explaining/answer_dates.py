"""A question about a session's date answered; like ``answer`` it needs the engine."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from service.dates.blobs import unpack_dates_plan, unpack_dates_problem
from service.explaining.plain import said_facts, tier_facts
from service.explaining.question import (
    DatesOrder,
    DatesPart,
    QuestionKind,
    StoredPlan,
)
from service.planning.blobs import unpack_profile
from solver.explanation.statements import Statement
from solver.facts import iso
from solver.matching.problem import Month
from solver.sessions.explanation.answers import ALREADY_FIXED
from solver.sessions.explanation.basis import Basis, basis_of
from solver.sessions.explanation.single_change import single_change
from solver.sessions.explanation.why_date import why_date, why_not_day
from solver.sessions.problem import EngagementId, SessionKey
from solver.sessions.unplaced import unplaced
from solver.slots import Day


def answer_dates(order: DatesOrder) -> tuple[DatesPart, ...]:
    """The answer to a question, every part of it verified by checks or by solving.

    Nothing where the question does not fit how the session stands.

    Raises
    ------
    DocumentError
        If a document is damaged.
    """
    basis = _basis(order.stored)
    key = SessionKey(EngagementId(order.engagement), Month(order.month), order.number)
    if key not in basis.index.sessions:
        return ()
    return tuple(_answered(basis, key, order))


@lru_cache(maxsize=4)
def _basis(stored: StoredPlan) -> Basis:
    """The last dates asked about stay at hand: people ask more than once."""
    problem = unpack_dates_problem(stored.problem)
    (coach,) = problem.coaches
    return basis_of(
        problem, unpack_profile(stored.profile), unpack_dates_plan(stored.plan), coach
    )


def _answered(basis: Basis, key: SessionKey, order: DatesOrder) -> Iterator[DatesPart]:
    placed = key in basis.planned
    match order.kind:
        case QuestionKind.WHY if key in basis.index.fixed_of:
            yield _said([_fixed(basis, key)])
        case QuestionKind.WHY if placed:
            yield _said(why_date(basis, key))
        case QuestionKind.WHY_NOT if order.day is not None:
            found = why_not_day(basis, key, Day(order.day))
            sure = found.cost is None or found.cost.proven
            yield DatesPart(sure, said_facts(found.statements), tier_facts(found.cost))
        case QuestionKind.GAP if not placed and key not in basis.index.fixed_of:
            for alone in unplaced(basis.index, basis.rules, basis.table, basis.visits):
                if alone.session == key:
                    yield _said([Statement(r.rule, r.facts) for r in alone.refusals])
        case QuestionKind.SINGLE_CHANGE if not placed:
            change = single_change(basis, key)
            yield DatesPart(change.smallest, said_facts(change.statements))


def _fixed(basis: Basis, key: SessionKey) -> Statement:
    engagement, visit = basis.index.engagement(key), basis.index.fixed_of[key]
    facts: dict[str, int | str] = {
        "coach": engagement.coach,
        "kindergarten": engagement.kindergarten,
        "day": iso(visit.day),
    }
    return Statement(ALREADY_FIXED.id, facts)


def _said(statements: Sequence[Statement]) -> DatesPart:
    return DatesPart(proven=True, said=said_facts(statements))
