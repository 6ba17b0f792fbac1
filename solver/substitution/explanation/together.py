"""What other days could gain at most, whichever single change of a gap is made.

Most changes fail on the gap's own day, and no other day makes up for it. That need not
be told for each change by itself: where all of them are made at once the other days
gain as much at least, for a change only ever allows more. Mostly that is nothing.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from solver.slots import Day
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.best_part import BestParts, Part, minutes
from solver.substitution.explanation.changed import Changed
from solver.substitution.explanation.changes.change import Change
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Option

#: Changes that the plan as it is does not settle, each with its problem.
OpenChanges = Sequence[tuple[Change, Changed]]


@dataclass(frozen=True, slots=True)
class DayGain:
    """Minutes that a day gains at most, and the basis' parts of days it holds."""

    most: int
    parts: frozenset[int]


class Together:
    """The changes of one gap, all made at once, on the other days."""

    def __init__(
        self,
        basis: Basis,
        parts: BestParts,
        day: Day,
        changes: Callable[[], OpenChanges],
    ) -> None:
        self._basis = basis
        self._parts = parts
        self._day = day
        self._changes = changes

    @cached_property
    def days(self) -> tuple[DayGain, ...]:
        """Days on which any of the changes brings options, without the gap's own."""
        open_changes = self._changes()
        problem = self._basis.problem
        altered: set[tuple[object, ...]] = set()
        for change, _ in open_changes:
            key = (change.kind, *change.key)
            if key not in altered:
                altered.add(key)
                problem = change.alter(problem)
        index = ProblemIndex(problem, self._basis.index)
        every = dict.fromkeys(changed for _, changed in open_changes)
        days = sorted({day for changed in every for day in changed.days_touched})
        return tuple(
            self._of_day(index, [c for c in every if day in c.days_touched], day)
            for day in days
            if day != self._day
        )

    def _of_day(
        self, index: ProblemIndex, changes: Sequence[Changed], day: Day
    ) -> DayGain:
        """What each change brings, under rules that let all of it in."""
        inside = [changed.inside_day(day) for changed in changes]
        parts = frozenset().union(*(d.parts for d in inside))
        options = dict.fromkeys(chain.from_iterable(d.options for d in inside))
        for number in sorted(parts):
            # One change may cut otherwise what another leaves as it was.
            options.update(dict.fromkeys(self._basis.day_parts[number]))
        planned = self._basis.plan.assignments
        best = self._parts.best(Part(index, tuple(options), planned))
        gained = changes[0].nothing - best.bound - self._planned(options)
        return DayGain(max(0, gained), parts)

    def _planned(self, options: Iterable[Option]) -> int:
        """Minutes that the plan covers of the needs of these options."""
        needs = frozenset(option.need for option in options)
        plan = self._basis.plan.assignments
        return minutes(self._basis.index, (o for o in plan if o.need in needs))
