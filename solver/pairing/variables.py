"""The variables of a pairing model: one per team that may be formed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from solver.linear import LinearModel, Var
from solver.pairing.problem import PersonId, Team


class PairingVariables:
    """Teams with their variables."""

    def __init__(self, model: LinearModel, teams: Iterable[Team]) -> None:
        self.model = model
        self.of_team: Mapping[Team, Var] = {
            team: model.new_bool(" + ".join(team.people)) for team in teams
        }
        found: dict[PersonId, list[Var]] = defaultdict(list)
        for team, var in self.of_team.items():
            for person in team.people:
                found[person].append(var)
        self.of_person: Mapping[PersonId, tuple[Var, ...]] = {
            person: tuple(variables) for person, variables in found.items()
        }
