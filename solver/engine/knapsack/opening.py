"""A few blocks opened together while all others stay: more of them where that is vain.

As many neighbourhoods as there are workers are solved at once, of different blocks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from solver.engine.abreast import Answered
from solver.engine.budget import Allowance, Budget
from solver.engine.cpsat import PartOptimum, Question
from solver.engine.knapsack.neighbourhood import Neighbourhoods
from solver.engine.knapsack.tried import Take, Tried, leave

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
class Hood(Question):
    """What is best if some blocks change."""

    blocks: frozenset[int]


class Opening:
    """Blocks of a part opened together until that leads nowhere, and what it brings."""

    def __init__(
        self,
        hoods: Neighbourhoods,
        tried: Tried,
        widening: Widening,
        budget: Budget,
        allowance: Allowance,
        take: Take = leave,
    ) -> None:
        self._hoods = hoods
        self._tried = tried
        self._widening = widening
        self._budget = budget
        self._allowance = allowance
        self._tell = take
        self._busy: frozenset[int] = frozenset()

    def asked(self) -> Iterator[Hood]:
        """What may change next while everything else stays."""
        hoods, tried, widening = self._hoods, self._tried, self._widening
        hoods.look(tried.values)
        hoods.favour(tried.proof.reduced, OPEN_WAYS)
        while not (tried.proven or widening.over or self._over()):
            blocks = hoods.some(widening.size, self._busy)
            part = hoods.part(blocks)
            if not part.variables:
                widening.note(better=False, solved=True)
                continue
            self._busy |= frozenset(blocks)
            yield Hood(
                hoods.frozen(part, tried.values),
                part,
                tried.costs,
                list(tried.values),
                self._allowance.within(SECONDS).at_most(UNITS),
                frozenset(blocks),
            )

    def hear(self, answered: Answered[Hood]) -> None:
        """Take what is better, and learn how many blocks to open."""
        hood, found = answered
        tried = self._tried
        self._busy -= hood.blocks
        before = tried.value
        better = found is not None and self._take(hood, found)
        if better:
            self._hoods.look(tried.values)
            self._tell(tried)
        solved = found is not None and (tried.worth(hood.part.variables) <= found.bound)
        gained = (before - tried.bound) // tried.weight
        gained -= (tried.value - tried.bound) // tried.weight
        self._widening.note(better=gained > 0, solved=solved)

    def _over(self) -> bool:
        return self._budget.exhausted() or self._allowance.seconds <= 0.0

    def _take(self, hood: Hood, found: PartOptimum) -> bool:
        """Take what was found if it is better, and still holds beside what came in."""
        tried = self._tried
        before = list(tried.values)
        if not tried.take(found.values):
            return False
        if before == hood.incumbent or self._hoods.face.rows_hold(
            hood.part.rows, tried.values
        ):
            return True
        tried.go_to(before)
        return False
