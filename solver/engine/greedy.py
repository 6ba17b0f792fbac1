"""A first full assignment: never without an answer, whatever the budget.

Decisions are taken in a given order, each if the rows allow it. Auxiliary variables
(a pair that is used, a load) follow as far as a row they share demands it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from solver.engine.face import Face
from solver.errors import EngineFault
from solver.linear import LinearModel, Var


def first_assignment(model: LinearModel, order: Sequence[Var]) -> list[int]:
    """Values the model admits, with as many decisions of ``order`` taken as fit.

    Raises
    ------
    EngineFault
        If not even "nothing taken" is admitted: a rule posted a row that it must not.
    """
    attempt = _Attempt(model, frozenset(order))
    if not attempt.settle(range(len(model.rows))):
        raise EngineFault(
            "Eine Regel lässt nicht einmal den leeren Plan zu; das ist ein"
            " Programmfehler."
        )
    for var in order:
        attempt.take(var)
    return attempt.values


class _Attempt:
    """Values with the activity of every row, and the way back."""

    def __init__(self, model: LinearModel, decisions: frozenset[int]) -> None:
        self._face = Face(model)
        self._decisions = decisions
        self.values = list(model.lowers)
        self._columns: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._activity: list[int] = []
        for row, terms in enumerate(self._face.terms):
            for var, factor in terms:
                self._columns[var].append((row, factor))
            self._activity.append(
                sum(factor * self.values[var] for var, factor in terms)
            )

    def take(self, var: int) -> bool:
        """Take a decision if the rows allow it; otherwise nothing has changed."""
        if self.values[var] >= self._face.uppers[var]:
            return False
        changes: list[tuple[int, int]] = []
        self._move(var, 1, changes)
        if self.settle([row for row, _ in self._columns[var]], changes):
            return True
        for moved, step in reversed(changes):
            self._move(moved, -step, [])
        return False

    def settle(
        self, rows: Iterable[int], changes: list[tuple[int, int]] | None = None
    ) -> bool:
        """Move auxiliary variables until the rows hold; tells whether they do."""
        log: list[tuple[int, int]] = [] if changes is None else changes
        waiting = [row for row in rows if self._missing(row)]
        moves_left = 10 * len(waiting) + 100
        while waiting:
            row = waiting.pop()
            missing = self._missing(row)
            if not missing:
                continue
            mover = self._mover(row, missing)
            if mover is None or moves_left == 0:
                return False
            moves_left -= 1
            self._move(*mover, log)
            waiting.append(row)
            waiting.extend(r for r, _ in self._columns[mover[0]] if self._missing(r))
        return True

    def _missing(self, row: int) -> int:
        """By how much the row has to grow (positive) or shrink (negative)."""
        activity = self._activity[row]
        lower, upper = self._face.row_lowers[row], self._face.row_uppers[row]
        if lower is not None and activity < lower:
            return lower - activity
        if upper is not None and activity > upper:
            return upper - activity
        return 0

    def _mover(self, row: int, missing: int) -> tuple[int, int] | None:
        """An auxiliary variable that can help the row, and by which step."""
        for var, factor in self._face.terms[row]:
            if var in self._decisions:
                continue
            # Steps are rounded away from zero: short of the goal helps nobody.
            wanted = -(-abs(missing) // abs(factor))
            wanted = wanted if (missing > 0) == (factor > 0) else -wanted
            value = self.values[var]
            low, high = self._face.lowers[var], self._face.uppers[var]
            step = min(high - value, wanted) if wanted > 0 else max(low - value, wanted)
            if step:
                return int(var), step
        return None

    def _move(self, var: int, step: int, log: list[tuple[int, int]]) -> None:
        self.values[var] += step
        for row, factor in self._columns[var]:
            self._activity[row] += factor * step
        log.append((var, step))
