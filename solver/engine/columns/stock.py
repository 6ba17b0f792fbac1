"""Fillings of each bag that cost little beyond its cheapest, by what they take.

Which of them some bags could exchange among each other is a matter of bits.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.engine.columns.listing import NOTHING
from solver.engine.columns.proofs import Proofs
from solver.linear import Block

Integers = NDArray[np.int64]
Bits = NDArray[np.uint64]
#: A bag's fillings are listed for one share after another of what is wanted, as long
#: as they are not more than so many.
SHARES, MOST_OF_BAG = (0.25, 0.5, 0.75, 1.0), 25_000
WORD = 64


@dataclass(frozen=True, slots=True)
class Shelf:
    """A bag's fillings: variables taken, a row each, and subjects as bits."""

    variables: Integers
    subjects: Bits


class Stock:
    """Fillings of all bags, each up to so much beyond its cheapest.

    Each subject goes to a bag as it is: one variable, taken or not. ``owned`` are the
    variables of each bag.
    """

    def __init__(self, proofs: Proofs, beyond: float) -> None:
        offers = proofs.offers
        self.face = offers.face
        self._proof, self._costs = proofs.best, proofs.best.way_costs
        blocks: Sequence[Block] = offers.blocks
        items = [item for block in blocks for item in block.items]
        numbers = {
            subject: n for n, subject in enumerate({i.subject: 0 for i in items})
        }
        self._subject: Mapping[int, int] = {
            int(item.variables[0]): numbers[item.subject] for item in items
        }
        self.owned = [[int(i.variables[0]) for i in block.items] for block in blocks]
        self._words = -(-len(numbers) // WORD)
        ways = offers.pricing.ways
        self._vars = np.array([int(way.values[0][0]) for way in ways], np.int64)
        self._way = {var: way for way, var in enumerate(self._vars.tolist())}
        self._shelves = [self._shelf(proofs, bag, beyond) for bag in range(len(blocks))]

    def _shelf(self, proofs: Proofs, bag: int, beyond: float) -> Shelf:
        rows = np.full((0, 1), NOTHING, dtype=np.int64)
        for share in SHARES:
            more = round(share * beyond * self._proof.scale)
            found = proofs.near(bag, more, MOST_OF_BAG)
            if found is None:
                break
            rows = found
        face, known = self.face, np.append(self._vars, NOTHING)[rows]
        out = [var for var in self._way if not face.uppers[var]]
        known = known[~np.isin(known, out).any(axis=1)]
        width = int((known != NOTHING).sum(axis=1).max(initial=1))
        # What is not taken comes first.
        variables = np.sort(known, axis=1)[:, known.shape[1] - width :]
        bits = np.zeros((len(variables), self._words), dtype=np.uint64)
        for column in variables.T:
            held = np.flatnonzero(column != NOTHING)
            numbers = np.array([self._subject[v] for v in column[held].tolist()], int)
            ones = np.left_shift(np.uint64(1), (numbers % WORD).astype(np.uint64))
            bits[held, numbers // WORD] |= ones
        return Shelf(variables, bits)

    def fitting(self, bag: int, variables: Collection[int]) -> list[tuple[int, ...]]:
        """A bag's fillings of no other subjects than those of some variables."""
        free = [0] * self._words
        for var in variables:
            word, bit = divmod(self._subject[var], WORD)
            free[word] |= 1 << bit
        others = ~np.array(free, dtype=np.uint64)
        shelf = self._shelves[bag]
        rows = shelf.variables[~(shelf.subjects & others).any(axis=1)]
        return [tuple(v for v in row if v != NOTHING) for row in rows.tolist()]

    def subject(self, var: int) -> int:
        """The number of the subject that a variable takes."""
        return self._subject[var]

    def beyond(self, bag: int, variables: Collection[int]) -> float:
        """What a filling costs beyond the cheapest of the bag."""
        ways = [self._way[var] for var in variables if var in self._way]
        cost = int(self._costs[ways].sum()) - self._proof.bag_costs[bag]
        return cost / self._proof.scale
