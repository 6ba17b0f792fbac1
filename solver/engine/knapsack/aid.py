"""What blocks add to a tier: better values first, then a bound by knapsacks.

Few blocks are solved anew at a time, which is quick and finds most. What is small is
then given to CP-SAT for a moment. Only where that does not end knapsacks are priced:
their bound narrows what is left, and more blocks are opened together.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from time import monotonic

import numpy as np

from solver.engine.budget import Allowance, Budget
from solver.engine.cpsat import minimise_part
from solver.engine.face import Face
from solver.engine.knapsack.multipliers import ascend
from solver.engine.knapsack.neighbourhood import Neighbourhoods
from solver.engine.knapsack.pricing import Pricing
from solver.engine.knapsack.proof import narrow, prove
from solver.engine.knapsack.split import split
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
#: Parts up to this size are given to CP-SAT early, for so many deterministic units.
SMALL, EARLY_UNITS = 8_000, 2.5
#: Steps to better multipliers, and after how many the gap must be so much smaller.
STEPS, LOOK_AFTER, SMALLER = 300, 25, 0.05
#: The relaxation's favourites: so many ways per subject, solved alone for so many units
#: if they are at most such a share of all.
CORE_WAYS, CORE_UNITS, CORE_SHARE = 2.5, 2.0, 0.75
#: So many ways per subject when blocks are opened.
OPEN_WAYS = 8.0
#: Share of a tier's allowance for the second search.
SEARCH_SHARE = 0.75


@dataclass(slots=True)
class Tried:
    """A tier's part while it is worked on: best values, and a bound of its share."""

    part: Part
    costs: Mapping[int, int]
    reduced: Mapping[int, int]
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
    """Search and proof for one tier of a model that names its blocks."""

    def __init__(self, face: Face, blocks: Sequence[Block], budget: Budget) -> None:
        self._face = face
        self._blocks = blocks
        self._budget = budget

    def minimise(
        self, tried: Tried, duals: Mapping[int, float], allowance: Allowance
    ) -> None:
        """Better values and a better bound; cuts off what cannot be as good."""
        hoods = Neighbourhoods(
            self._face, self._blocks, tried.part, self._budget.limits.seed
        )
        hard = self._core(tried, hoods, allowance)
        self._search(tried, hoods, MANY if hard else FEW, allowance)
        small = len(tried.part.variables) <= SMALL
        if small and not hard and not tried.proven:
            self._early(tried, allowance)
        if not tried.proven and not self._over(allowance):
            self._price(tried, duals, allowance, patient=hard)
        if not tried.proven:
            ends_at = monotonic() + SEARCH_SHARE * allowance.seconds
            rest = Allowance(ends_at, allowance.deterministic)
            self._search(tried, hoods, MOST, rest, stay=True)

    def _core(self, tried: Tried, hoods: Neighbourhoods, allowance: Allowance) -> bool:
        """Solve what the relaxation likes best, where that is much smaller.

        Whether it did not come to an end: then the whole will not either, for long.
        """
        part = hoods.core(tried.reduced, CORE_WAYS, tried.values)
        if len(part.variables) > CORE_SHARE * len(tried.part.variables):
            return False
        found = minimise_part(
            hoods.frozen(part, tried.values),
            part,
            tried.costs,
            tried.values,
            self._budget,
            _at_most(allowance, allowance.seconds, CORE_UNITS),
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
        hoods.favour(tried.reduced, OPEN_WAYS)
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
            _at_most(allowance, SECONDS, UNITS),
        )
        if found is None:
            return False, False
        better = tried.take(found.values)
        return better, tried.worth(part.variables) <= found.bound

    def _early(self, tried: Tried, allowance: Allowance) -> None:
        limits = _at_most(allowance, allowance.seconds, EARLY_UNITS)
        found = minimise_part(
            self._face, tried.part, tried.costs, tried.values, self._budget, limits
        )
        if found is not None:
            tried.bound = max(tried.bound, found.bound)
            tried.take(found.values)

    def _price(
        self,
        tried: Tried,
        duals: Mapping[int, float],
        allowance: Allowance,
        *,
        patient: bool,
    ) -> None:
        """Bound by knapsacks, and cut off what the bound leaves no room for."""
        face = self._face
        face.prune()
        pricing = Pricing(face, split(face, self._blocks, face.live), tried.costs)
        value = sum(cost * tried.values[var] for var, cost in tried.costs.items())
        start = np.array([duals.get(row, 0.0) for row in pricing.split.rows])
        first: list[float] = []

        def go_on(bound: float) -> bool:
            first.append(bound)
            if len(first) == LOOK_AFTER and not patient:
                closed = bound - first[0]
                if closed < SMALLER * (value - first[0]):
                    return False
            return (
                len(first) <= STEPS and bound <= value - 1 and not self._over(allowance)
            )

        best = ascend(pricing, start, float(value), go_on)
        proof = prove(pricing, best.multipliers)
        if proof is not None:
            room = value * proof.scale - proof.bound
            narrow(pricing, proof, room, face)
            tried.bound = max(tried.bound, tried.value - room // proof.scale)


def _at_most(allowance: Allowance, seconds: float, units: float) -> Allowance:
    """No more of an allowance than so many seconds and deterministic units."""
    ends_at = min(allowance.ends_at, monotonic() + seconds)
    left = allowance.deterministic
    return Allowance(ends_at, units if left is None else min(units, left))
