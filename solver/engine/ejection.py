"""A first assignment mended: who found no room may send others to another place.

The greedy order leaves decisions out that would fit if one or two others moved. For
each group of which nothing was taken, its decisions are tried again, their blockers
are taken out and find another place in their own groups, a few steps deep.
"""

from collections.abc import Callable, Sequence

from solver.engine.greedy import Attempt, Changes, first_assignment
from solver.linear import LinearModel, Var

#: So many decisions may be in the way of one, so deep may moves follow each other, and
#: so many moves are tried for one group and for all.
MOST_BLOCKERS = 3
DEPTH = 3
TRIES_PER_GROUP = 6_000
TRIES = 60_000


def mended_assignment(
    model: LinearModel,
    order: Sequence[Var],
    groups: Sequence[Sequence[Var]],
    give_up: Callable[[], bool],
    cut_short: Callable[[], bool] | None = None,
) -> list[int]:
    """The first assignment with more groups that have something.

    Parameters
    ----------
    groups
        Decisions that answer the same question, in the order they are tried; a
        decision stands in one group only.
    give_up
        Asked as moves are tried; once true what is reached is given back.
    cut_short
        Asked while the first assignment is made; without it that is made to its end.

    Raises
    ------
    EngineFault
        If not even "nothing taken" is admitted.
    """
    attempt = Attempt(model, frozenset(order))
    attempt.fill(order, cut_short)
    first = list(attempt.values)
    empty = [group for group in groups if group and not any(first[v] for v in group)]
    if not empty or give_up() or (cut_short and cut_short()):
        return first
    search = _Search(attempt, groups, give_up)
    mended = 0
    for group in sorted(empty, key=len):
        if search.over():
            break
        mended += search.mend(group)
    if not mended:
        return first
    if give_up():
        return attempt.values
    # Auxiliary variables only ever grew: taken once more from the start they are small.
    kept = [var for var in order if attempt.values[var]]
    small = first_assignment(model, kept + list(order), give_up)
    return attempt.values if give_up() else small


class _Search:
    """Chains of moves over one attempt; what leads nowhere is undone."""

    def __init__(
        self,
        attempt: Attempt,
        groups: Sequence[Sequence[Var]],
        give_up: Callable[[], bool],
    ) -> None:
        self._attempt = attempt
        self._give_up = give_up
        self._group = {var: group for group in groups for var in group}
        self._log: list[Changes] = []
        self._last = 0
        self.tries = 0

    def over(self) -> bool:
        """Whether no more moves may be tried."""
        return self.tries >= TRIES or self._give_up()

    def mend(self, group: Sequence[Var]) -> bool:
        """Whether room was made for one of a group."""
        self._last = self.tries + TRIES_PER_GROUP
        # Shallow chains first: they are many, short and cheap.
        for depth in range(1, DEPTH + 1):
            if self._place(group, depth, frozenset({id(group)})):
                self._log.clear()
                return True
        return False

    def _place(self, group: Sequence[Var], depth: int, moving: frozenset[int]) -> bool:
        """Take one of a group, moving others if need be."""
        for var in group:
            if self._step(var, 1):
                return True
        if depth == 0:
            return False
        return any(self._push(var, depth, moving) for var in group)

    def _push(self, var: Var, depth: int, moving: frozenset[int]) -> bool:
        """Take a decision by sending away whoever is in its way."""
        if self.tries >= self._last or self._give_up():
            return False
        blockers = self._attempt.blockers(var)
        if not 0 < len(blockers) <= MOST_BLOCKERS:
            return False
        homes = [self._group.get(Var(blocker)) for blocker in blockers]
        if any(home is None or id(home) in moving for home in homes):
            return False
        mark = len(self._log)
        away = all(self._step(Var(blocker), -1) for blocker in blockers)
        if away and self._step(var, 1):
            now = moving | {id(home) for home in homes}
            if all(self._place(home, depth - 1, now) for home in homes if home):
                return True
        self._back_to(mark)
        return False

    def _step(self, var: Var, by: int) -> bool:
        self.tries += 1
        changes = self._attempt.step(var, by)
        if changes is None:
            return False
        self._log.append(changes)
        return True

    def _back_to(self, mark: int) -> None:
        while len(self._log) > mark:
            self._attempt.undo(self._log.pop())
