"""Which single change would close a gap: tried on the first tier, smallest first."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from solver.explanation.forcing import SEVERAL_LIMITS
from solver.explanation.refusals import refusals_of
from solver.explanation.statements import Statement
from solver.explanation.twofold import from_both_ends, in_order
from solver.explanation.undisturbed import undisturbed
from solver.result import SolveLimits
from solver.rule import Facts
from solver.slots import Slot
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
from solver.substitution.explanation.together import OpenChanges, Together
from solver.substitution.facts import iso
from solver.substitution.index import ProblemIndex
from solver.substitution.plan import Gap, Option
from solver.substitution.problem import NeedId

#: Changes that concern fewer needs are solved before a second process is there.
TWOFOLD_FROM_NEEDS = 40


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

    def __init__(self, basis: Basis, limits: SolveLimits = SEVERAL_LIMITS) -> None:
        self._basis = basis
        self._workers = limits.workers
        self._changed: dict[tuple[object, ...], Changed] = {}
        self._indices: dict[tuple[object, ...], ProblemIndex] = {}
        self._parts = BestParts(basis, replace(limits, workers=1))
        self._days = Days(basis, self._parts)
        self._together: dict[tuple[NeedId, Slot], Together] = {}

    @undisturbed
    def smallest(self, gap: Gap) -> SingleChange:
        """The first change of the catalogue that closes the gap."""
        changes = changes_for(self._basis.index, self._basis.rules, gap)
        # All gaps share what each change brings on other days: there it is of no use.
        self._together[gap.need, gap.slot] = Together(
            self._basis, self._parts, gap.day, lambda: self._open(gap, changes)
        )
        found = self._found(gap, changes, self._workers)
        self._together.clear()  # it asks this search: only the collector would find it
        return self._said(gap, found)

    @undisturbed
    def every(self, gaps: Sequence[Gap]) -> tuple[SingleChange, ...]:
        """The same for each of these gaps; several at once if there are workers."""
        large = len(self._basis.problem.needs) >= TWOFOLD_FROM_NEEDS
        found = from_both_ends(
            lambda number: self._found_alone(gaps[number]),
            len(gaps),
            self._workers if large else 1,
        )
        return tuple(map(self._said, gaps, found))

    def _found_alone(self, gap: Gap) -> "_Found":
        """The same in one process."""
        changes = changes_for(self._basis.index, self._basis.rules, gap)
        return self._found(gap, changes, 1)

    def _found(self, gap: Gap, changes: Sequence[Change], workers: int) -> "_Found":
        """Which of the changes is the first that closes the gap."""
        basis = self._basis
        if workers > 1 and not self._worth_two(gap, changes):
            workers = 1
        plans = in_order(
            lambda number: self.closing_plan(gap, changes[number]),
            len(changes),
            workers,
            _closes,
        )
        smallest = not any(isinstance(after, Undecided) for after in plans)
        after = plans[-1] if plans else None
        if after is None or isinstance(after, Undecided):
            return _Found(None, (), smallest)
        moves = moves_between(basis.plan.assignments, after, (gap.child,))
        return _Found(len(plans) - 1, moves, smallest)

    def _said(self, gap: Gap, found: "_Found") -> SingleChange:
        basis, change = self._basis, None
        if found.number is not None:
            change = changes_for(basis.index, basis.rules, gap)[found.number]
            said = [Statement(change.says, change.facts)]
        else:
            facts: Facts = {
                "child": gap.child,
                "day": iso(gap.day),
                "start": gap.slot.start,
                "end": gap.slot.end,
            }
            said = [Statement(NO_CHANGE.id, facts)]
        said += [] if found.smallest else [Statement(NOT_SMALLEST.id, {})]
        return SingleChange(gap, change, found.moves, found.smallest, tuple(said))

    def closing_plan(self, gap: Gap, change: Change) -> "_Plan":
        """A plan of the changed problem that closes the gap; ``None`` if none does."""
        after = self._at_once(gap, change)
        return self._solved(gap, change) if isinstance(after, Undecided) else after

    def _worth_two(self, gap: Gap, changes: Sequence[Change]) -> bool:
        """Whether several changes have to be solved for, and not the smallest parts."""
        needs: list[int] = []
        for change in changes:
            after = self._at_once(gap, change)
            if _closes(after):
                break
            changed = self._after(change)
            if isinstance(after, Undecided) and changed.asked(gap, change):
                needs.append(len(changed.needs))
                if len(needs) > 1 and sum(needs) >= TWOFOLD_FROM_NEEDS:
                    return True
        return False

    def _open(self, gap: Gap, changes: Sequence[Change]) -> OpenChanges:
        """Changes that concern other days and that the plan as it is does not settle.

        Up to the first that closes the gap with the plan as it is: nobody asks further.
        """
        found: list[tuple[Change, Changed]] = []
        for change in changes:
            after = self._at_once(gap, change)
            if _closes(after):
                break
            changed = self._after(change)
            if changed.days_touched == {gap.day} or not isinstance(after, Undecided):
                continue
            if changed.asked(gap, change):
                found.append((change, changed))
        return found

    def _at_once(self, gap: Gap, change: Change) -> "_Plan":
        """The same, undecided where the plan as it is does not tell."""
        changed = self._after(change)
        index, option = changed.index, change.option
        if refusals_of(index, self._basis.rules, option):
            whole = gap.slot in index.segments[gap.need]
            return None if whole else Undecided()
        beside = tuple(
            other
            for other in self._basis.plan.assignments
            if other.need != gap.need or not other.slot.overlaps(option.slot)
        )
        # The plan by itself breaks nothing: only what the option is tied to may.
        near = tied_to(index, [option])
        if not changed.breaks((*(o for o in beside if near.ties(o)), option)):
            return (*beside, option)
        return Undecided()

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

    def _solved(self, gap: Gap, change: Change) -> "_Plan":
        """The part concerned with the pair fixed, for the fewest minutes open."""
        changed = self._after(change)
        asked = changed.asked(gap, change)
        if not asked:
            return None
        most = changed.most_open(gap)
        decided: tuple[Option, ...] | bool = True
        if changed.whole_days:
            together = self._together.get((gap.need, gap.slot))
            decided = self._days.decided(changed, asked, most, together)
        if decided is False:
            return None
        if decided is not True:
            return decided
        best = self._parts.best(
            Part(changed.index, changed.inside, changed.standing),
            Asked(asked, most, enough=True),
        )
        if best.ruled_out:
            return None
        after = (*changed.outside, *best.taken)
        if not best.possible or best.value > most or changed.breaks(after):
            return Undecided()
        return after


def _closes(after: "_Plan") -> bool:
    """Whether it is a plan that closes the gap."""
    return after is not None and not isinstance(after, Undecided)


@dataclass(frozen=True, slots=True)
class _Found:
    """Which change closes a gap, by its number in the catalogue, if one does.

    As one process tells another: a change itself holds all of its problem.
    """

    number: int | None
    moves: tuple[Move, ...]
    smallest: bool


@dataclass(frozen=True, slots=True)
class Undecided:
    """Whether the change closes the gap was not decided in the time given."""


_Plan = tuple[Option, ...] | Undecided | None
