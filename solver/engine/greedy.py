"""A first full assignment: never without an answer, whatever the budget.

Decisions are taken in a given order, each if the rows allow it. Auxiliary variables
(a pair that is used, a load) follow as far as a row they share demands it.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy

from solver.errors import EngineFault
from solver.linear import LinearModel, Row, Var

#: Variables that were moved, and by how much, in order.
Changes = list[tuple[int, int]]


#: Decisions between two looks at the clock.
STEPS_BETWEEN_LOOKS = 64


def first_assignment(
    model: LinearModel,
    order: Sequence[Var],
    give_up: Callable[[], bool] | None = None,
) -> list[int]:
    """Values the model admits, with as many decisions of ``order`` taken as fit.

    Parameters
    ----------
    give_up
        Asked between decisions; once true what is taken so far is given back.

    Raises
    ------
    EngineFault
        If not even "nothing taken" is admitted: a rule posted a row that it must not.
    """
    attempt = Attempt(model, frozenset(order))
    attempt.fill(order, give_up)
    return attempt.values


def filled(
    model: LinearModel,
    order: Sequence[Var],
    give_up: Callable[[], bool] | None = None,
) -> list[int] | None:
    """The same, or ``None`` if the model does not admit "nothing taken"."""
    attempt = Attempt(model, frozenset(order))
    if not attempt.admits_nothing():
        return None
    attempt.fill(order, give_up)
    return attempt.values


class Attempt:
    """Values with the activity of every row, and the way back."""

    def __init__(self, model: LinearModel, decisions: frozenset[int]) -> None:
        self._decisions = decisions
        self.values = list(model.lowers)
        self._most = model.uppers
        self._terms = [row.terms for row in model.rows]
        self._lowers = [row.lower for row in model.rows]
        self._uppers = [row.upper for row in model.rows]
        self._columns: list[list[tuple[int, int]]] = [[] for _ in model.lowers]
        self._hard = [
            self._entered(number, row) for number, row in enumerate(model.rows)
        ]
        self._activity = [0] * len(model.rows)
        for var, value in enumerate(self.values):
            if value:
                for number, factor in self._columns[var]:
                    self._activity[number] += factor * value
        self._choice: dict[int, tuple[int, ...]] = {
            var: choice for choice in model.choices for var in choice
        }

    def fill(
        self, order: Iterable[Var], give_up: Callable[[], bool] | None = None
    ) -> None:
        """Begin with nothing and take what fits; see ``first_assignment``."""
        if not self.admits_nothing():
            raise EngineFault(
                "Eine Regel lässt nicht einmal den leeren Plan zu; das ist ein"
                " Programmfehler."
            )
        self.go_on(order, give_up)

    def go_on(
        self, order: Iterable[Var], give_up: Callable[[], bool] | None = None
    ) -> None:
        """Take what fits beside what is taken."""
        for step, var in enumerate(order):
            if give_up and step % STEPS_BETWEEN_LOOKS == 0 and give_up():
                break
            self.take(var)

    def begin(self, values: Sequence[int]) -> None:
        """Stand where a full assignment does that the model admits."""
        for var, value in enumerate(values):
            if value != self.values[var]:
                self._move(var, value - self.values[var], [])

    def twin(self) -> "Attempt":
        """The same values of the same model, to be gone on with in another way."""
        other = copy(self)
        other.values = list(self.values)
        other._activity = list(self._activity)  # noqa: SLF001 - of its own kind
        return other

    def admits_nothing(self) -> bool:
        """Whether auxiliary variables can be set so that all rows hold."""
        return self.settle(range(len(self._terms)))

    def _entered(self, number: int, row: Row) -> bool:
        """Enter a row; whether no auxiliary variable can help it if it is too full."""
        columns, decisions = self._columns, self._decisions
        hard = row.upper is not None
        for var, factor in row.terms:
            columns[var].append((number, factor))
            hard = hard and (factor > 0 or var in decisions)
        return hard

    def is_shut(self, var: int) -> bool:
        """Whether a row says no to one more of a decision, whatever follows it."""
        for row, factor in self._columns[var]:
            upper = self._uppers[row]
            if (
                self._hard[row]
                and upper is not None
                and self._activity[row] + factor > upper
            ):
                return True
        return False

    def blockers(self, var: int) -> list[int]:
        """Decisions taken in the rows that shut a decision out."""
        found: dict[int, None] = {}
        for row, factor in self._columns[var]:
            upper = self._uppers[row]
            if upper is None or self._activity[row] + factor <= upper:
                continue
            found.update(
                (other, None)
                for other, weight in self._terms[row]
                if weight > 0 and self.values[other] and other in self._decisions
            )
        return list(found)

    def take(self, var: int) -> bool:
        """Take a decision if the rows allow it; otherwise nothing has changed."""
        return self.step(var, 1) is not None

    def step(self, var: int, by: int) -> "Changes | None":
        """Move a decision if the rows allow it; what has changed, to be undone."""
        if not 0 <= self.values[var] + by <= self._most[var]:
            return None
        if by > 0 and self.is_shut(var):
            return None
        changes: Changes = []
        self._move(var, by, changes)
        if self.settle([row for row, _ in self._columns[var]], changes):
            return changes
        self.undo(changes)
        return None

    def undo(self, changes: "Changes") -> None:
        """Take moves back, the last first; later ones must be undone already."""
        for moved, step in reversed(changes):
            self._move(moved, -step, [])

    def settle(
        self, rows: Iterable[int], changes: list[tuple[int, int]] | None = None
    ) -> bool:
        """Raise auxiliary variables until the rows hold; tells whether they do.

        They begin at their lower bounds and only grow, or give way to a later one of
        their choice, so this comes to an end.
        """
        log: list[tuple[int, int]] = [] if changes is None else changes
        waiting = [row for row in rows if self._missing(row)]
        while waiting:
            row = waiting.pop()
            missing = self._missing(row)
            if not missing:
                continue
            riser = self._riser(row, missing)
            if riser is None:
                return False
            waiting.append(row)
            for var, step in (*self._given_up(riser[0]), riser):
                self._move(var, step, log)
                waiting.extend(r for r, _ in self._columns[var] if r != row)
        return True

    def _given_up(self, riser: int) -> Iterator[tuple[int, int]]:
        """What has to fall for a variable of a choice to rise."""
        for var in self._choice.get(riser, ()):
            if self.values[var]:
                yield var, -1

    def _missing(self, row: int) -> int:
        """By how much the row has to grow (positive) or shrink (negative)."""
        activity = self._activity[row]
        lower, upper = self._lowers[row], self._uppers[row]
        if lower is not None and activity < lower:
            return lower - activity
        if upper is not None and activity > upper:
            return upper - activity
        return 0

    def _riser(self, row: int, missing: int) -> tuple[int, int] | None:
        """An auxiliary variable whose growth helps the row, and by how much."""
        for var, factor in self._terms[row]:
            if factor * missing > 0 and self._may_rise(var):
                # Rounded away from zero: short of the goal helps nobody.
                wanted = -(-abs(missing) // abs(factor))
                step = min(self._most[var] - self.values[var], wanted)
                if step > 0:
                    return int(var), step
        return None

    def _may_rise(self, var: int) -> bool:
        """Whether a variable is auxiliary, and none later of its choice is chosen."""
        if var in self._decisions:
            return False
        choice = self._choice.get(var)
        if choice is None:
            return True
        later = choice[choice.index(var) :]
        return not any(self.values[other] for other in later)

    def _move(self, var: int, step: int, log: list[tuple[int, int]]) -> None:
        self.values[var] += step
        for row, factor in self._columns[var]:
            self._activity[row] += factor * step
        log.append((var, step))
