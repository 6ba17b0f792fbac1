"""Some of a face's variables while all others stand still: short rows, soon told."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from solver.engine.face import Face
from solver.engine.parts import Part
from solver.linear import Terms, Var

T_co = TypeVar("T_co", covariant=True)
#: Sums up to here are added up as machine numbers, larger ones as Python's.
LARGEST = 2**62


class ByNumber(Protocol[T_co]):
    """Something for each variable or row that is spoken of."""

    def __getitem__(self, number: int, /) -> T_co:
        """That of one of them."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """Bounds and rows of what is open, as a face has them."""

    lowers: ByNumber[int]
    uppers: ByNumber[int]
    terms: ByNumber[Terms]
    row_lowers: ByNumber[int | None]
    row_uppers: ByNumber[int | None]


class Totals:
    """What the rows of a face add up to, all of them at once.

    Rows that the face is given later are not among them.
    """

    def __init__(self, face: Face) -> None:
        self._face = face
        self._terms = [terms for terms in face.terms if terms]
        self._rows = np.array([n for n, terms in enumerate(face.terms) if terms])
        self._count = len(face.terms)

    @cached_property
    def _vars(self) -> NDArray[np.int64]:
        every = chain.from_iterable(self._terms)
        return np.fromiter((var for var, _ in every), np.int64)

    @cached_property
    def _factors(self) -> NDArray[np.int64]:
        every = [factor for _, factor in chain.from_iterable(self._terms)]
        return np.array(every, np.int64 if self._small(every) else object)

    def _small(self, factors: Sequence[int]) -> bool:
        """Whether no sum gets too large for a machine number."""
        face = self._face
        ends = max(map(abs, chain(face.lowers, face.uppers)), default=0)
        return sum(map(abs, factors)) * max(1, ends) < LARGEST

    @cached_property
    def _firsts(self) -> NDArray[np.int64]:
        sizes = [0, *(len(terms) for terms in self._terms)]
        return np.cumsum(sizes[:-1], dtype=np.int64)

    def at(self, values: Sequence[int]) -> list[int]:
        """The sum of each row."""
        if not self._terms:
            return [0] * self._count
        numbers = np.array(values, self._factors.dtype)
        sums = np.add.reduceat(numbers[self._vars] * self._factors, self._firsts)
        every = np.zeros(self._count, self._factors.dtype)
        every[self._rows] = sums
        found: list[int] = every.tolist()
        return found


def frozen(
    face: Face, part: Part, values: Sequence[int], totals: Totals | None = None
) -> Frozen:
    """A part of a face with everything outside of it at the values given.

    Parameters
    ----------
    totals
        What the face's rows add up to, if it is asked for again and again.
    """
    inside: dict[int, list[tuple[Var, int]]] = {row: [] for row in part.rows}
    for var in part.variables:
        for row, factor in face.columns[var]:
            if row in inside:
                inside[row].append((Var(var), factor))
    sums = None if totals is None else totals.at(values)
    lowers: dict[int, int | None] = {}
    uppers: dict[int, int | None] = {}
    for row, terms in inside.items():
        if sums is None:
            still = sum(factor * values[var] for var, factor in face.terms[row])
        else:
            still = sums[row]
        for var, factor in terms:
            still -= factor * values[var]
        lower, upper = face.row_lowers[row], face.row_uppers[row]
        lowers[row] = None if lower is None else lower - still
        uppers[row] = None if upper is None else upper - still
    return Frozen(
        {var: face.lowers[var] for var in part.variables},
        {var: face.uppers[var] for var in part.variables},
        {row: tuple(terms) for row, terms in inside.items()},
        lowers,
        uppers,
    )
