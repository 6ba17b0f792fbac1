"""The next best coaches for a kindergarten, each with what she would cost."""

from dataclasses import dataclass

from solver.explanation.forcing import ANSWER_LIMITS
from solver.explanation.priced import FORCED_EQUAL
from solver.explanation.statements import Statement
from solver.matching.explanation.answers import ALTERNATIVE, NO_ALTERNATIVE
from solver.matching.explanation.basis import Basis
from solver.matching.explanation.cost import Cost
from solver.matching.explanation.forcing import force
from solver.matching.problem import CoachId, KindergartenId
from solver.result import SolveLimits

MOST = 5


@dataclass(frozen=True, slots=True)
class Alternative:
    """A coach in place of the plan's choice, and what she would cost."""

    coach: CoachId
    cost: Cost


@dataclass(frozen=True, slots=True)
class Alternatives:
    """The best first; fewer than asked for where there are no more."""

    kindergarten: KindergartenId
    found: tuple[Alternative, ...]
    statements: tuple[Statement, ...]


def alternatives(
    basis: Basis,
    kindergarten: KindergartenId,
    most: int = MOST,
    limits: SolveLimits = ANSWER_LIMITS,
) -> Alternatives:
    """The next best coaches for a kindergarten.

    Every coach the rules pass and the plan has not chosen is fixed in turn and the
    plan solved again; then the vectors of tiers are compared.

    Parameters
    ----------
    limits
        Of each alternative.
    """
    taken = basis.taken.get(kindergarten)
    coaches = [
        option.coach
        for option in basis.options.options
        if option.kindergarten == kindergarten
        and (taken is None or option.coach != taken.coach)
    ]
    priced = [
        Alternative(coach, cost)
        for coach in coaches
        if not (cost := force(basis, kindergarten, [coach], limits)).unmet
    ]
    priced.sort(key=lambda other: (other.cost.vector, other.coach))
    found = tuple(priced[:most])
    said = tuple(_said(kindergarten, rank, one) for rank, one in enumerate(found, 1))
    nobody = Statement(NO_ALTERNATIVE.id, {"kindergarten": kindergarten})
    return Alternatives(kindergarten, found, said or (nobody,))


def _said(kindergarten: KindergartenId, rank: int, other: Alternative) -> Statement:
    first = other.cost.first_difference
    if first is None:
        facts = {"coach": other.coach, "kindergarten": kindergarten}
        return Statement(FORCED_EQUAL, facts)
    return Statement(
        ALTERNATIVE.id, {"rank": rank, "coach": other.coach, **first.facts}
    )
