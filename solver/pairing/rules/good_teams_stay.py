"""Rule 10: teams that are good stay as they are."""

from collections.abc import Iterable
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from solver.pairing.cover import Cover
from solver.pairing.kinds import JointRule, TeamRule
from solver.pairing.problem import PersonId, Team
from solver.pairing.variables import PairingVariables
from solver.rule import (
    Binding,
    Finding,
    PersonGroup,
    Practice,
    Refusal,
    RuleId,
    RuleInfo,
)

_ALL = 100


@dataclass(frozen=True, slots=True)
class GoodEnough:
    """From so many percent of its members' absences on a team is good."""

    covered_percent: int = 60


class GoodTeamsStay(TeamRule[GoodEnough], JointRule[GoodEnough]):
    """A team that covers most of its members' absences goes on as it is.

    The members of an existing team that is not as good, or that another rule no longer
    passes, are free like all others.
    """

    info = RuleInfo(
        id=RuleId("good-teams-stay"),
        number=10,
        title="Bestehende Teams, die sich bewähren, bleiben",
        source=Practice("Feste, vertraute Vertretung ist die beste"),
        binding=Binding.PRACTICE,
        applies_to=PersonGroup.EVERYBODY,
        sentence=(
            "{person} bleibt im bestehenden Team, das {percent} % der Ausfallzeit"
            " vertritt (ab {covered_percent} % bleibt ein Team)."
        ),
    )
    parameters_type = GoodEnough

    def __init__(self, parameters: GoodEnough) -> None:
        super().__init__(parameters)
        self._known: WeakKeyDictionary[Cover, dict[PersonId, Team]] = (
            WeakKeyDictionary()
        )

    def staying(self, cover: Cover) -> dict[PersonId, Team]:
        """Everybody who stays, with her team."""
        found = self._known.get(cover)
        if found is None:
            found = {}
            for team in cover.standing:
                if self.percent(cover, team) >= self.parameters.covered_percent:
                    found.update(dict.fromkeys(team.people, team))
            self._known[cover] = found
        return found

    @staticmethod
    def percent(cover: Cover, team: Team) -> int:
        """Share of its members' absences that a team covers, rounded down."""
        need = sum(cover.index.need[member] for member in team.members)
        return _ALL * cover.minutes(team) // need if need else _ALL

    def refuse(self, index: Cover, option: Team) -> Refusal | None:
        """Refuse any other team of whoever stays."""
        staying = self.staying(index)
        for person in option.people:
            team = staying.get(person)
            if team is not None and team != option:
                return self.refusal(
                    person=person,
                    percent=self.percent(index, team),
                    covered_percent=self.parameters.covered_percent,
                )
        return None

    def post(self, index: Cover, variables: PairingVariables) -> None:
        """One row per team that stays."""
        for team in sorted(set(self.staying(index).values())):
            var = variables.of_team.get(team)
            if var is not None:
                name = f"Bleibt: {' + '.join(team.people)}"
                variables.model.add_at_least([(var, 1)], 1, name)

    def breaches(self, index: Cover, assignments: Iterable[Team]) -> Iterable[Finding]:
        """Teams that should stay and are not there."""
        there = set(assignments)
        for team in sorted(set(self.staying(index).values())):
            if team not in there:
                facts: dict[str, int | str] = {
                    "person": team.people[0],
                    "percent": self.percent(index, team),
                    "covered_percent": self.parameters.covered_percent,
                }
                yield Finding(self.id, facts, team.people)
