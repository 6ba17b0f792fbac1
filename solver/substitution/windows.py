"""What the rules leave of an open stretch, and a person who may take it.

A window is a part of a stretch that every rule passes and that could not be longer.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from solver.rule import Refusal
from solver.slots import Slot
from solver.substitution.index import ProblemIndex
from solver.substitution.kinds import PairRule, RuleSet
from solver.substitution.plan import Option


@dataclass(slots=True)
class Candidate:
    """A person at a place for one open stretch, and the parts that pass every rule.

    ``shorter`` are parts that give way to a rival or fit in a shift; ``crowded`` are
    windows with too many rivals around to cut for them.
    """

    whole: Option
    windows: Sequence[Slot]
    shorter: Sequence[Slot] = ()
    crowded: set[Slot] = field(default_factory=set)


#: Maximal parts of an option that pass every rule, and the first refusal.
Windows = tuple[Sequence[Slot], Refusal | None]


def windows_of(index: ProblemIndex, rules: RuleSet, whole: Option) -> Windows:
    """Maximal parts of an option that pass every rule, and the first refusal."""
    for rule in rules.pair:
        refusal = rule.refuse(index, whole)
        if refusal is not None:
            # Timed rules come last: the others have passed the whole, and so any part.
            if rule.timed:
                return narrowed(index, rules, whole, whole.slot), refusal
            return (), refusal
    return (whole.slot,), None


def part(whole: Option, slot: Slot) -> Option:
    """The option narrowed to a slot; built by hand, since this runs very often."""
    if slot is whole.slot:
        return whole
    return Option(
        whole.need,
        whole.child,
        whole.day,
        slot,
        whole.person,
        whole.place,
        whole.model,
    )


def narrowed(
    index: ProblemIndex, rules: RuleSet, whole: Option, within: Slot
) -> Sequence[Slot]:
    """Maximal parts of ``within`` that pass every rule, on the grid, long enough."""
    grid = rules.pieces.step_minutes
    shortest = shortest_of(index, rules, whole)
    minutes = index.clock(whole.day).minutes
    if minutes(within) < shortest:
        return ()
    parts: Sequence[Slot] = (within,)
    timed = [rule for rule in rules.pair if rule.timed]
    passed = _passed(index, timed, part(whole, within))
    if passed == len(timed) and _inward(within, whole.slot, grid) == within:
        return parts
    for rule in timed[passed:]:
        narrower: list[Slot] = []
        for slot in parts:
            option = part(whole, slot)
            if rule.refuse(index, option) is None:
                narrower.append(slot)
            else:
                found = rule.windows(index, option)
                narrower.extend(p for p in found if minutes(p) >= shortest)
        if not narrower:
            return ()
        parts = narrower
    rounded = (_inward(slot, whole.slot, grid) for slot in parts)
    return _maximal(
        slot
        for slot in rounded
        if slot is not None
        and minutes(slot) >= shortest
        and all(r.refuse(index, part(whole, slot)) is None for r in timed)
    )


def shortest_of(index: ProblemIndex, rules: RuleSet, whole: Option) -> int:
    """The shortest piece of an open stretch [min]; all of it always counts."""
    stretch = index.clock(whole.day).minutes(whole.slot)
    return min(rules.pieces.min_piece_minutes, stretch)


def _passed(index: ProblemIndex, timed: Sequence[PairRule[Any]], option: Option) -> int:
    """How many rules pass an option before the first that refuses it."""
    for number, rule in enumerate(timed):
        if rule.refuse(index, option) is not None:
            return number
    return len(timed)


def _inward(slot: Slot, whole: Slot, grid: int) -> Slot | None:
    """A slot shrunk to the grid; bounds of the whole stretch stay as they are."""
    start, end = slot.start, slot.end
    if start != whole.start:
        start = -(-start // grid) * grid
    if end != whole.end:
        end = end // grid * grid
    return Slot(start, end) if start < end else None


def _maximal(slots: Iterable[Slot]) -> Sequence[Slot]:
    """Distinct slots that lie in no other one, sorted."""
    distinct = sorted(set(slots))
    return [
        slot
        for slot in distinct
        if not any(other != slot and other.contains(slot) for other in distinct)
    ]
