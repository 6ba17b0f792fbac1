"""The shift of an employed person: what of a day her stays are cut to fit in.

A rule may ask that all she does on a day lies within so many hours. Children who come
at seven and children who go at four then exclude each other, unless some are taken for
the hours in which most can be. Which hours these are depends on all of them together,
so they are chosen once for a person and a day, before anything is decided.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solver.slots import Day, Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import RuleSet
from solver.substitution.problem import NeedId, PersonId
from solver.substitution.windows import Candidate, narrowed, shortest_of


@dataclass(slots=True)
class _Stay:
    """When a person may have a child of a need, and for how long at least [min]."""

    slot: Slot
    shortest: int


class Shifts:
    """Of each person and day the shift that reaches most, for each rule that asks."""

    def __init__(
        self, index: ProblemIndex, rules: RuleSet, candidates: Iterable[Candidate]
    ) -> None:
        self._index = index
        self._rules = rules
        self._of: dict[tuple[PersonId, Day], list[Candidate]] = defaultdict(list)
        for candidate in candidates:
            if candidate.windows:
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
        if len(stays) == 1:
            return  # nobody to share the hours with
        slots = [window for candidate in candidates for window in candidate.windows]
        for rule in self._rules.joint:
            found = rule.shifts(self._index, person, day, slots)
            reached = {shift: self._reached(day, shift, stays) for shift in found}
            if reached:
                yield min(reached, key=lambda shift: (-reached[shift], shift))

    def _stays(self, candidates: Sequence[Candidate]) -> Sequence[_Stay]:
        """Per need from the first to the last minute that somebody may be there."""
        found: dict[NeedId, _Stay] = {}
        for candidate in candidates:
            shortest = shortest_of(self._index, self._rules, candidate.whole)
            for window in candidate.windows:
                stay = found.setdefault(candidate.whole.need, _Stay(window, shortest))
                stay.slot = Slot(
                    min(stay.slot.start, window.start), max(stay.slot.end, window.end)
                )
        return tuple(found.values())

    def _reached(self, day: Day, shift: Slot, stays: Iterable[_Stay]) -> int:
        """Minutes of all stays that lie within a shift and are long enough there."""
        minutes = self._index.clock(day).minutes
        total = 0
        for stay in stays:
            part = stay.slot.intersection(shift)
            reached = 0 if part is None else minutes(part)
            total += reached if reached >= stay.shortest else 0
        return total
