"""Sick days drawn by person and date: a new person shifts nobody's luck.

A spell may begin on any open day, from November to March twice as often as in the rest
of the year, and lasts one to five open days, each length half as likely as the one
before. Whether one begins depends on seed, draw, person and date alone.
"""

import re
from collections.abc import Sequence
from datetime import date
from hashlib import blake2b, shake_128
from typing import Final

from solver.pairing.problem import Sickness
from solver.slots import Day

LONGEST_SPELL: Final = 5
#: Mean length of a spell, and open days of a year counted twice in winter, from which
#: the chance of a day follows.
_MEAN_LENGTH: Final = (31, 16)
_WEIGHTED_DAYS: Final = 355
_WINTER: Final = frozenset({11, 12, 1, 2, 3})
_MILLION: Final = 1_000_000
_BYTE: Final = 256
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


class SickDays:
    """Draws somebody's sick days of a season; spells run over its open days alone.

    Parameters
    ----------
    days
        Open days in order.
    """

    def __init__(self, sickness: Sickness, days: Sequence[Day]) -> None:
        self._sickness = sickness
        self._days = days
        self._positions = {day: number for number, day in enumerate(days)}
        firsts = {date.fromordinal(day).replace(day=1) for day in days}
        self._months = [
            (first.isoformat()[:7], first.toordinal(), first.month in _WINTER)
            for first in sorted(firsts)
        ]
        most, length = _MEAN_LENGTH
        self._chance = (
            sickness.days_per_year * _MILLION * length // (most * _WEIGHTED_DAYS)
        )
        self._coarse = min(_BYTE, 2 * self._chance * _BYTE // _MILLION + 1)
        self._likely = re.compile(b"[\\x00-\\x%02x]" % (self._coarse - 1))

    def of(self, draw_key: str) -> tuple[tuple[int, int], ...]:
        """Spells as first and last position among the open days, draw after draw.

        A day of the n-th draw has n times the number of open days added.
        """
        if not self._chance:
            return ()
        found = []
        length = _LONGEST_MONTH * self._sickness.draws
        for month, first, winter in self._months:
            key = f"{self._sickness.seed}/{draw_key}/{month}"
            # One byte tells most days apart on which nothing begins.
            stream = shake_128(key.encode()).digest(length)
            chance = self._chance * (2 if winter else 1) * _BYTE // self._coarse
            for match in self._likely.finditer(stream):
                draw, number = divmod(match.start(), _LONGEST_MONTH)
                at = self._positions.get(Day(first + number))
                if at is None:
                    continue
                spell = _spell(f"{key}/{draw}/{number}", chance)
                if spell and self._in_month(first, number):
                    last = min(len(self._days), at + spell) - 1
                    start = draw * len(self._days)
                    found.append((start + at, start + last))
        return tuple(found)

    @staticmethod
    def _in_month(first: int, number: int) -> bool:
        """Whether a month has so many days; what is beyond is the next one's."""
        same = date.fromordinal(first).month == date.fromordinal(first + number).month
        return number < _SHORTEST_MONTH or same


def _spell(key: str, chance: int) -> int:
    """Open days of a spell that begins with this key, 0 where none does.

    ``chance`` is in millionths.
    """
    digest = blake2b(key.encode(), digest_size=9).digest()
    if int.from_bytes(digest[:8], "big") % _MILLION >= chance:
        return 0
    ones = f"{digest[8]:08b}"
    return min(LONGEST_SPELL, 1 + len(ones) - len(ones.lstrip("1")))
