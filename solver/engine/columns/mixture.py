"""What is open, with columns for bags that few fillings are left of.

Most bags have a few dozen fillings that a better plan could take; told as columns they
bound sharply. The others keep their variables: all of their fillings would be too many,
and two or three such bags do not spoil the bound.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from solver.engine.columns.listing import NOTHING
from solver.engine.columns.offers import Offers
from solver.engine.face import Face
from solver.engine.knapsack.neighbourhood import Frozen
from solver.engine.parts import Part, whole
from solver.linear import Terms, Var

Integers = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Listed:
    """A bag's fillings as columns: variables ``first`` and so on."""

    bag: int
    fillings: Integers
    first: int

    @property
    def columns(self) -> range:
        """Their variables."""
        return range(self.first, self.first + len(self.fillings))


class Mixture:
    """A face whose listed bags take one of their columns each.

    ``part`` is all of it that is open: variables beyond those of the face are columns.
    """

    def __init__(self, offers: Offers, listed: Sequence[Integers | None]) -> None:
        self._offers, face = offers, offers.face
        self._size = len(face.lowers)
        self._bags = tuple(_numbered(listed, self._size))
        self._owned = [
            {
                int(var)
                for item in offers.blocks[own.bag].items
                for var in item.variables
            }
            for own in self._bags
        ]
        self._count = sum(len(own.fillings) for own in self._bags)
        terms, rows = self._rows(face)
        known = len(terms)
        one = [tuple((Var(v), 1) for v in own.columns) for own in self._bags]
        self.face = Frozen(
            [*face.lowers, *[0] * self._count],
            [*face.uppers, *[1] * self._count],
            [*terms, *one],
            [*face.row_lowers, *[1] * len(one)],
            [*face.row_uppers, *[1] * len(one)],
        )
        gone = frozenset(chain.from_iterable(self._owned))
        open_ = whole(face, (), gone).variables
        self.part = Part(
            (*open_, *range(self._size, self._size + self._count)),
            (*rows, *range(known, known + len(one))),
        )

    def _rows(self, face: Face) -> tuple[list[Terms], list[int]]:
        """All rows with columns for what listed bags own, and those that bind."""
        terms, live = list(face.terms), frozenset(self._offers.live)
        idle: set[int] = set()
        for own, owned in zip(self._bags, self._owned, strict=True):
            touched = sorted(
                {row for v in owned for row, _ in face.columns[v] if row in live}
            )
            worth = self._worth(own, [dict(face.terms[row]) for row in touched])
            for row, sums in zip(touched, worth, strict=True):
                rest = tuple(term for term in terms[row] if term[0] not in owned)
                if not rest and _holds(face, row, sums):
                    idle.add(row)
                terms[row] = rest + _terms(own, sums)
        return terms, sorted(live - idle)

    def _worth(self, own: Listed, by_var: Sequence[Mapping[int, int]]) -> Integers:
        """What each column of a bag adds up to, a line for each of several sums."""
        ways = self._offers.pricing.ways
        used = [n for n in np.unique(own.fillings).tolist() if n != NOTHING]
        place = np.zeros(len(ways) + 1, dtype=np.int64)
        place[used] = np.arange(1, len(used) + 1)
        worth = np.zeros((len(by_var), len(used) + 1), dtype=np.int64)
        for line, factors in enumerate(by_var):
            for at, way in enumerate(used, 1):
                worth[line, at] = sum(
                    factors.get(var, 0) * value for var, value in ways[way].values
                )
        found: Integers = worth[:, place[own.fillings]].sum(axis=2)
        return found

    def costs(self, costs: Mapping[int, int]) -> dict[int, int]:
        """What variables and columns cost."""
        gone = frozenset(chain.from_iterable(self._owned))
        found = {var: cost for var, cost in costs.items() if var not in gone}
        for own in self._bags:
            sums = self._worth(own, [costs])[0]
            found |= {int(var): cost for var, cost in _terms(own, sums)}
        return found

    def extended(self, values: Sequence[int]) -> list[int]:
        """Values with the columns that they take, as far as these are listed."""
        found = [*values, *[0] * self._count]
        for own in self._bags:
            column = self._offers.column(own.bag, values)
            for number, taken in zip(own.columns, own.fillings.tolist(), strict=True):
                if column == (own.bag, tuple(sorted(w for w in taken if w != NOTHING))):
                    found[number] = 1
        return found

    def put(self, found: Mapping[int, int], values: list[int]) -> None:
        """Write what was found into values of the face."""
        for var, value in found.items():
            if var < self._size:
                values[var] = value
        for own, owned in zip(self._bags, self._owned, strict=True):
            for var in owned:
                values[var] = 0
            (taken,) = (n for n, var in enumerate(own.columns) if found[var])
            for way in own.fillings[taken].tolist():
                if way != NOTHING:
                    for var, value in self._offers.pricing.ways[way].values:
                        values[var] = value


def _numbered(listed: Sequence[Integers | None], first: int) -> Iterator[Listed]:
    for bag, fillings in enumerate(listed):
        if fillings is not None:
            yield Listed(bag, fillings, first)
            first += len(fillings)


def _terms(own: Listed, sums: Integers) -> Terms:
    used = np.flatnonzero(sums)
    return tuple((Var(own.first + at), int(sums[at])) for at in used.tolist())


def _holds(face: Face, row: int, sums: Integers) -> bool:
    """Whether a row holds whichever column is taken."""
    lower, upper = face.row_lowers[row], face.row_uppers[row]
    return (lower is None or bool((sums >= lower).all())) and (
        upper is None or bool((sums <= upper).all())
    )
