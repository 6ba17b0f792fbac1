"""The few of many other kindergartens that change which tell most about a cost.

In a large programme a forced pair moves dozens. Three are told in full: those who would
be alone first, then who would lose last year's coach, then most hours; of the others
how many there are of each kind. The complete list stays with the cost.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from solver.explanation.statements import Statement
from solver.matching.explanation.answers import (
    LEFT_UNSERVED,
    MANY_GAIN_A_COACH,
    MANY_LOSE_THEIRS,
    MANY_MOVE,
    MANY_MOVE_COACH,
    MANY_MOVE_HOURS,
    MOVED_COACH,
    MOVED_HOURS,
    NEWLY_SERVED,
)
from solver.matching.explanation.basis import Basis
from solver.matching.explanation.cost import Move, move_statements
from solver.rule import RuleId

#: So many are told one by one.
MOST_TOLD: Final = 5
#: Of more than that so many are.
FEW_TOLD: Final = 3
#: By how much they matter, with what is said of many of a kind.
_MANY: Final[Mapping[RuleId, RuleId]] = {
    LEFT_UNSERVED.id: MANY_LOSE_THEIRS.id,
    MOVED_COACH.id: MANY_MOVE_COACH.id,
    MOVED_HOURS.id: MANY_MOVE_HOURS.id,
    NEWLY_SERVED.id: MANY_GAIN_A_COACH.id,
}
_RANKS: Final = tuple(_MANY)


def told_moves(basis: Basis, moves: Sequence[Move]) -> Iterator[Statement]:
    """What moves mean: all of few, of many those that matter most and how many."""
    if len(moves) <= MOST_TOLD:
        yield from move_statements(moves)
        return
    yield Statement(MANY_MOVE.id, {"count": len(moves)})
    ordered = sorted(moves, key=lambda move: _weight(basis, move))
    first, rest = ordered[:FEW_TOLD], ordered[FEW_TOLD:]
    yield from move_statements(first)
    counts = Counter(said.kind for said in move_statements(rest))
    for kind in _RANKS:
        if counts[kind]:
            yield Statement(_MANY[kind], {"count": counts[kind]})


def _weight(basis: Basis, move: Move) -> tuple[int, bool, int, str]:
    """What matters more comes first; ties by kindergarten, so that it never varies."""
    (said,) = move_statements((move,))
    before = 0 if move.before is None else move.before.half_hours
    after = 0 if move.after is None else move.after.half_hours
    known = basis.problem.kindergartens[move.key].last_coach
    keeps = move.before is None or move.before.coach != known
    return _RANKS.index(said.kind), keeps, after - before, move.key
