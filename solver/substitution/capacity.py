"""Places taken at once: rows and breaches that persons, places and limits share."""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise

from solver.linear import Terms, Var
from solver.slots import MINUTES_PER_DAY, Slot, merged, subtracted
from solver.substitution.charge import Load
from solver.substitution.plan import Option
from solver.substitution.problem import ChildId
from solver.substitution.variables import Variables

Weight = Callable[[ChildId], int]


def post_capacity(
    variables: Variables,
    options: Sequence[Option],
    weight: Weight,
    load: Load,
    limit: int,
    name: str,
) -> None:
    """Bound fixed load plus weights taken by ``limit`` at every minute of a day.

    One row per minute at which something begins, without those another row implies.
    Where the fixed load alone exceeds the limit, nothing may be added.
    """
    most = Slot(0, MINUTES_PER_DAY), limit
    post_capacity_within(variables, options, weight, load, most, name)


def post_capacity_within(
    variables: Variables,
    options: Sequence[Option],
    weight: Weight,
    load: Load,
    most: tuple[Slot, int],
    name: str,
) -> None:
    """The same for the minutes of a slot: ``most`` is the slot and its places."""
    for room, row in crowded(variables, options, weight, load, most):
        variables.model.add_at_most(row, room, name)


def crowded(
    variables: Variables,
    options: Sequence[Option],
    weight: Weight,
    load: Load,
    most: tuple[Slot, int],
) -> Iterable[tuple[int, Terms]]:
    """What the fixed load leaves of places, and the weights that could be taken then.

    ``most`` is a slot and its places. Only minutes at which there are more weights
    than places left, and none that another one implies.
    """
    slot, limit = most
    rows: list[tuple[int, int, Terms]] = []
    for minute in sorted(
        {o.slot.start for o in options}.union(load.starts, (slot.start,))
    ):
        if not slot.start <= minute < slot.end:
            continue
        there, total = 0, 0
        terms: list[tuple[Var, int]] = []
        for position, option in enumerate(options):
            if option.slot.start <= minute < option.slot.end:
                places = weight(option.child)
                there |= 1 << position
                total += places
                terms.append((variables.taken(option), places))
        room = max(0, limit - load.at(minute))
        if total > room:
            rows.append((there, room, tuple(terms)))
    for _, room, row in _undominated(rows):
        yield room, row


def _undominated(
    rows: Sequence[tuple[int, int, Terms]],
) -> Iterable[tuple[int, int, Terms]]:
    """Rows that no other row with at least their options and less room implies."""
    for i, (there, room, terms) in enumerate(rows):
        if not any(
            there & other == there
            and (room > less or (room == less and (there != other or j < i)))
            for j, (other, less, _) in enumerate(rows)
        ):
            yield there, room, terms


def room_windows(load: Load, limit: int, slot: Slot) -> Sequence[Slot]:
    """Parts of a slot in which at most ``limit`` places are taken by fixed charges."""
    return subtracted((slot,), load.above(limit))


def fullest(
    assignments: Iterable[Option], weight: Weight, load: Load
) -> tuple[int, int]:
    """Most places taken while one of the assignments runs, and the first such minute.

    The assignments belong to one day and to what the load belongs to.
    """
    best, when = 0, 0
    taken = [(o.slot, weight(o.child)) for o in assignments]
    for minute in sorted({slot.start for slot, _ in taken}.union(load.starts)):
        added = sum(places for slot, places in taken if slot.start <= minute < slot.end)
        if added and (present := added + load.at(minute)) > best:
            best, when = present, minute
    return best, when


def contended(
    option: Option,
    rivals: Iterable[Option],
    weight: Weight,
    load: Load,
    limit: int,
) -> Iterable[Slot]:
    """When rivals may keep the option from its place: each alone, and all together.

    From the first to the last minute of a rival at which not everybody fits. That is
    not all of its time: a place may be free before regular children come, or after
    they went.
    """
    near = [rival for rival in rivals if rival.slot.overlaps(option.slot)]
    if not near:
        return
    full = _full([option, *near], weight, load, limit)
    if not full:
        return
    busy: dict[int, Sequence[Slot]] = {}
    for rival in near:
        together = _within(full, rival.slot)
        if together is None:
            continue
        yield together
        places = weight(rival.child)
        if places not in busy:
            left = limit - weight(option.child) - places
            busy[places] = load.above(left) if left >= 0 else (option.slot,)
        shared = rival.slot.intersection(option.slot)
        alone = _within(busy[places], shared) if shared else None
        if alone is not None and alone != together:
            yield alone


def _full(
    crowd: Sequence[Option], weight: Weight, load: Load, limit: int
) -> Sequence[Slot]:
    """When not all fit on top of the load, merged."""
    changes: dict[int, int] = dict.fromkeys(load.bounds, 0)
    for one in crowd:
        places = weight(one.child)
        changes[one.slot.start] = changes.get(one.slot.start, 0) + places
        changes[one.slot.end] = changes.get(one.slot.end, 0) - places
    level = 0
    found: list[Slot] = []
    for minute, then in pairwise(sorted(changes)):
        level += changes[minute]
        if load.at(minute) + level > limit:
            found.append(Slot(minute, then))
    return merged(found)


def _within(slots: Sequence[Slot], around: Slot) -> Slot | None:
    """From the first to the last minute of slots, in order, within another."""
    inside = [part for slot in slots if (part := slot.intersection(around))]
    return Slot(inside[0].start, inside[-1].end) if inside else None
