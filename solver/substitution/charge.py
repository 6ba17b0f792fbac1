"""Being in charge of children: the fixed part of a day and what it leaves free."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solver.slots import Day, Slot, merged
from solver.substitution.problem import ChildId, PersonId, PlaceId


@dataclass(frozen=True, slots=True)
class Charge:
    """A child is with a person at a place; ``weight`` places are taken.

    ``regular`` is true for children under contract, false for fixed cover.
    """

    person: PersonId
    place: PlaceId
    day: Day
    slot: Slot
    child: ChildId
    weight: int
    regular: bool = True


class Load:
    """Places taken over one day as a step function."""

    __slots__ = ("_steps",)

    def __init__(self, charges: Iterable[Charge]) -> None:
        changes: dict[int, int] = {}
        for charge in charges:
            start, end = charge.slot.start, charge.slot.end
            changes[start] = changes.get(start, 0) + charge.weight
            changes[end] = changes.get(end, 0) - charge.weight
        steps: list[tuple[int, int, int]] = []
        level, since = 0, 0
        for minute in sorted(changes):
            if level:
                steps.append((since, minute, level))
            level, since = level + changes[minute], minute
        self._steps = tuple(steps)

    @property
    def starts(self) -> Sequence[int]:
        """Minutes at which the load changes to something above 0."""
        return [start for start, _, _ in self._steps]

    @property
    def bounds(self) -> Sequence[int]:
        """Minutes at which the load changes at all, some of them twice."""
        return [minute for start, end, _ in self._steps for minute in (start, end)]

    def at(self, minute: int) -> int:
        """Places taken at a minute."""
        for start, end, level in self._steps:
            if start <= minute < end:
                return level
        return 0

    def peak(self, slot: Slot) -> tuple[int, int]:
        """Most places taken within a slot, and the first minute of that."""
        best, when = 0, slot.start
        for start, end, level in self._steps:
            if level > best and start < slot.end and slot.start < end:
                best, when = level, max(start, slot.start)
        return best, when

    def above(self, level: int) -> tuple[Slot, ...]:
        """When more than ``level`` places are taken, merged."""
        return merged(Slot(s, e) for s, e, taken in self._steps if taken > level)
