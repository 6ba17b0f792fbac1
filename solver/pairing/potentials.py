"""What one covers for another at most, each asked once."""

from collections.abc import Sequence
from functools import cached_property

from solver.pairing.index import PairingIndex
from solver.pairing.pair_tables import PairTables
from solver.pairing.problem import PersonId


class Potentials:
    """Child-minutes of all draws that a host covers for somebody absent, alone.

    In no team does the host cover more for her, and for all absent together no more
    than the sum.
    """

    def __init__(self, index: PairingIndex) -> None:
        self._index = index
        self._known: dict[tuple[PersonId, PersonId, bool], int] = {}

    def learn(self, pairs: Sequence[tuple[PersonId, PersonId]], *, held: bool) -> None:
        """Ask of many pairs of childminders at once, the absent one first."""
        found = self._tables.most_covered(pairs, held=held)
        for (absent, host), minutes in zip(pairs, found, strict=True):
            self._known[absent, host, held] = minutes

    @cached_property
    def _tables(self) -> PairTables:
        return PairTables(self._index)

    def __call__(self, absent: PersonId, host: PersonId, *, held: bool) -> int:
        """The most that ``host``, with a held place or without, covers for one."""
        key = absent, host, held
        known = self._known.get(key)
        if known is None:
            known = self._index.most_covered(absent, host, held=held)
            self._known[key] = known
        return known
