"""Draws of ranks that choose between equally good answers; plain data, no engine."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from solver.linear import Var

#: Ranks are drawn anew so often, each time to tell apart what the last ones left equal.
MOST_DRAWS = 12


@dataclass(frozen=True, slots=True)
class TieBreak:
    """What makes an answer, and ranks to choose between equally good ones.

    ``decisions`` are 0-1 variables; the others follow from them. ``ranks`` gives a
    cost per decision for the n-th draw (from 1), the same in every process.
    """

    decisions: tuple[Var, ...]
    ranks: Callable[[int], Mapping[int, int]]
