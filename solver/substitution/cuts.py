"""Where a window is cut so that a part of it meets other times."""

from collections.abc import Iterable, Iterator, Sequence

from solver.slots import Slot

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
