"""Ranks of pairs and hours by what they are: the same matching on every machine."""

from collections.abc import Mapping

from solver.engine.draws import TieBreak, hashed_rank
from solver.linear import Var
from solver.matching.variables import MatchingVariables


def tie_break(variables: MatchingVariables) -> TieBreak:
    """Draws of ranks over pairs and half-hours, to be used after the last tier."""
    decided: dict[Var, tuple[str, ...]] = {}
    for choice in variables.choices:
        pair = choice.least.kindergarten, choice.least.coach
        decided[choice.chosen] = pair
        if choice.extra is not None:
            decided[choice.extra] = (*pair, "half-hours")

    def ranks(draw: int) -> Mapping[int, int]:
        return {var: hashed_rank((*key, draw)) for var, key in decided.items()}

    return TieBreak(tuple(decided), ranks)
