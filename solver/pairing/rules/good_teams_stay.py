"""Rule 10: teams that are good stay as they are."""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from solver.pairing.cover import Cover
from solver.pairing.kinds import TeamRule
from solver.pairing.problem import PersonId, Team
from solver.rule import Binding, PersonGroup, Practice, Refusal, RuleId, RuleInfo

_ALL = 100


@dataclass(frozen=True, slots=True)
class GoodEnough:
    """From so many percent of its members' absences on a team is good."""

    covered_percent: int = 60


class GoodTeamsStay(TeamRule[GoodEnough]):
    """Nobody is taken out of a team that covers most of its members' absences.

    An existing team that is not as good is free like all others; whether other rules
    still pass a good one is for them to say.
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
            for team in sorted(cover.index.problem.existing):
                good = self.percent(cover, team) >= self.parameters.covered_percent
                if good and not any(person in found for person in team.people):
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
