"""Sick days drawn by person and date: a new person shifts nobody's luck.

A spell may begin on any open day, from November to March twice as often as in the rest
of the year, and lasts one to five open days, each length half as likely as the one
before. Whether one begins depends on seed, draw, person and date alone: on the number
that stands at draw and date in a stream of numbers (SplitMix64) which seed and person
begin.
"""

from collections.abc import Sequence
from datetime import date
from hashlib import blake2b
from typing import Final

import numpy as np
from numpy.typing import NDArray

from solver.pairing.problem import Sickness
from solver.slots import Day

LONGEST_SPELL: Final = 5
#: Mean length of a spell, and open days of a year counted twice in winter, from which
#: the chance of a day follows.
_MEAN_LENGTH: Final = (31, 16)
_WEIGHTED_DAYS: Final = 355
_WINTER: Final = frozenset({11, 12, 1, 2, 3})
#: The upper half of a number says whether a spell begins, the lower how long it is.
_CERTAIN: Final = 1 << 32
_HALF: Final = np.uint64(32)
_STEP: Final = np.uint64(0x9E3779B97F4A7C15)
_MIX: Final = (
    (np.uint64(30), np.uint64(0xBF58476D1CE4E5B9)),
    (np.uint64(27), np.uint64(0x94D049BB133111EB)),
)
_LAST_SHIFT: Final = np.uint64(31)

_Numbers = NDArray[np.uint64]


class SickDays:
    """Draws somebody's sick days of a season; spells run over its open days alone.

    Parameters
    ----------
    days
        Open days in order.
    """

    def __init__(self, sickness: Sickness, days: Sequence[Day]) -> None:
        self._seed = sickness.seed
        self._count = len(days)
        most, length = _MEAN_LENGTH
        self._chance = (
            sickness.days_per_year * _CERTAIN * length // (most * _WEIGHTED_DAYS)
        )
        draws = np.arange(sickness.draws, dtype=np.uint64)[:, None] << _HALF
        dates = np.asarray(days, dtype=np.uint64)
        self._stands = ((draws | dates) * _STEP).ravel()
        winter = [date.fromordinal(day).month in _WINTER for day in days]
        limits = np.where(winter, 2 * self._chance, self._chance)
        self._limits: _Numbers = np.tile(limits.astype(np.uint64), sickness.draws)

    def of(self, draw_key: str) -> tuple[tuple[int, int], ...]:
        """Spells as first and last position among the open days, draw after draw.

        A day of the n-th draw has n times the number of open days added.
        """
        if not self._chance:
            return ()
        key = f"{self._seed}/{draw_key}".encode()
        first = int.from_bytes(blake2b(key, digest_size=8).digest(), "big")
        numbers = _mixed(self._stands + np.uint64(first))
        (begins,) = np.nonzero((numbers >> _HALF) < self._limits)
        found = []
        for start, number in zip(
            begins.tolist(), numbers[begins].tolist(), strict=True
        ):
            left = self._count - start % self._count
            found.append((start, start + min(left, _length(number)) - 1))
        return tuple(found)


def _mixed(numbers: _Numbers) -> _Numbers:
    """SplitMix64's output at these places of its stream."""
    for shift, factor in _MIX:
        numbers = (numbers ^ (numbers >> shift)) * factor
    return numbers ^ (numbers >> _LAST_SHIFT)


def _length(number: int) -> int:
    """Open days of a spell: one more for each lowest bit that is set, five at most."""
    length = 1
    while length < LONGEST_SPELL and number & 1:
        number >>= 1
        length += 1
    return length
