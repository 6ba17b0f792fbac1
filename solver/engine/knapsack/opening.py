"""A few blocks opened together while all others stay: more of them where that is vain.

As many neighbourhoods as there are workers are solved at once, of different blocks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.engine.abreast import answers
from solver.engine.budget import Allowance, Budget
from solver.engine.cpsat import PartOptimum, Question
from solver.engine.face import Face
from solver.engine.knapsack.neighbourhood import Neighbourhoods
from solver.engine.knapsack.tried import Tried

#: What one neighbourhood may take: deterministic units, and seconds as a net.
UNITS, SECONDS = 0.3, 3.0
#: Blocks opened together at first.
FEWEST = 2
#: Neighbourhoods in vain, per block, before one block more is opened.
PATIENCE = 1.0
#: And so many together before the search ends; so many not solved to their end before
#: one block less is opened again.
ENOUGH, UNSOLVED = 12.0, 3
#: So many ways per subject when blocks are opened.
OPEN_WAYS = 8.0


class Widening:
    """How many blocks are opened together, from what that brought so far.

    Parameters
    ----------
    count
        Blocks that there are.
    most
        Blocks opened together at most.
    stay
        Go on for a while with the most blocks that are solved to their end.
    """

    def __init__(self, count: int, most: int, *, stay: bool) -> None:
        self.size = min(FEWEST, count)
        self.over = count < FEWEST
        self._count, self._most, self._stay = count, min(most, count), stay
        self._in_vain = self._all_in_vain = self._unsolved = 0

    def note(self, *, better: bool, solved: bool) -> None:
        """Count what a neighbourhood brought, and whether it was solved to its end."""
        if better:
            self._in_vain = self._all_in_vain = self._unsolved = 0
            return
        self._in_vain, self._all_in_vain = self._in_vain + 1, self._all_in_vain + 1
        self._unsolved = 0 if solved else self._unsolved + 1
        if self._unsolved >= UNSOLVED and self.size > FEWEST:
            self.size = self._most = self.size - 1
            self._in_vain = self._unsolved = 0
        elif self._in_vain > PATIENCE * self._count:
            tired = not self._stay or self._all_in_vain > ENOUGH * self._count
            self.over = self.size >= self._most and tired
            self.size, self._in_vain = min(self.size + 1, self._most), 0


@dataclass(frozen=True, slots=True)
class _Hood(Question):
    """What is best if some blocks change."""

    blocks: frozenset[int]


class Opening:
    """Search for better values, a few blocks at a time."""

    def __init__(
        self, face: Face, hoods: Neighbourhoods, budget: Budget, allowance: Allowance
    ) -> None:
        self._face = face
        self._hoods = hoods
        self._budget = budget
        self._allowance = allowance
        self._busy: frozenset[int] = frozenset()

    def search(self, tried: Tried, widening: Widening) -> None:
        """Open blocks together until that leads nowhere."""
        self._hoods.look(tried.values)
        self._hoods.favour(tried.proof.reduced, OPEN_WAYS)
        with answers(self._asked(tried, widening), self._budget) as told:
            for hood, found in told:
                self._busy -= hood.blocks
                better = found is not None and self._take(tried, hood, found)
                if better:
                    self._hoods.look(tried.values)
                solved = found is not None and (
                    tried.worth(hood.part.variables) <= found.bound
                )
                widening.note(better=better, solved=solved)

    def _asked(self, tried: Tried, widening: Widening) -> Iterator[_Hood]:
        hoods = self._hoods
        while not (tried.proven or widening.over or self._over()):
            blocks = hoods.some(widening.size, self._busy)
            part = hoods.part(blocks, tried.values)
            if not part.variables:
                widening.note(better=False, solved=True)
                continue
            self._busy |= frozenset(blocks)
            yield _Hood(
                hoods.frozen(part, tried.values),
                part,
                tried.costs,
                list(tried.values),
                self._allowance.within(SECONDS).at_most(UNITS),
                frozenset(blocks),
            )

    def _over(self) -> bool:
        return self._budget.exhausted() or self._allowance.seconds <= 0.0

    def _take(self, tried: Tried, hood: _Hood, found: PartOptimum) -> bool:
        """Take what was found if it is better, and still holds beside what came in."""
        before = list(tried.values)
        if not tried.take(found.values):
            return False
        if before == hood.incumbent or self._face.rows_hold(
            hood.part.rows, tried.values
        ):
            return True
        tried.values = before
        return False
