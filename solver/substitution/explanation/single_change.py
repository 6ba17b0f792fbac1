"""Which single change would close a gap: tried on the first tier, smallest first."""

from dataclasses import dataclass

from solver.explanation.forcing import ANSWER_LIMITS
from solver.explanation.refusals import refusals_of
from solver.explanation.statements import Statement
from solver.result import SolveLimits
from solver.rule import Facts
from solver.substitution.explanation.answers import NO_CHANGE, NOT_SMALLEST
from solver.substitution.explanation.basis import Basis
from solver.substitution.explanation.best_part import Asked, BestParts, Part
from solver.substitution.explanation.changed import (
    Changed,
    part_key,
    tied_to,
)
from solver.substitution.explanation.changes.catalogue import changes_for
from solver.substitution.explanation.changes.change import (
    Change,
)
from solver.substitution.explanation.cost import Move, moves_between
from solver.substitution.explanation.days import Days
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Gap, Option


@dataclass(frozen=True, slots=True)
class SingleChange:
    """The smallest change of the catalogue that closes a gap, or that none does.

    ``moves`` are other children who would change for it; ``smallest`` is false where
    something smaller could not be ruled out in the time given.
    """

    gap: Gap
    change: Change | None
    moves: tuple[Move, ...]
    smallest: bool
    statements: tuple[Statement, ...]


class ChangeSearch:
    """Asks for changes of one plan's gaps; problems made once serve several gaps.

    A change closes a gap if in the changed problem there is a plan, found right by the
    rules' checks, in which the named person takes the child for all of the gap and the
    minutes left open in the part concerned are fewer by all of the gap's: nobody else
    pays for it with a minute. First the person is asked beside the plan as it is; then
    days are looked at by themselves; only where that does not tell is the whole part
    solved for the first tier.
    """

    def __init__(self, basis: Basis, limits: SolveLimits = ANSWER_LIMITS) -> None:
        self._basis = basis
        self._changed: dict[tuple[object, ...], Changed] = {}
        self._indices: dict[tuple[object, ...], ProblemIndex] = {}
        self._parts = BestParts(basis, limits)
        self._days = Days(basis, self._parts)

    def smallest(self, gap: Gap) -> SingleChange:
        """The first change of the catalogue that closes the gap."""
        basis = self._basis
        sure = True
        for change in changes_for(basis.index, basis.rules, gap):
            after = self.closing_plan(gap, change)
            if after is None:
                continue
            if isinstance(after, Undecided):
                sure = False
                continue
            moves = moves_between(basis.plan.assignments, after, (gap.child,))
            said = [Statement(change.says, change.facts)]
            said += [] if sure else [Statement(NOT_SMALLEST.id, {})]
            return SingleChange(gap, change, moves, sure, tuple(said))
        facts: Facts = {
            "child": gap.child,
            "day": iso(gap.day),
            "start": gap.slot.start,
            "end": gap.slot.end,
        }
        said = [Statement(NO_CHANGE.id, facts)]
        said += [] if sure else [Statement(NOT_SMALLEST.id, {})]
        return SingleChange(gap, None, (), sure, tuple(said))

    def closing_plan(
        self, gap: Gap, change: Change
    ) -> "tuple[Option, ...] | Undecided | None":
        """A plan of the changed problem that closes the gap; ``None`` if none does."""
        changed = self._after(change)
        index, option = changed.index, change.option
        if refusals_of(index, self._basis.rules, option):
            whole = gap.slot in index.segments[gap.need]
            return None if whole else self._solved(gap, change, changed)
        beside = tuple(
            other
            for other in self._basis.plan.assignments
            if other.need != gap.need or not other.slot.overlaps(option.slot)
        )
        # The plan by itself breaks nothing: only what the option is tied to may.
        near = tied_to(index, [option])
        if not changed.breaks((*(o for o in beside if near.ties(o)), option)):
            return (*beside, option)
        return self._solved(gap, change, changed)

    def _after(self, change: Change) -> Changed:
        """The changed problem; alike changes share its tables, and more if alike."""
        key, part = (change.kind, *change.key), part_key(change)
        known = self._changed.get(part)
        if known is None:
            index = self._indices.get(key)
            if index is None:
                index = ProblemIndex(change.make(), self._basis.index)
                self._indices[key] = index
            known = self._changed[part] = Changed(self._basis, index, change)
        return known

    def _solved(
        self, gap: Gap, change: Change, changed: Changed
    ) -> "tuple[Option, ...] | Undecided | None":
        """The part concerned with the pair fixed, for the fewest minutes open."""
        asked = changed.asked(gap, change)
        if not asked:
            return None
        most = changed.most_open(gap)
        decided = (
            self._days.decided(changed, asked, most) if changed.whole_days else True
        )
        if decided is False:
            return None
        if decided is not True:
            return decided
        best = self._parts.best(
            Part(changed.index, changed.inside, changed.standing), Asked(asked, most)
        )
        if best.ruled_out or (best.possible and best.bound > most):
            return None
        after = (*changed.outside, *best.taken)
        if not best.possible or best.value > most or changed.breaks(after):
            return Undecided()
        return after


@dataclass(frozen=True, slots=True)
class Undecided:
    """Whether the change closes the gap was not decided in the time given."""
