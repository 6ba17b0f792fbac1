"""The shift of an employed person: what of a day her stays are cut to fit in.

A rule may ask that all she does on a day lies within so many hours. Children who come
at seven and children who go at four then exclude each other, unless some are taken for
the hours in which most can be. Which hours these are depends on all of them together,
so they are chosen once for a person and a day, before anything is decided.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from solver.slots import Day, Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.problem import NeedId, PersonId
from solver.substitution.windows import Candidate, narrowed, shortest_of

_Minutes = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class _Stays:
    """When a person may have a child, and for how long at least [min]; one per need."""

    starts: _Minutes
    ends: _Minutes
    shortest: _Minutes

    def reached(self, shift: Slot) -> int:
        """Minutes of all that lie within a shift and are long enough there.

        As a clock shows them: it is changed when nobody is in care.
        """
        first = np.maximum(self.starts, shift.start)
        minutes = np.minimum(self.ends, shift.end) - first
        return int(minutes[minutes >= self.shortest].sum())


class Shifts:
    """Of each person and day the shift that reaches most, for each rule that asks."""

    def __init__(
        self, index: ProblemIndex, rules: RuleSet, candidates: Iterable[Candidate]
    ) -> None:
        self._index = index
        self._rules = rules
        self._of: dict[tuple[PersonId, Day], list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            whole = candidate.whole
            self._of[whole.person, whole.day].append(candidate)
        self._known: dict[tuple[PersonId, Day], tuple[Slot, ...]] = {}

    def within(self, candidate: Candidate) -> Sequence[Slot]:
        """What of a stretch lies within a shift of its person, where rules pass it."""
        whole = candidate.whole
        found: dict[Slot, None] = {}
        for shift in self._shifts(whole.person, whole.day):
            slot = shift.intersection(whole.slot)
            if slot is not None and slot not in candidate.windows:
                parts = narrowed(self._index, self._rules, whole, slot)
                found.update(dict.fromkeys(parts))
        return tuple(found)

    def _shifts(self, person: PersonId, day: Day) -> Sequence[Slot]:
        known = self._known.get((person, day))
        if known is None:
            known = self._known[person, day] = tuple(self._best(person, day))
        return known

    def _best(self, person: PersonId, day: Day) -> Iterable[Slot]:
        """For each rule the shift that reaches most minutes, the earliest of those.

        Places are not counted: one place more must not lead to another shift, in which
        less could be covered.
        """
        candidates = self._of[person, day]
        stays = self._stays(candidates)
        if len(stays.starts) == 1:
            return  # nobody to share the hours with
        slots = [window for candidate in candidates for window in candidate.windows]
        for rule in self._rules.joint:
            found = rule.shifts(self._index, person, day, slots)
            reached = {shift: stays.reached(shift) for shift in found}
            if reached:
                yield min(reached, key=lambda shift: (-reached[shift], shift))

    def _stays(self, candidates: Sequence[Candidate]) -> _Stays:
        """Per need from the first to the last minute that somebody may be there."""
        found: dict[NeedId, tuple[int, int, int]] = {}
        for candidate in candidates:
            shortest = shortest_of(self._index, self._rules, candidate.whole)
            first = min(window.start for window in candidate.windows)
            last = max(window.end for window in candidate.windows)
            known = found.get(candidate.whole.need, (first, last, shortest))
            stay = min(first, known[0]), max(last, known[1]), known[2]
            found[candidate.whole.need] = stay
        return _Stays(*np.array(list(found.values()), dtype=np.int64).T)
