"""What blocks add to a tier: better values, a few blocks solved anew at a time.

First what the relaxation likes best alone, which is quick and finds most; then blocks
that compete, two of them at first and more where that leads nowhere.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from solver.engine.budget import Allowance, Budget
from solver.engine.certificate import Certificate
from solver.engine.cpsat import minimise_part
from solver.engine.face import Face
from solver.engine.knapsack.neighbourhood import Neighbourhoods
from solver.engine.parts import Part
from solver.linear import Block

#: What one neighbourhood may take: deterministic units, and seconds as a net.
UNITS, SECONDS = 0.3, 3.0
#: Blocks opened together at first, at the end of the first search (of a
#: hard tier's), and at most.
FEWEST, FEW, MANY, MOST = 2, 3, 5, 9
#: Neighbourhoods in vain, per block, before one block more is opened.
PATIENCE = 1.0
#: And so many together before the search ends; so many not solved to their end before
#: one block less is opened again.
ENOUGH, UNSOLVED = 12.0, 3
#: The relaxation's favourites: so many ways per subject, solved alone for so many units
#: if they are at most such a share of all.
CORE_WAYS, CORE_UNITS, CORE_SHARE = 2.5, 2.0, 0.75
#: So many ways per subject when blocks are opened.
OPEN_WAYS = 8.0


@dataclass(slots=True)
class Tried:
    """A tier's part while it is worked on: best values, and a bound of its share."""

    part: Part
    costs: Mapping[int, int]
    proof: Certificate
    values: list[int]
    bound: int

    @property
    def value(self) -> int:
        """What the part's variables contribute."""
        return self.worth(self.part.variables)

    @property
    def proven(self) -> bool:
        """Whether nothing can be better."""
        return self.value <= self.bound

    def worth(self, variables: Sequence[int]) -> int:
        """What some variables contribute."""
        return sum(self.costs.get(var, 0) * self.values[var] for var in variables)

    def take(self, found: Mapping[int, int]) -> bool:
        """Take values that the face admits, if they are better."""
        better = sum(self.costs.get(var, 0) * value for var, value in found.items())
        if better >= self.worth(tuple(found)):
            return False
        for var, value in found.items():
            self.values[var] = value
        return True


class Knapsacks:
    """Search for better values of one tier of a model that names its blocks."""

    def __init__(self, face: Face, blocks: Sequence[Block], budget: Budget) -> None:
        self._face = face
        self._blocks = blocks
        self._budget = budget

    def begin(self, tried: Tried, allowance: Allowance) -> None:
        """Better values, as long as they come quickly."""
        hoods = self._hoods(tried)
        hard = self._core(tried, hoods, allowance)
        self._search(tried, hoods, MANY if hard else FEW, allowance)

    def go_on(self, tried: Tried, allowance: Allowance) -> None:
        """Better values from more and more blocks, for all of the allowance."""
        self._search(tried, self._hoods(tried), MOST, allowance, stay=True)

    def _hoods(self, tried: Tried) -> Neighbourhoods:
        seed = self._budget.limits.seed
        return Neighbourhoods(self._face, self._blocks, tried.part, seed)

    def _core(self, tried: Tried, hoods: Neighbourhoods, allowance: Allowance) -> bool:
        """Solve what the relaxation likes best, where that is much smaller.

        Whether it did not come to an end: then the whole will not either, for long.
        """
        part = hoods.core(tried.proof.reduced, CORE_WAYS, tried.values)
        if len(part.variables) > CORE_SHARE * len(tried.part.variables):
            return False
        found = minimise_part(
            hoods.frozen(part, tried.values),
            part,
            tried.costs,
            tried.values,
            self._budget,
            allowance.at_most(CORE_UNITS),
        )
        if found is None:
            return True
        tried.take(found.values)
        return tried.worth(part.variables) > found.bound

    def _over(self, allowance: Allowance) -> bool:
        return self._budget.exhausted() or allowance.seconds <= 0.0

    def _search(
        self,
        tried: Tried,
        hoods: Neighbourhoods,
        most: int,
        allowance: Allowance,
        *,
        stay: bool = False,
    ) -> None:
        """Open blocks together, more and more of them, until that leads nowhere.

        Parameters
        ----------
        stay
            Go on for a while with the most blocks that are solved to their end.
        """
        count = len(hoods.blocks)
        size, in_vain, unsolved = min(FEWEST, count), 0, 0
        most, all_in_vain = min(most, count), 0
        hoods.look(tried.values)
        hoods.favour(tried.proof.reduced, OPEN_WAYS)
        while not tried.proven and count > 1 and not self._over(allowance):
            part = hoods.part(hoods.some(size), tried.values)
            better, solved = self._opened(tried, hoods, part, allowance)
            if better:
                hoods.look(tried.values)
                in_vain = all_in_vain = unsolved = 0
                continue
            in_vain, all_in_vain = in_vain + 1, all_in_vain + 1
            unsolved = 0 if solved else unsolved + 1
            if unsolved >= UNSOLVED and size > FEWEST:
                size = most = size - 1
                in_vain = unsolved = 0
            elif in_vain > PATIENCE * count:
                if size >= most and (not stay or all_in_vain > ENOUGH * count):
                    return
                size, in_vain = min(size + 1, most), 0

    def _opened(
        self,
        tried: Tried,
        hoods: Neighbourhoods,
        part: Part,
        allowance: Allowance,
    ) -> tuple[bool, bool]:
        """Whether a neighbourhood brought anything, and whether it was solved."""
        if not part.variables:
            return False, True
        found = minimise_part(
            hoods.frozen(part, tried.values),
            part,
            tried.costs,
            tried.values,
            self._budget,
            allowance.within(SECONDS).at_most(UNITS),
        )
        if found is None:
            return False, False
        better = tried.take(found.values)
        return better, tried.worth(part.variables) <= found.bound
