"""Ranks of options by what they are: the same on every machine, without an order."""

from collections.abc import Mapping
from hashlib import blake2b

from solver.engine.draws import TieBreak
from solver.substitution.plan import Option
from solver.substitution.variables import Variables

#: Ranks of a draw after the last tier; so many that a second draw is hardly needed.
_RANKS = 1 << 20


def hashed_rank(option: Option, ranks: int, draw: int = 0) -> int:
    """Rank of a piece by child, time, person and place, from 1 to ``ranks``.

    Another ``draw`` gives a rank that has nothing to do with the first.
    """
    slot = option.slot
    parts = (option.child, option.day, slot.start, slot.end)
    key = "\x1f".join(map(str, (*parts, option.person, option.place)))
    if draw:
        key = f"{key}\x1f{option.need}\x1f{draw}"
    digest = blake2b(key.encode(), digest_size=8).digest()
    return 1 + int.from_bytes(digest, "big") % ranks


def tie_break(variables: Variables) -> TieBreak:
    """Draws of ranks over the options, to be used after the last tier."""
    taken = [(int(variables.taken(option)), option) for option in variables.options]

    def ranks(draw: int) -> Mapping[int, int]:
        found: dict[int, int] = {}
        for var, option in taken:
            found[var] = found.get(var, 0) + hashed_rank(option, _RANKS, draw)
        return found

    decisions = dict.fromkeys(variables.taken(option) for option in variables.options)
    return TieBreak(tuple(decisions), ranks)
