"""Draws of ranks that choose between equally good answers; plain data, no engine."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from solver.linear import Var

#: Ranks of a draw after the last tier; so many that a second draw is seldom needed, so
#: few that a sum of all tiers leaves room for them.
RANKS = 1 << 10
#: Ranks are drawn anew so often, each time to tell apart what the last ones left equal.
MOST_DRAWS = 12


@dataclass(frozen=True, slots=True)
class TieBreak:
    """What makes an answer, and ranks to choose between equally good ones.

    ``decisions`` are whole numbers, mostly 0 or 1; all other variables follow from
    them. ``ranks`` gives a cost per decision and unit for the n-th draw (from 1), the
    same in every process.
    """

    decisions: tuple[Var, ...]
    ranks: Callable[[int], Mapping[int, int]]


def hashed_rank(parts: Iterable[object], ranks: int = RANKS) -> int:
    """A rank from 1 to ``ranks`` of what something is: the same on every machine."""
    key = "\x1f".join(map(str, parts))
    digest = blake2b(key.encode(), digest_size=8).digest()
    return 1 + int.from_bytes(digest, "big") % ranks
