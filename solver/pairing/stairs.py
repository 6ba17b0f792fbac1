"""Counts over the minutes of a day as masks: what is there once, twice, and so on.

A *stair* is a tuple of bit masks, the k-th with a bit for every step of time in which
at least k are there. Minima and sums of counts are then ANDs and ORs of whole days.
"""

from collections.abc import Iterable, Sequence
from math import gcd

from solver.slots import MINUTES_PER_DAY, Slot

Stair = tuple[int, ...]


def common_step(slots: Iterable[Slot]) -> int:
    """The longest step [min] in which all slots begin and end."""
    step = MINUTES_PER_DAY
    for slot in slots:
        step = gcd(step, slot.start, slot.end)
    return step


def mask(slot: Slot, step: int) -> int:
    """One bit for every step of a slot."""
    return (1 << slot.end // step) - (1 << slot.start // step)


def stair(masks: Iterable[int]) -> Stair:
    """How many of the masks are there at once."""
    found: list[int] = []
    for one in masks:
        carried = one
        for level, known in enumerate(found):
            found[level], carried = known | carried, known & carried
        if carried:
            found.append(carried)
    return tuple(found)


def added(one: Stair, other: Stair, most: int) -> Stair:
    """The sum of two counts, as far as ``most``."""
    if not one or not other:
        return (one or other)[:most]
    found = []
    for level in range(1, min(most, len(one) + len(other)) + 1):
        here = (one[level - 1] if level <= len(one) else 0) | (
            other[level - 1] if level <= len(other) else 0
        )
        for part in range(max(1, level - len(other)), min(level - 1, len(one)) + 1):
            here |= one[part - 1] & other[level - part - 1]
        found.append(here)
    return tuple(found)


def shared(one: Sequence[int], other: Sequence[int]) -> int:
    """Steps of the smaller of two counts, added up."""
    return sum((a & b).bit_count() for a, b in zip(one, other, strict=False))


def total(one: Sequence[int]) -> int:
    """Steps of a count, added up."""
    return sum(level.bit_count() for level in one)
