"""Ranks of teams by who is in them: the same teams on every machine."""

from collections.abc import Mapping

from solver.engine.draws import TieBreak, hashed_rank
from solver.pairing.variables import PairingVariables


def tie_break(variables: PairingVariables) -> TieBreak:
    """Draws of ranks over teams, to be used after the last tier."""

    def ranks(draw: int) -> Mapping[int, int]:
        return {
            var: hashed_rank((*team.people, "", *team.holders, draw))
            for team, var in variables.of_team.items()
        }

    return TieBreak(tuple(variables.of_team.values()), ranks)
