"""Ranks of options by what they are: the same on every machine, without an order."""

from collections.abc import Mapping

from solver.engine.draws import RANKS, TieBreak
from solver.engine.draws import hashed_rank as rank_of
from solver.substitution.plan import Option
from solver.substitution.variables import Variables


def hashed_rank(option: Option, ranks: int, draw: int = 0) -> int:
    """Rank of a piece by child, time, person and place, from 1 to ``ranks``.

    Another ``draw`` gives a rank that has nothing to do with the first.
    """
    slot = option.slot
    parts = (option.child, option.day, slot.start, slot.end)
    drawn = (option.need, draw) if draw else ()
    return rank_of((*parts, option.person, option.place, *drawn), ranks)


def tie_break(variables: Variables) -> TieBreak:
    """Draws of ranks over the options, to be used after the last tier."""
    taken = [(int(variables.taken(option)), option) for option in variables.options]

    def ranks(draw: int) -> Mapping[int, int]:
        found: dict[int, int] = {}
        for var, option in taken:
            found[var] = found.get(var, 0) + hashed_rank(option, RANKS, draw)
        return found

    decisions = dict.fromkeys(variables.taken(option) for option in variables.options)
    return TieBreak(tuple(decisions), ranks)
