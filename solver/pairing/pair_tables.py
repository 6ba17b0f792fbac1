"""What many pairs cover for each other, counted at once on tables of bits.

The same counts as ``PairingIndex.most_covered`` for one pair after the other: on each
weekday the days on which one is away and the other there, times the steps of the
smaller of need and room.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from solver.pairing.index import PairingIndex, Week
from solver.pairing.problem import PersonId
from solver.slots import DAYS_PER_WEEK, MINUTES_PER_DAY, weekday

#: So many words of a table are looked at together: they stay close to the processor.
_WORDS_AT_ONCE = 1 << 19
_BITS, _BYTES = 64, 8

#: Bits in words: person by weekday by whatever is counted.
_Words = NDArray[np.uint64]


class PairTables:
    """Who is away, there, needs and has room, as bits of everybody."""

    def __init__(self, index: PairingIndex) -> None:
        self._index = index
        people = index.problem.childminders
        self._rows = {person: row for row, person in enumerate(people)}

    def most_covered(
        self, pairs: Sequence[tuple[PersonId, PersonId]], *, held: bool
    ) -> list[int]:
        """Child-minutes of all draws that the second of each pair covers for the first.

        Parameters
        ----------
        held
            Whether the second holds a place.
        """
        if not pairs:
            return []
        absent = np.array([self._rows[one] for one, _ in pairs], dtype=np.intp)
        host = np.array([self._rows[other] for _, other in pairs], dtype=np.intp)
        room = self._held if held else self._room
        levels = min(self._wanted.shape[2], room.shape[2])
        wanted, room = self._wanted[:, :, :levels], room[:, :, :levels]
        words = max(wanted[0].size, self._away[0].size, 1)
        piece = max(1, _WORDS_AT_ONCE // words)
        found: list[int] = []
        for start in range(0, len(pairs), piece):
            one, other = absent[start : start + piece], host[start : start + piece]
            days = _ones(self._away[one] & self._there[other])
            steps = _ones(wanted[one] & room[other])
            found.extend(((days * steps).sum(axis=1) * self._index.step).tolist())
        return found

    @cached_property
    def _away(self) -> _Words:
        return self._by_weekday(self._index.away)

    @cached_property
    def _there(self) -> _Words:
        return self._by_weekday(self._index.there)

    @cached_property
    def _wanted(self) -> _Words:
        return self._stairs([self._index.demand[person] for person in self._rows])

    @cached_property
    def _room(self) -> _Words:
        return self._stairs([self._index.capacity(person) for person in self._rows])

    @cached_property
    def _held(self) -> _Words:
        weeks = [self._index.capacity(person, held=True) for person in self._rows]
        return self._stairs(weeks)

    def _by_weekday(self, masks: Mapping[PersonId, int]) -> _Words:
        """Days of all draws by person and weekday."""
        open_days, draws = self._index.days, self._index.problem.sickness.draws
        length = -(-len(open_days) * draws // 8)
        rows = b"".join(masks[p].to_bytes(length, "little") for p in self._rows)
        table = np.frombuffer(rows, dtype=np.uint8).reshape(len(self._rows), length)
        days = np.unpackbits(table, axis=1, bitorder="little")
        days = days[:, : len(open_days) * draws]
        of_week = np.tile([weekday(day) for day in open_days], draws)
        most = int(np.bincount(of_week, minlength=1).max(initial=0))
        width = -(-most // _BITS) * _BYTES
        found = np.zeros((len(self._rows), DAYS_PER_WEEK, width), dtype=np.uint8)
        for number in range(DAYS_PER_WEEK):
            packed = np.packbits(days[:, of_week == number], axis=1, bitorder="little")
            found[:, number, : packed.shape[1]] = packed
        return found.view(np.uint64)

    def _stairs(self, weeks: Sequence[Week]) -> _Words:
        """Counts over the steps of a day by person, weekday and level."""
        most = max((len(day) for week in weeks for day in week), default=0)
        width = -(-MINUTES_PER_DAY // (self._index.step * _BITS)) * _BYTES
        nothing = bytes(width)
        cells = b"".join(
            day[level].to_bytes(width, "little") if level < len(day) else nothing
            for week in weeks
            for day in week
            for level in range(most)
        )
        words = np.frombuffer(cells, dtype=np.uint64)
        return words.reshape(len(weeks), DAYS_PER_WEEK, most, width // _BYTES)


def _ones(words: _Words) -> NDArray[np.int64]:
    """Bits that are set, by pair and weekday."""
    counts: NDArray[np.uint8] = np.bitwise_count(words)
    found: NDArray[np.int64] = counts.sum(
        axis=tuple(range(2, words.ndim)), dtype=np.int64
    )
    return found
