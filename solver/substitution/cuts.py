"""Where a window is cut so that a part of it meets other times."""

from collections.abc import Iterable, Iterator, Sequence

from solver.slots import DayClock, Slot

#: A piece that begins and ends with a hand-over stands between two others. So many
#: such beginnings, and as many ends, are tried in a window: all of them would be their
#: product. The first beginnings and the last ends leave the longest pieces.
MOST_MIDDLE_CUTS = 6


def cuts_of(window: Slot, others: Iterable[Slot]) -> tuple[set[int], set[int]]:
    """Where others' windows end inside a window, and where they begin."""
    met = tuple(others)
    starts = {o.end for o in met if window.start < o.end < window.end}
    return starts, {o.start for o in met if window.start < o.start < window.end}


def meeting(window: Slot, starts: Sequence[int], ends: Sequence[int]) -> Iterator[Slot]:
    """Parts of a window that meet others, by where they begin, then where they end."""
    yield from (Slot(window.start, end) for end in (*ends, window.end))
    for start in starts[:MOST_MIDDLE_CUTS]:
        inside = (end for end in ends[-MOST_MIDDLE_CUTS:] if end > start)
        yield from (Slot(start, end) for end in (*inside, window.end))
    yield from (Slot(start, window.end) for start in starts[MOST_MIDDLE_CUTS:])


def cuts_between(
    clock: DayClock,
    window: Slot,
    others: Iterable[Slot],
    shortest: int,
    grid: int,
    gain: int = 0,
) -> tuple[set[int], set[int]]:
    """Where a window is cut so that it and another both have a piece.

    Where each leaves the other too little, none of the cuts at their ends helps; the
    second then has the shortest piece there is. ``shortest`` is a piece [min], and
    ``gain`` what two pieces must have more than one [min].
    """
    starts: set[int] = set()
    ends: set[int] = set()
    for other in others:
        for first, then, cuts in ((other, window, starts), (window, other, ends)):
            if _leave_too_little(clock, first, then, shortest, gain):
                cuts.add(clock.before(then.end, shortest) // grid * grid)
    return starts, ends


def _leave_too_little(
    clock: DayClock, first: Slot, then: Slot, shortest: int, gain: int
) -> bool:
    """Whether two windows share too much for a piece beside either, but not for two."""
    return (
        gain < clock.between(first.start, then.start) < shortest
        and gain < clock.between(first.end, then.end) < shortest
        and clock.between(first.start, then.end) >= 2 * shortest
    )
