"""Values asked for one after another, each found or refused by halves that meet.

Subjects are put in an order in which those that the same bags compete for are near one
another: bags are full, or nearly, long before the halves meet, and few loads are left.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import fmean

import numpy as np

from solver.engine.halves.climbing import climbed
from solver.engine.halves.front import Front
from solver.engine.halves.joining import joined
from solver.engine.halves.sharing import Sharing

#: A half may have so many plans, and both so many on the way to where they meet.
MOST_PLANS, MOST_IN_ALL = 1_000_000, 15_000_000
#: Tables of what subjects to come cost at least may have so many entries.
MOST_ENTRIES = 16_000_000


@dataclass(frozen=True, slots=True)
class Reach:
    """What is found: the ways taken; or that there is nothing, or that nobody knows."""

    taken: tuple[int, ...] = ()
    refused: bool = False


def reach(sharing: Sharing, scale: int, go_on: Callable[[], bool]) -> Reach:
    """Whether all subjects can be shared out at prices of at most so much.

    Parameters
    ----------
    scale
        Units of the prices per unit of the tier.
    go_on
        Asked again and again; nobody knows if it ends early.
    """
    left = climbed(sharing, scale, go_on)
    if left is None:
        return Reach(refused=True)
    order = _order(left)
    fronts = _met(left, order, go_on)
    if not fronts:
        return Reach()
    few, many = sorted(fronts, key=lambda one: one.size)
    if not few.size:
        return Reach(refused=True)
    found, whole = joined(left, few, many, go_on)
    if not whole:
        return Reach()
    taken = (*left.settled, *found) if found or not order else ()
    return Reach(taken, refused=not taken)


def _met(
    sharing: Sharing, order: Sequence[int], go_on: Callable[[], bool]
) -> tuple[Front, ...]:
    """Both halves once all subjects are in one of them; a half may be empty then.

    None where there are too many half plans.
    """
    if len(order) * sum(sharing.rooms) > MOST_ENTRIES:
        return ()
    fronts = Front(sharing, order), Front(sharing, order[::-1])
    in_all = 0
    while sum(front.depth for front in fronts) < len(order):
        front = min(fronts, key=lambda one: one.size)
        front.grow()
        in_all += front.size
        if not front.size:
            break
        if front.size > MOST_PLANS or in_all > MOST_IN_ALL or not go_on():
            return ()
    return fronts


def _order(sharing: Sharing) -> list[int]:
    """Subjects by where the bags that may take them are in a row of bags.

    Bags that compete for many subjects are near one another in it: they stand as in the
    slowest vibration of a net in which they are knots.
    """
    count = len(sharing.rooms)
    net = np.zeros((count, count))
    for takers in sharing.takers.values():
        for one in takers:
            for other in takers:
                if one.bag != other.bag:
                    net[one.bag, other.bag] += 1 / (len(takers) - 1)
    _, waves = np.linalg.eigh(np.diag(net.sum(axis=1)) - net)
    slowest = waves[:, min(1, count - 1)]
    place: list[int] = np.argsort(np.argsort(slowest, kind="stable")).tolist()

    def where(subject: int) -> float:
        return fmean(place[taking.bag] for taking in sharing.takers[subject])

    return sorted(sharing.takers, key=where)
